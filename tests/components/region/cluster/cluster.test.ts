import * as aws from "@pulumi/aws";

import { Cluster } from "../../../../components/region/cluster/cluster";
import { ClusterRoles } from "../../../../components/region/cluster/cluster-roles";
import { EncryptionKey, logsMayUseKey } from "../../../../components/security/encryption-key";
import { record, type Recorded } from "../../../support/recorder";
import { account, awsGround, estate } from "../../../support/samples";
import { at, json, Tree } from "../../../support/tree";

const region = "us-east-1";

const onAws = (): { providers: aws.Provider[] } => ({
  providers: [new aws.Provider("us-east-1-aws", { region })],
});

interface Document {
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
}

const policyOf = (resource: Recorded, key: string): Document => json(resource, key) as Document;

describe("A cluster", () => {
  let tree: Tree;
  let cluster: Recorded;
  beforeAll(async () => {
    const privateSubnetIds = ["subnet a", "subnet b", "subnet c"];
    tree = new Tree(
      await record(
        () =>
          new Cluster(
            "us-east-1-cluster",
            { estate, account, region, ground: awsGround, privateSubnetIds, publicCidrs: [] },
            onAws(),
          ),
      ),
    );
    cluster = tree.one("aws:eks/cluster:Cluster");
  });

  test("is an EKS cluster, its keys, its roles, its logs, and the deployer's way in", () => {
    expect(tree.children(tree.one("platform:region:Cluster"))).toEqual([
      "aws:cloudwatch/logGroup:LogGroup us-east-1-cluster-logs",
      "aws:eks/accessEntry:AccessEntry us-east-1-deployer",
      "aws:eks/accessPolicyAssociation:AccessPolicyAssociation us-east-1-deployer-admin",
      "aws:eks/cluster:Cluster us-east-1-eks",
      "platform:region:ClusterRoles us-east-1-cluster-roles",
      "platform:region:VolumeEncryption us-east-1-volumes",
      "platform:security:EncryptionKey us-east-1-cluster-key",
      "platform:security:EncryptionKey us-east-1-logs-key",
    ]);
  });

  test("has the name, version and identity of its region", () => {
    expect(cluster.inputs).toMatchObject({
      name: "social-commerce-staging",
      version: "1.35",
      roleArn: "arn of us-east-1-cluster-role",
    });
  });

  test("is reached privately alone, over its private subnets", () => {
    expect(cluster.inputs.vpcConfig).toEqual({
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
      subnetIds: ["subnet a", "subnet b", "subnet c"],
    });
  });

  test("keeps every type of log of its control plane", () => {
    expect(cluster.inputs.enabledClusterLogTypes).toEqual([
      "api",
      "audit",
      "authenticator",
      "controllerManager",
      "scheduler",
    ]);
  });

  test("lets people in by access entries alone, and nobody for having made it", () => {
    expect(cluster.inputs.accessConfig).toEqual({
      authenticationMode: "API",
      bootstrapClusterCreatorAdminPermissions: false,
    });
    const principalArn = "arn:aws:iam::111122223333:role/platform-deployer";
    expect(tree.one("aws:eks/accessEntry:AccessEntry").inputs).toMatchObject({
      clusterName: "social-commerce-staging",
      principalArn,
      tags: { owner: "platform-team", grants: "admin" },
    });
    expect(tree.one("aws:eks/accessPolicyAssociation:AccessPolicyAssociation").inputs).toEqual({
      accessScope: { type: "cluster" },
      clusterName: "social-commerce-staging",
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      principalArn,
    });
  });

  test("encrypts its secrets with a key of ours", () => {
    expect(cluster.inputs.encryptionConfig).toEqual({
      provider: { keyArn: "arn of us-east-1-cluster-key" },
      resources: ["secrets"],
    });
  });

  test("cannot be deleted by accident, here or at AWS", () => {
    expect(cluster.inputs.deletionProtection).toBe(true);
    expect(cluster.protect).toBe(true);
  });

  test("runs in Auto Mode, on standard support, and leaves a zone that fails", () => {
    expect(cluster.inputs).toMatchObject({
      bootstrapSelfManagedAddons: false,
      // Without a pool of its own, EKS refuses a role for nodes.
      computeConfig: { enabled: true },
      kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true }, serviceIpv4Cidr: "172.20.0.0/16" },
      storageConfig: { blockStorage: { enabled: true } },
      upgradePolicy: { supportType: "STANDARD" },
      zonalShiftConfig: { enabled: true },
    });
  });

  test("waits for its log group, which EKS would otherwise make without a key, and for all its roles' policies", () => {
    const before = tree.waitsFor(cluster);
    expect(before).toContain("us-east-1-cluster-logs");
    expect(before.filter((name) => name.includes("-role-"))).toEqual([
      "us-east-1-cluster-role-AmazonEKSBlockStoragePolicy",
      "us-east-1-cluster-role-AmazonEKSClusterPolicy",
      "us-east-1-cluster-role-AmazonEKSComputePolicy",
      "us-east-1-cluster-role-AmazonEKSLoadBalancingPolicy",
      "us-east-1-cluster-role-AmazonEKSNetworkingPolicy",
      "us-east-1-cluster-role-tags",
    ]);
  });

  test("keeps its logs for seven years, encrypted, under the name that EKS writes to", () => {
    const logs = tree.one("aws:cloudwatch/logGroup:LogGroup");
    expect(logs.protect).toBe(true);
    expect(logs.inputs).toMatchObject({
      name: "/aws/eks/social-commerce-staging/cluster",
      kmsKeyId: "arn of us-east-1-logs-key",
      retentionInDays: 2557,
    });
    expect(at(logs, "tags", "retention-class")).toBe("audit-7y");
  });

  test("lets the log service, and only for this log group, use the logs' key", () => {
    const { Statement: statements } = policyOf(tree.one("aws:kms/key:Key", "us-east-1-logs-key"), "policy");
    expect(statements).toHaveLength(2);
    expect(statements[1]).toMatchObject({
      Principal: { Service: ["logs.us-east-1.amazonaws.com"] },
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn":
            "arn:aws:logs:us-east-1:111122223333:log-group:/aws/eks/social-commerce-staging/cluster*",
        },
      },
    });
    expect(policyOf(tree.one("aws:kms/key:Key", "us-east-1-cluster-key"), "policy").Statement).toHaveLength(
      1,
    );
  });

  test("tells a person what it is", () => {
    expect(tree.outputsOf(tree.one("platform:region:Cluster"))).toEqual({
      summary: "EKS 1.35, Auto Mode, private, account 111122223333",
      clusterName: "social-commerce-staging",
    });
  });
});

describe("The roles of a cluster", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = new Tree(
      await record(
        () =>
          new ClusterRoles("us-east-1-cluster-roles", { estate, account, region, compute: "auto" }, onAws()),
      ),
    );
  });

  test("are the control plane's and the nodes', each with AWS's own policies for Auto Mode", () => {
    expect(tree.children(tree.one("platform:region:ClusterRoles"))).toEqual([
      "aws:iam/role:Role us-east-1-cluster-role",
      "aws:iam/role:Role us-east-1-node-role",
      "aws:iam/rolePolicy:RolePolicy us-east-1-cluster-role-tags",
      ...["BlockStorage", "Cluster", "Compute", "LoadBalancing", "Networking"].map(
        (name) =>
          `aws:iam/rolePolicyAttachment:RolePolicyAttachment us-east-1-cluster-role-AmazonEKS${name}Policy`,
      ),
      ...["EC2ContainerRegistryPullOnly", "EKSWorkerNodeMinimalPolicy"].map(
        (name) => `aws:iam/rolePolicyAttachment:RolePolicyAttachment us-east-1-node-role-Amazon${name}`,
      ),
    ]);
    for (const { name, inputs } of tree
      .of("aws")
      .filter(({ type }) => type.endsWith(":RolePolicyAttachment"))) {
      expect(inputs.policyArn).toBe(`arn:aws:iam::aws:policy/${name.split("-role-")[1] ?? ""}`);
      expect(inputs.role).toBe(
        `social-commerce-staging-us-east-1-${name.includes("node") ? "node" : "cluster"}`,
      );
    }
  });

  const cluster = "arn:aws:eks:us-east-1:111122223333:cluster/social-commerce-staging";
  test.each([
    [
      "cluster",
      "eks.amazonaws.com",
      ["sts:AssumeRole", "sts:TagSession"],
      {
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": cluster },
        },
      },
    ],
    ["node", "ec2.amazonaws.com", ["sts:AssumeRole"], {}],
  ])("trust one service each, EKS for this cluster only: %s", (purpose, service, actions, limit) => {
    const role = tree.one("aws:iam/role:Role", `us-east-1-${purpose}-role`);
    expect(role.inputs.name).toBe(`social-commerce-staging-us-east-1-${purpose}`);
    expect(policyOf(role, "assumeRolePolicy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "Service", Effect: "Allow", Principal: { Service: [service] }, Action: actions, ...limit },
      ],
    });
  });
});

describe("An encryption key", () => {
  test("is rotated each year, kept for thirty days, protected, and the account's to give", async () => {
    const services = [logsMayUseKey(region, account.id, "/shop/")];
    const args = { estate, region, accountId: account.id, purpose: "logs", services };
    const tree = new Tree(await record(() => new EncryptionKey("us-east-1-logs-key", args, onAws())));
    expect(tree.children(tree.one("platform:security:EncryptionKey"))).toEqual([
      "aws:kms/alias:Alias us-east-1-logs-key-alias",
      "aws:kms/key:Key us-east-1-logs-key",
    ]);
    const key = tree.one("aws:kms/key:Key");
    expect(key.protect).toBe(true);
    expect(key.inputs).toMatchObject({
      description: "social-commerce-staging: logs in us-east-1",
      deletionWindowInDays: 30,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
    });
    expect(tree.one("aws:kms/alias:Alias").inputs).toEqual({
      name: "alias/social-commerce-staging-logs",
      targetKeyId: "key id of us-east-1-logs-key",
    });
    expect(policyOf(key, "policy").Statement).toEqual([
      {
        Sid: "AccountDecidesByIam",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111122223333:root"] },
        Action: ["kms:*"],
        Resource: ["*"],
      },
      services[0],
    ]);
  });
});
