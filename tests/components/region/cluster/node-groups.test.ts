import type { AwsGround } from "../../../support/samples";
import { record, type Recorded } from "../../../support/recorder";
import { account, awsGround, estate, region as regionConfig } from "../../../support/samples";
import { at, json, Tree } from "../../../support/tree";
import { Region } from "../../../../components/region/region";
import { ClusterRoles } from "../../../../components/region/cluster/cluster-roles";
import { nodeGroupInstances } from "../../../../components/region/cluster/node-group-instances";
import { groupNode } from "../../../../components/region/cluster/node-capacity";

const ground: AwsGround = { ...awsGround, compute: "node-groups" };

const build = async (changed: AwsGround = ground): Promise<Tree> =>
  new Tree(
    await record(
      () =>
        new Region("us-east-1", {
          ...{ estate, account, region: "us-east-1", tokenRegion: "us-west-2" },
          config: { ...regionConfig, ground: changed },
        }),
    ),
  );

describe("A cluster whose nodes are groups", () => {
  let tree: Tree;
  let groups: Recorded[];
  beforeAll(async () => {
    tree = await build();
    groups = tree.all.filter(({ type }) => type === "aws:eks/nodeGroup:NodeGroup");
  });

  test("says nothing of Auto Mode, to EKS or to Kubernetes", () => {
    const { inputs } = tree.one("aws:eks/cluster:Cluster");
    expect(inputs).not.toHaveProperty("computeConfig");
    expect(inputs).not.toHaveProperty("storageConfig");
    expect(inputs.kubernetesNetworkConfig).toEqual({ serviceIpv4Cidr: "172.20.0.0/16" });
    expect(inputs).toMatchObject({
      bootstrapSelfManagedAddons: false,
      zonalShiftConfig: { enabled: true },
    });
    expect(tree.of("kubernetes").map(({ type }) => type)).toEqual([
      "kubernetes:storage.k8s.io/v1:StorageClass",
    ]);
    expect(tree.outputsOf(tree.one("platform:region:Cluster"))).toMatchObject({
      summary: "EKS 1.35, node groups, private, account 111122223333",
    });
  });

  test("has a group in each zone, so that a volume and its node are in one place", () => {
    expect(groups.map(({ name, inputs }) => [name, inputs.subnetIds])).toEqual(
      ["a", "b", "c"].map((zone) => [`us-east-1${zone}-nodes`, [`id of us-east-1${zone}-private`]]),
    );
    for (const { inputs } of groups)
      expect(inputs).toMatchObject({
        clusterName: "social-commerce-staging",
        nodeRoleArn: "arn of us-east-1-node-role",
        version: "1.35",
        amiType: "AL2023_x86_64_STANDARD",
        capacityType: "ON_DEMAND",
        scalingConfig: { minSize: 2, desiredSize: 3, maxSize: 5 },
        updateConfig: { maxUnavailable: 1, updateStrategy: "DEFAULT" },
        nodeRepairConfig: { enabled: true },
        launchTemplate: { id: "id of us-east-1-node-template", version: "7" },
        labels: { environment: "staging" },
      });
    expect(groups.map(({ inputs }) => inputs.nodeGroupName)).toEqual(
      ["a", "b", "c"].map((zone) => `social-commerce-staging-us-east-1${zone}`),
    );
    expect(groups.map((group) => at(group, "labels", "node-group"))).toEqual([...ground.zones]);
    expect(tree.outputsOf(tree.one("platform:region:NodeGroups"))).toEqual({
      summary: "3 groups of 2–5 nodes, amd64, on demand",
    });
  });

  test("leaves the number of nodes to whoever scales them", () => {
    for (const { ignoreChanges } of groups) expect(ignoreChanges).toEqual(["scalingConfig.desiredSize"]);
  });

  test("is made and updated one zone after another, once a node can become ready", () => {
    const [first, second, third] = groups.map((group) => tree.waitsFor(group));
    expect(first).toEqual(
      expect.arrayContaining([
        "us-east-1-vpc-cni",
        "us-east-1-kube-proxy",
        "us-east-1-eks-pod-identity-agent",
      ]),
    );
    expect(second).toContain("us-east-1a-nodes");
    expect(third).toContain("us-east-1b-nodes");
    for (const name of ["us-east-1-coredns", "us-east-1-metrics-server", "us-east-1-aws-ebs-csi-driver"])
      expect(tree.waitsFor(tree.one("aws:eks/addon:Addon", name))).toContain("us-east-1c-nodes");
  });

  test("starts nodes that keep their credentials from pods, on disks encrypted with the region's key", () => {
    const { inputs } = tree.one("aws:ec2/launchTemplate:LaunchTemplate");
    expect(inputs.metadataOptions).toEqual({
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
    expect(inputs.blockDeviceMappings).toEqual([
      {
        deviceName: "/dev/xvda",
        ebs: {
          volumeType: "gp3",
          volumeSize: 80,
          encrypted: "true",
          kmsKeyId: "arn of us-east-1-volumes-key",
          deleteOnTermination: "true",
        },
      },
    ]);
    const specifications = inputs.tagSpecifications as unknown as { resourceType: string; tags: object }[];
    expect(specifications.map(({ resourceType }) => resourceType)).toEqual([
      "instance",
      "volume",
      "network-interface",
    ]);
    for (const { tags } of specifications)
      expect(tags).toMatchObject({ Name: "us-east-1-node", owner: "platform-team" });
  });

  test("takes types of one size, on the architecture that is asked for", async () => {
    expect(groupNode).toEqual({ cpu: "8", memory: "32Gi" });
    for (const { instanceTypes } of Object.values(nodeGroupInstances)) {
      expect(instanceTypes.length).toBeGreaterThanOrEqual(3);
      // A general-purpose 2xlarge is 8 processors and 32 GiB.
      for (const type of instanceTypes) expect(type).toMatch(/^m\d[agi]\.2xlarge$/u);
    }
    const arm = await build({ ...ground, nodes: { ...ground.nodes, architecture: "arm64" } });
    expect(arm.one("aws:eks/nodeGroup:NodeGroup", "us-east-1a-nodes").inputs).toMatchObject({
      amiType: "AL2023_ARM_64_STANDARD",
      instanceTypes: ["m8g.2xlarge", "m7g.2xlarge", "m6g.2xlarge"],
    });
  });

  test("enforces network policies, by the add-on of the network", () => {
    const cni = tree.one("aws:eks/addon:Addon", "us-east-1-vpc-cni");
    expect(json(cni, "configurationValues")).toEqual({ enableNetworkPolicy: "true" });
  });

  test("gives the driver of volumes an identity of its own before it starts", () => {
    const driver = tree.one("aws:eks/addon:Addon", "us-east-1-aws-ebs-csi-driver");
    expect(tree.waitsFor(driver)).toContain("us-east-1-ebs-driver");
    expect(tree.one("aws:eks/podIdentityAssociation:PodIdentityAssociation").inputs).toMatchObject({
      namespace: "kube-system",
      serviceAccount: "ebs-csi-controller-sa",
    });
    const { Statement: statements } = json(
      tree.one("aws:iam/rolePolicy:RolePolicy", "us-east-1-ebs-driver-policy"),
      "policy",
    ) as { Statement: { Sid: string; Action: string[]; Resource: string[]; Condition?: object }[] };
    // Whoever changes something may do so to volumes and nodes of this cluster alone.
    for (const { Sid, Action, Resource, Condition } of statements) {
      const looks = Action.every((action) => action.startsWith("ec2:Describe"));
      expect([Sid, Resource.includes("*")]).toEqual([Sid, looks]);
      expect([Sid, Condition === undefined]).toEqual([Sid, looks || Sid === "MakeFromSnapshot"]);
    }
    expect(JSON.stringify(statements)).toContain("kubernetes.io/cluster/social-commerce-staging");
    expect(JSON.stringify(statements)).toContain("arn:aws:ec2:us-east-1:111122223333:volume/*");
    expect(JSON.stringify(statements)).toContain("arn:aws:ec2:us-east-1::snapshot/*");
    expect(statements.flatMap(({ Action }) => Action)).toEqual(
      expect.arrayContaining([
        "ec2:CreateVolume",
        "ec2:AttachVolume",
        "ec2:DetachVolume",
        "ec2:DeleteVolume",
      ]),
    );
  });

  test("has its volumes made by the add-on's driver, and its key open to EC2 Auto Scaling", () => {
    expect(tree.one("kubernetes:storage.k8s.io/v1:StorageClass").inputs.provisioner).toBe("ebs.csi.aws.com");
    expect(at(tree.one("aws:kms/key:Key", "us-east-1-volumes-key"), "policy")).toContain(
      "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
    );
  });
});

describe("The roles of a cluster whose nodes are groups", () => {
  test("have what nodes need that bring their own network, and no tags of sessions", async () => {
    const tree = new Tree(
      await record(
        () =>
          new ClusterRoles("us-east-1-cluster-roles", {
            estate,
            account,
            region: "us-east-1",
            compute: "node-groups",
          }),
      ),
    );
    const policies = tree.of("aws").flatMap(({ inputs }) => inputs.policyArn ?? []);
    expect(policies.map((arn) => (arn as string).split("/").at(-1)).sort()).toEqual([
      "AmazonEC2ContainerRegistryPullOnly",
      "AmazonEKSClusterPolicy",
      "AmazonEKSWorkerNodePolicy",
      "AmazonEKS_CNI_Policy",
    ]);
    expect(tree.all.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")).toEqual([]);
    expect(at(tree.one("aws:iam/role:Role", "us-east-1-cluster-role"), "assumeRolePolicy")).not.toContain(
      "sts:TagSession",
    );
  });
});
