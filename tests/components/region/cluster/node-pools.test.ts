import { execFileSync } from "node:child_process";

import { Region } from "../../../../components/region/region";
import { oldestNodeHours } from "../../../../components/region/cluster/node-pool";
import { record, type Recorded } from "../../../support/recorder";
import { account, awsGround, estate, region as config } from "../../../support/samples";
import { at, json, Tree } from "../../../support/tree";

const hours = (text: unknown): number => Number(/^(\d+)h$/u.exec(String(text))?.[1]);

/** What Karpenter's schema finds wrong with a pool. Its package is a module of the newer kind, which jest does not load. */
function faultsOf(pool: object): string {
  const script = `
    import { NodePool } from "@kubernetes-models/karpenter/karpenter.sh/v1/NodePool";
    try { new NodePool(${JSON.stringify(pool)}).validate(); } catch ({ message }) { console.log(message); }`;
  return execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
}

describe("A cluster in Auto Mode", () => {
  let tree: Tree;
  let pool: Recorded;
  beforeAll(async () => {
    tree = new Tree(
      await record(
        () =>
          new Region("us-east-1", { estate, account, region: "us-east-1", tokenRegion: "us-west-2", config }),
      ),
    );
    pool = tree.one("kubernetes:karpenter.sh/v1:NodePool");
  });

  test("has one pool and its class, the switch of network policies, and what lets the nodes in", () => {
    expect(tree.children(tree.one("platform:region:NodePools"))).toEqual([
      "aws:eks/accessEntry:AccessEntry us-east-1-node-access",
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation us-east-1-node-access-policy",
      "kubernetes:core/v1:ConfigMap us-east-1-network-policies-enforced",
      "kubernetes:eks.amazonaws.com/v1:NodeClass us-east-1-node-class",
      "kubernetes:karpenter.sh/v1:NodePool us-east-1-node-pool",
    ]);
    expect(tree.outputsOf(tree.one("platform:region:NodePools"))).toEqual({
      summary: "up to 48 cores and 192Gi, amd64, on demand",
    });
  });

  test("lets in the nodes of its own class, which EKS does not, before there is one", () => {
    expect(tree.one("aws:eks/accessEntry:AccessEntry", "us-east-1-node-access").inputs).toMatchObject({
      clusterName: "social-commerce-staging",
      principalArn: "arn:aws:iam::111122223333:role/social-commerce-staging-us-east-1-node",
      type: "EC2",
    });
    const name = "us-east-1-node-access-policy";
    expect(tree.one("aws:eks/accessPolicyAssociation:AccessPolicyAssociation", name).inputs).toEqual({
      accessScope: { type: "cluster" },
      clusterName: "social-commerce-staging",
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy",
      principalArn: "arn:aws:iam::111122223333:role/social-commerce-staging-us-east-1-node",
    });
    expect(tree.waitsFor(tree.one("kubernetes:eks.amazonaws.com/v1:NodeClass"))).toContain(name);
    expect(tree.waitsFor(pool)).toContain("us-east-1-node-class");
  });

  test("makes nodes of the region's own subnets, group, role and key", () => {
    const { inputs } = tree.one("kubernetes:eks.amazonaws.com/v1:NodeClass");
    expect(inputs.metadata).toMatchObject({ name: "platform" });
    expect(inputs.spec).toEqual({
      role: "social-commerce-staging-us-east-1-node",
      subnetSelectorTerms: ["a", "b", "c"].map((zone) => ({ id: `id of us-east-1${zone}-private` })),
      securityGroupSelectorTerms: [{ id: "security group of us-east-1-eks" }],
      networkPolicy: "DefaultAllow",
      networkPolicyEventLogs: "Disabled",
      ephemeralStorage: {
        size: "80Gi",
        iops: 3000,
        throughput: 125,
        kmsKeyID: "arn of us-east-1-volumes-key",
      },
      tags: expect.objectContaining({ Name: "us-east-1-node", owner: "platform-team" }) as object,
    });
  });

  test("may tag what it makes, which AWS's own policies forbid", () => {
    const policy = json(tree.one("aws:iam/rolePolicy:RolePolicy", "us-east-1-cluster-role-tags"), "policy");
    const { Statement: statements } = policy as { Statement: { Action: string[]; Condition: object }[] };
    expect(statements.flatMap(({ Action }) => Action)).toEqual([
      ...["ec2:CreateFleet", "ec2:RunInstances", "ec2:CreateLaunchTemplate"],
      ...["ec2:CreateVolume", "ec2:CreateSnapshot", "ec2:CreateNetworkInterface"],
    ]);
    for (const { Condition } of statements)
      expect(Condition).toMatchObject({
        StringEquals: { "aws:RequestTag/eks:eks-cluster-name": "${aws:PrincipalTag/eks:eks-cluster-name}" },
      });
  });

  test("starts nodes on demand, in the region's zones, of the asked architecture, up to the limits", () => {
    expect(at(pool, "spec", "limits")).toEqual({ cpu: "48", memory: "192Gi" });
    const requirements = at(pool, "spec", "template", "spec", "requirements") as unknown as {
      key: string;
      operator: string;
      values: string[];
    }[];
    const of = (key: string): unknown => requirements.find((one) => one.key === key);
    expect(of("karpenter.sh/capacity-type")).toMatchObject({ operator: "In", values: ["on-demand"] });
    expect(of("kubernetes.io/arch")).toMatchObject({ operator: "In", values: ["amd64"] });
    expect(of("topology.kubernetes.io/zone")).toMatchObject({ operator: "In", values: [...awsGround.zones] });
    expect(of("eks.amazonaws.com/instance-generation")).toMatchObject({ operator: "Gt", values: ["5"] });
    expect(of("eks.amazonaws.com/instance-category")).toMatchObject({ values: ["c", "m", "r"] });
    expect(of("eks.amazonaws.com/instance-cpu")).toMatchObject({ values: ["4", "8", "16", "32"] });
    expect(at(pool, "spec", "template", "spec", "nodeClassRef")).toEqual({
      group: "eks.amazonaws.com",
      kind: "NodeClass",
      name: "platform",
    });
  });

  test("replaces a node, its grace included, before Auto Mode would, and a tenth of the nodes at a time", () => {
    const spec = at(pool, "spec", "template", "spec") as Record<string, unknown>;
    const [age, grace] = [hours(spec.expireAfter), hours(spec.terminationGracePeriod)];
    expect(oldestNodeHours).toBe(504);
    expect(age).toBeGreaterThanOrEqual(7 * 24);
    expect(grace).toBeGreaterThanOrEqual(1);
    expect(age + grace).toBeLessThan(oldestNodeHours);
    expect(at(pool, "spec", "disruption")).toEqual({
      budgets: [{ nodes: "10%" }],
      consolidateAfter: "10m",
      consolidationPolicy: "WhenEmptyOrUnderutilized",
    });
  });

  test("has a pool of the shape that Karpenter's schema asks for", () => {
    const { spec } = pool.inputs;
    expect(faultsOf({ ...pool.inputs, spec })).toBe("");
    expect(faultsOf({ ...pool.inputs, spec: { ...(spec as object), disruption: {} } })).toContain(
      "consolidateAfter",
    );
  });

  test("enforces network policies", () => {
    const { inputs } = tree.one("kubernetes:core/v1:ConfigMap", "us-east-1-network-policies-enforced");
    expect(inputs).toMatchObject({
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
    });
  });

  test("brings its own add-ons, but for the one that autoscalers read, which needs a node", () => {
    const addons = tree.all.filter(({ type }) => type === "aws:eks/addon:Addon");
    expect(addons.map(({ name }) => name)).toEqual(["us-east-1-metrics-server"]);
    expect(tree.waitsFor(addons[0]!)).toContain("us-east-1-node-pool");
    expect(addons[0]!.inputs).toMatchObject({
      addonVersion: "v0.8.1-eksbuild.5",
      clusterName: "social-commerce-staging",
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
    });
  });

  test("lets go of its objects when the cluster goes", () => {
    for (const object of tree.of("kubernetes")) expect(object.deletedWith).toContain("::us-east-1-eks");
    expect(tree.of("kubernetes")).toHaveLength(4);
  });
});
