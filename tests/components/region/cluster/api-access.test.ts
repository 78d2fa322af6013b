import * as aws from "@pulumi/aws";

import { Region } from "../../../../components/region/region";
import { record, type Recorded } from "../../../support/recorder";
import { account, estate, region as config } from "../../../support/samples";
import { Tree } from "../../../support/tree";

const runnerNetwork = {
  vpcId: "vpc-0123456789abcdef0",
  cidr: "10.250.0.0/24",
  region: "eu-west-1",
  routeTableIds: ["rtb-0123456789abcdef0", "rtb-1123456789abcdef0"],
};

const build = async (apiAccess: {
  runnerNetwork?: typeof runnerNetwork;
  publicCidrs: string[];
}): Promise<Tree> => {
  const args = { estate, account, region: "us-east-1", tokenRegion: "us-west-2", config, apiAccess };
  return new Tree(
    await record(() => {
      const runnerAws = new aws.Provider("runner-aws", { region: "eu-west-1" });
      return new Region("us-east-1", { ...args, runnerAws });
    }),
  );
};

describe("The way from the runner's network into a cluster", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build({ runnerNetwork, publicCidrs: [] });
  });

  const sideOf = (resource: Recorded): string | undefined => tree.providerOf(resource)?.name;

  test("is a peering that each side agrees to by its own provider", () => {
    const asked = tree.one("aws:ec2/vpcPeeringConnection:VpcPeeringConnection");
    expect(asked.inputs).toMatchObject({
      vpcId: "id of us-east-1-vpc",
      peerVpcId: "vpc-0123456789abcdef0",
      peerRegion: "eu-west-1",
    });
    const accepted = tree.one("aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter");
    expect(accepted.inputs).toMatchObject({
      autoAccept: true,
      region: "eu-west-1",
      vpcPeeringConnectionId: "id of us-east-1-runner-peering",
      tags: { Name: "eu-west-1-runner-to-us-east-1", region: "eu-west-1" },
    });
    expect([sideOf(asked), sideOf(accepted)]).toEqual(["us-east-1-aws", "runner-aws"]);
  });

  test("has routes there and back, over a peering that is accepted", () => {
    const routes = tree.all
      .filter(({ type, inputs }) => type === "aws:ec2/route:Route" && "vpcPeeringConnectionId" in inputs)
      .map((route) => [sideOf(route), route.inputs.routeTableId, route.inputs.destinationCidrBlock]);
    expect(routes.sort()).toEqual(
      [
        ...["a", "b", "c"].map((zone) => [
          "us-east-1-aws",
          `id of us-east-1${zone}-private-routes`,
          "10.250.0.0/24",
        ]),
        ...runnerNetwork.routeTableIds.map((id) => ["runner-aws", id, "10.16.0.0/16"]),
      ].sort(),
    );
    for (const { inputs } of tree.all.filter(({ type }) => /:(Route|PeeringConnectionOptions)$/u.test(type)))
      expect([undefined, "id of us-east-1-runner-peering-accepter"]).toContain(inputs.vpcPeeringConnectionId);
    expect(tree.one("aws:ec2/peeringConnectionOptions:PeeringConnectionOptions").inputs).toMatchObject({
      requester: { allowRemoteVpcDnsResolution: true },
    });
  });

  test("opens one port of the cluster's own group, to that network alone", () => {
    const rule = tree.one(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "us-east-1-runner-to-api",
    );
    expect(rule.inputs).toMatchObject({
      securityGroupId: "security group of us-east-1-eks",
      cidrIpv4: "10.250.0.0/24",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
  });

  test("is there before anything is written into the cluster, so that the first `up` goes through", () => {
    const before = tree.waitsFor(tree.one("pulumi:providers:kubernetes"));
    const way = tree.below(tree.one("platform:region:ApiAccess")).map(({ name }) => name);
    expect(way).toHaveLength(9);
    expect(before).toEqual(expect.arrayContaining([...way, "us-east-1-deployer-admin"]));
  });

  test("tells a person where it comes from", () => {
    expect(tree.outputsOf(tree.one("platform:region:ApiAccess"))).toEqual({
      summary: "from 10.250.0.0/24 in eu-west-1, by peering",
    });
  });
});

describe("A region without a runner's network", () => {
  test("is joined to nothing, and its endpoint is as open as the stack file says", async () => {
    const tree = await build({ publicCidrs: ["203.0.113.10/32"] });
    expect(tree.all.filter(({ type }) => /Peering|ApiAccess/u.test(type))).toEqual([]);
    expect(tree.one("aws:eks/cluster:Cluster").inputs.vpcConfig).toMatchObject({
      endpointPublicAccess: true,
      publicAccessCidrs: ["203.0.113.10/32"],
    });
  });
});
