import * as aws from "@pulumi/aws";

import { Cluster } from "../../../../components/region/cluster/cluster";
import { Region } from "../../../../components/region/region";
import { record } from "../../../support/recorder";
import { account, awsGround, estate, region as config } from "../../../support/samples";
import { at, json, Tree } from "../../../support/tree";

const region = "us-east-1";

describe("The volumes of a region", () => {
  let tree: Tree;
  beforeAll(async () => {
    const args = { estate, account, region, tokenRegion: "us-west-2", config };
    tree = new Tree(await record(() => new Region(region, args)));
  });

  test("are encrypted with the region's key, whoever makes them", () => {
    expect(tree.one("aws:ebs/encryptionByDefault:EncryptionByDefault").inputs).toEqual({ enabled: true });
    const key = tree.one("aws:ebs/defaultKmsKey:DefaultKmsKey");
    expect(key.inputs).toEqual({ keyArn: "arn of us-east-1-volumes-key" });
    expect(tree.waitsFor(key)).toContain("us-east-1-volumes-encrypted");
  });

  test("have a key that EC2 uses for everybody in the account and region, and who starts nodes in its own name", () => {
    const { Statement: statements } = json(
      tree.one("aws:kms/key:Key", "us-east-1-volumes-key"),
      "policy",
    ) as {
      Statement: object[];
    };
    const isStarter = {
      ArnEquals: {
        "aws:PrincipalArn": "arn:aws:iam::111122223333:role/social-commerce-staging-us-east-1-cluster",
      },
    };
    const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];
    const everybody = { Principal: { AWS: ["*"] }, Effect: "Allow", Resource: ["*"] };
    expect(statements.slice(1)).toEqual([
      {
        ...everybody,
        Sid: "VolumesOfThisAccount",
        Action: [...use, "kms:CreateGrant"],
        Condition: {
          StringEquals: {
            "kms:CallerAccount": "111122223333",
            "kms:ViaService": "ec2.us-east-1.amazonaws.com",
          },
        },
      },
      { ...everybody, Sid: "WhoStartsNodes", Action: use, Condition: isStarter },
      {
        ...everybody,
        Sid: "GrantsOfWhoStartsNodes",
        Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
        Condition: { ...isStarter, Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
    // The condition names the role that is made.
    expect(tree.one("aws:iam/role:Role", "us-east-1-cluster-role").inputs.name).toBe(
      "social-commerce-staging-us-east-1-cluster",
    );
  });

  test("are gp3, in their pod's zone, and outlive their claim, where a claim names no class", () => {
    const { inputs } = tree.one("kubernetes:storage.k8s.io/v1:StorageClass");
    expect(inputs).toMatchObject({
      provisioner: "ebs.csi.eks.amazonaws.com",
      metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      parameters: {
        type: "gp3",
        encrypted: "true",
        kmsKeyId: "arn of us-east-1-volumes-key",
        tagSpecification_1: "environment=staging",
        tagSpecification_2: "owner=platform-team",
      },
      volumeBindingMode: "WaitForFirstConsumer",
      reclaimPolicy: "Retain",
      allowVolumeExpansion: true,
    });
  });
});

describe("A cluster that is open to some addresses", () => {
  test("says so, to EKS and to people, and stays private besides", async () => {
    const providers = [new aws.Provider("us-east-1-aws", { region })];
    const args = { estate, account, region, ground: awsGround, privateSubnetIds: ["subnet a"] };
    const publicCidrs = ["203.0.113.10/32", "198.51.100.0/24"];
    const tree = new Tree(
      await record(() => new Cluster("us-east-1-cluster", { ...args, publicCidrs }, { providers })),
    );
    expect(at(tree.one("aws:eks/cluster:Cluster"), "vpcConfig")).toEqual({
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: publicCidrs,
      subnetIds: ["subnet a"],
    });
    expect(tree.outputsOf(tree.one("platform:region:Cluster"))).toMatchObject({
      summary: "EKS 1.35, Auto Mode, OPEN TO 203.0.113.10/32, 198.51.100.0/24, account 111122223333",
    });
  });
});
