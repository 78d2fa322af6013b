import * as aws from "@pulumi/aws";

import { PodIdentity } from "../../../../components/region/cluster/pod-identity";
import { record } from "../../../support/recorder";
import { account, estate } from "../../../support/samples";
import { json, Tree } from "../../../support/tree";

const statements = [
  { Sid: "Read", Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: ["arn of a secret"] },
] as const;

describe("The identity of pods", () => {
  let tree: Tree;
  beforeAll(async () => {
    const args = {
      purpose: "secrets",
      namespace: "external-secrets",
      serviceAccount: "reader",
      statements,
      after: [],
    };
    const providers = [new aws.Provider("us-east-1-aws", { region: "us-east-1" })];
    tree = new Tree(
      await record(
        () =>
          new PodIdentity(
            "us-east-1-secrets",
            { estate, account, region: "us-east-1", ...args },
            { providers },
          ),
      ),
    );
  });

  test("is handed to the pods of one service account in the region's cluster", () => {
    expect(tree.one("aws:eks/podIdentityAssociation:PodIdentityAssociation").inputs).toMatchObject({
      clusterName: "social-commerce-staging",
      namespace: "external-secrets",
      serviceAccount: "reader",
      roleArn: "arn of us-east-1-secrets-role",
    });
  });

  test("is there once its policy is, so that no pod starts with half of it", () => {
    const policy = tree.one("aws:iam/rolePolicy:RolePolicy");
    expect(tree.one("aws:eks/podIdentityAssociation:PodIdentityAssociation").dependsOn).toContain(policy.urn);
    expect(json(policy, "policy")).toEqual({ Version: "2012-10-17", Statement: statements });
  });

  test("is trusted to that cluster, namespace and service account, and to no other", () => {
    const role = tree.one("aws:iam/role:Role");
    expect(role.inputs).toMatchObject({ name: "social-commerce-staging-us-east-1-secrets" });
    expect(json(role, "assumeRolePolicy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Pods",
          Effect: "Allow",
          Principal: { Service: ["pods.eks.amazonaws.com"] },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-arn":
                "arn:aws:eks:us-east-1:111122223333:cluster/social-commerce-staging",
              "aws:RequestTag/kubernetes-namespace": "external-secrets",
              "aws:RequestTag/kubernetes-service-account": "reader",
            },
          },
        },
      ],
    });
  });
});
