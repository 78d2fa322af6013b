import { readFileSync } from "node:fs";

import * as aws from "@pulumi/aws";

import { PublicAccess } from "../../../../components/region/network/public-access";
import { record } from "../../../support/recorder";
import { account, estate } from "../../../support/samples";
import { Tree } from "../../../support/tree";

const region = "us-east-1";
const exclusion = "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion";

const documented = (file: string): string =>
  readFileSync(require.resolve(`@pulumi/aws/${file}.d.ts`), "utf8");

describe("What keeps a region's account from the public", () => {
  let tree: Tree;
  beforeAll(async () => {
    const subnets = ["a", "b"].map((zone) => ({ zone: `${region}${zone}`, id: `public-${zone}` }));
    tree = new Tree(
      await record(() => {
        const provider = new aws.Provider(`${region}-aws`, { region, allowedAccountIds: [account.id] });
        const args = { estate, region, subnets };
        return new PublicAccess(`${region}-network-public-access`, args, { providers: [provider] });
      }),
    );
  });

  test("lets the internet reach its own public subnets, both ways, and nothing else", () => {
    const excluded = tree.all.filter(({ type }) => type === exclusion);
    expect(
      excluded.map(({ name, inputs }) => [name, inputs.subnetId, inputs.internetGatewayExclusionMode]),
    ).toEqual([
      ["us-east-1a-public-exclusion", "public-a", "allow-bidirectional"],
      ["us-east-1b-public-exclusion", "public-b", "allow-bidirectional"],
    ]);
    expect(excluded.every(({ inputs }) => inputs.vpcId === undefined)).toBe(true);
    const options = tree.one("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions");
    expect(options.inputs).toEqual({ internetGatewayBlockMode: "block-ingress" });
    // Blocked before they are excluded, the load balancers would not be reached in between.
    expect(tree.waitsFor(options)).toEqual(excluded.map(({ name }) => name));
  });

  test("lets no snapshot and no image be shared with everybody", () => {
    expect(tree.one("aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess").inputs).toEqual({
      state: "block-all-sharing",
    });
    expect(tree.one("aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess").inputs).toEqual({
      state: "block-new-sharing",
    });
  });

  test("is made with values that the provider documents", () => {
    expect(documented("ec2/vpcBlockPublicAccessOptions")).toContain("`block-ingress`");
    expect(documented("ec2/vpcBlockPublicAccessExclusion")).toContain("`allow-bidirectional`");
    expect(documented("ebs/snapshotBlockPublicAccess")).toContain("`block-all-sharing`");
    expect(documented("ec2/imageBlockPublicAccess")).toContain("`block-new-sharing`");
  });

  test("tells how many subnets the internet reaches", () => {
    expect(tree.outputsOf(tree.one("platform:region:PublicAccess"))).toEqual({
      summary: "the internet reaches 2 subnets; snapshots and images stay private",
    });
  });
});
