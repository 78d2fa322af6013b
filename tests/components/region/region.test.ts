import * as pulumi from "@pulumi/pulumi";

import type { Region as RegionConfig } from "../../../config/model";
import { Region, type RegionArgs } from "../../../components/region/region";
import { record, type Recorded } from "../../support/recorder";
import { account, estate, region as config } from "../../support/samples";
import { at, json, Tree } from "../../support/tree";

const args: RegionArgs = { estate, region: "us-east-1", config, account, tokenRegion: "eu-central-1" };

const existing: RegionConfig = {
  ...config,
  name: "lab",
  ground: { kind: "existing", context: "kind-lab", operators: "managed" },
};

const build = async (changes: Partial<RegionArgs> = {}): Promise<Tree> => {
  const all = { ...args, ...changes };
  return new Tree(await record(() => new Region(all.region, all)));
};

const kubernetesOf = (tree: Tree): Recorded => tree.one("pulumi:providers:kubernetes");

describe("A region on AWS", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build();
  });

  test("is a network, a cluster, and a provider for each of AWS and Kubernetes", () => {
    expect(tree.children(tree.one("platform:region:Region"))).toEqual([
      "platform:region:Cluster us-east-1-cluster",
      "platform:region:Network us-east-1-network",
      "pulumi:providers:aws us-east-1-aws",
      "pulumi:providers:kubernetes us-east-1-kubernetes",
    ]);
  });

  test("reaches AWS by the deployer's role, in its own account alone, with a token of another region", () => {
    const provider = tree.one("pulumi:providers:aws");
    expect(provider.inputs).toMatchObject({ region: "us-east-1", stsRegion: "eu-central-1" });
    expect(json(provider, "allowedAccountIds")).toEqual(["111122223333"]);
    expect(json(provider, "assumeRoles")).toEqual([
      {
        roleArn: "arn:aws:iam::111122223333:role/platform-deployer",
        sessionName: "pulumi-social-commerce-staging",
      },
    ]);
  });

  test("never skips the question whose account it is, which would contradict the list of those allowed", () => {
    expect(tree.one("pulumi:providers:aws").inputs.skipRequestingAccountId ?? "false").toBe("false");
  });

  test("writes objects by server-side apply, and changes maps and secrets in place", () => {
    expect(kubernetesOf(tree).inputs).toMatchObject({
      clusterIdentifier: "social-commerce-staging-us-east-1",
      enableConfigMapMutable: "true",
      enableSecretMutable: "true",
      enableServerSideApply: "true",
    });
  });

  test("skips updates of a cluster that does not answer where its state is lost, and nowhere else", async () => {
    expect(kubernetesOf(tree).inputs.skipUpdateUnreachable).toBe("false");
    const lost = await build({ config: { ...config, state: "lost" } });
    expect(kubernetesOf(lost).inputs.skipUpdateUnreachable).toBe("true");
    expect(tree.outputsOf(tree.one("platform:region:Region"))).toEqual({
      summary: "primary · AWS · 100 % capacity · 80 % of users",
    });
    expect(lost.outputsOf(lost.one("platform:region:Region"))).toEqual({
      summary: "primary · AWS · 100 % capacity · 80 % of users · LOST: updates of its cluster are skipped",
    });
  });

  test("writes objects only when the deployer may", () => {
    expect(tree.waitsFor(kubernetesOf(tree))).toContain("us-east-1-deployer-admin");
  });

  test("asks for a token each time, so that none is stored", () => {
    const kubeconfig = json(kubernetesOf(tree), "kubeconfig") as {
      readonly clusters: unknown;
      readonly users: readonly { readonly user: unknown }[];
      readonly "current-context": string;
    };
    expect(kubeconfig.users.map(({ user }) => user)).toEqual([
      {
        exec: {
          apiVersion: "client.authentication.k8s.io/v1",
          args: [
            ...["eks", "get-token", "--cluster-name", "social-commerce-staging", "--region", "us-east-1"],
            ...["--role-arn", "arn:aws:iam::111122223333:role/platform-deployer"],
          ],
          command: "aws",
          interactiveMode: "Never",
        },
      },
    ]);
    expect(kubeconfig.clusters).toEqual([
      {
        name: "eks",
        cluster: {
          server: "endpoint of us-east-1-eks",
          "certificate-authority-data": "certificate of us-east-1-eks",
        },
      },
    ]);
    expect(kubeconfig["current-context"]).toBe("eks");
  });

  test("gives its cluster the private subnets of its own network", () => {
    expect(at(tree.one("aws:eks/cluster:Cluster"), "vpcConfig", "subnetIds")).toEqual([
      "id of us-east-1a-private",
      "id of us-east-1b-private",
      "id of us-east-1c-private",
    ]);
  });

  test("lets those in by name who are named, beside the deployer", async () => {
    const grant = { kind: "permission", permission: "view" } as const;
    const access = [{ name: "on-call", role: "OnCall", grant, regions: ["us-east-1"] }];
    const entered = await build({ access });
    const component = entered.one("platform:region:ClusterAccess");
    expect(entered.parentOf(component)?.type).toBe("platform:region:Region");
    expect(entered.children(component)).toEqual([
      "aws:eks/accessEntry:AccessEntry us-east-1-access-on-call",
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation us-east-1-access-on-call-policy",
    ]);
    const entry = entered.one("aws:eks/accessEntry:AccessEntry", "us-east-1-access-on-call");
    expect(entry.inputs.clusterName).toBe("social-commerce-staging");
    expect(entered.providerOf(entry)?.name).toBe("us-east-1-aws");
  });

  test("is refused without an account, in words for the caller", async () => {
    const homeless: RegionArgs = { estate, region: "us-east-1", config, tokenRegion: "eu-central-1" };
    const building = record(() => new Region("us-east-1", homeless));
    await expect(building).rejects.toThrow("invalid arguments: a region on AWS needs an account");
    await expect(record(() => new Region("us-east-1", homeless))).rejects.toBeInstanceOf(
      pulumi.ResourceError,
    );
  });
});

describe("A region with an existing cluster", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build({ region: "lab", config: existing });
  });

  test("is a Kubernetes provider, and nothing of AWS", () => {
    expect(tree.children(tree.one("platform:region:Region"))).toEqual([
      "pulumi:providers:kubernetes lab-kubernetes",
    ]);
    expect(tree.all).toHaveLength(2);
    expect(tree.outputsOf(tree.one("platform:region:Region"))).toEqual({
      summary: "primary · existing cluster kind-lab · 100 % capacity · 80 % of users",
    });
  });

  test("is reached by the kubeconfig of whoever runs Pulumi, and written to like any other", () => {
    expect(kubernetesOf(tree).inputs).toEqual({
      clusterIdentifier: "kind-lab",
      context: "kind-lab",
      enableConfigMapMutable: "true",
      enableSecretMutable: "true",
      enableServerSideApply: "true",
      skipUpdateUnreachable: "false",
    });
  });

  test("can be lost, too", async () => {
    const lost = await build({ region: "lab", config: { ...existing, state: "lost" } });
    expect(kubernetesOf(lost).inputs.skipUpdateUnreachable).toBe("true");
  });
});
