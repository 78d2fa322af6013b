import * as aws from "@pulumi/aws";

import { ClusterAccess } from "../../../../components/region/cluster/access";
import type { Access } from "../../../../config/model";
import { record } from "../../../support/recorder";
import { account, estate } from "../../../support/samples";
import { at, Tree } from "../../../support/tree";

const region = "us-east-1";
const regions = [region];

const permitted = (name: string, role: string, permission: "admin" | "edit" | "view"): Access => ({
  name,
  role,
  grant: { kind: "permission", permission },
  regions,
});
const developers = (name: string, tenant: string): Access => ({
  name,
  role: `teams/${name}`,
  grant: { kind: "tenant", tenant },
  regions,
});

const access = [
  permitted("admins", "PlatformAdmin", "admin"),
  developers("brand-a-developers", "brand-a"),
  developers("brand-a-testers", "brand-a"),
  permitted("on-call", "OnCall", "edit"),
  permitted("support", "Support", "view"),
];

const entryType = "aws:eks/accessEntry:AccessEntry";
const policyType = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

describe("Access to a cluster", () => {
  let tree: Tree;
  beforeAll(async () => {
    const args = { estate, account, region, clusterName: "social-commerce-staging", access };
    const providers = [new aws.Provider("us-east-1-aws", { region })];
    tree = new Tree(await record(() => new ClusterAccess("us-east-1-access", args, { providers })));
  });

  const entry = (name: string) => tree.one(entryType, `us-east-1-access-${name}`);
  const policy = (name: string) => tree.one(policyType, `us-east-1-access-${name}-policy`);

  test("is an entry for each role, and a policy for each that has a permission", () => {
    const kinds = tree.of("aws").map(({ type }) => type);
    expect(kinds.filter((type) => type === entryType)).toHaveLength(5);
    expect(kinds.filter((type) => type === policyType)).toHaveLength(3);
    for (const one of tree.of("aws")) {
      expect(one.inputs.clusterName).toBe("social-commerce-staging");
      expect(tree.parentOf(one)?.type).toBe("platform:region:ClusterAccess");
    }
  });

  test("is for roles of the environment's account, with their paths", () => {
    expect(entry("on-call").inputs.principalArn).toBe("arn:aws:iam::111122223333:role/OnCall");
    expect(entry("brand-a-testers").inputs.principalArn).toBe(
      "arn:aws:iam::111122223333:role/teams/brand-a-testers",
    );
    expect(policy("on-call").inputs.principalArn).toBe(entry("on-call").inputs.principalArn);
  });

  test.each([
    ["admins", "AmazonEKSClusterAdminPolicy", { type: "cluster" }],
    ["on-call", "AmazonEKSEditPolicy", { type: "namespace", namespaces: ["social-commerce-staging"] }],
    ["support", "AmazonEKSViewPolicy", { type: "cluster" }],
  ])("gives %s %s for %j", (name, arn, accessScope) => {
    expect(policy(name).inputs).toMatchObject({
      policyArn: `arn:aws:eks::aws:cluster-access-policy/${arn}`,
      accessScope,
    });
    expect(entry(name).inputs).not.toHaveProperty("kubernetesGroups");
  });

  test("gives a tenant's people its group and nothing of EKS's own", () => {
    expect(entry("brand-a-developers").inputs.kubernetesGroups).toEqual(["tenant:brand-a"]);
  });

  test("says in a tag of each entry what it grants", () => {
    const grants = ["admins", "brand-a-developers", "on-call", "support"].map((name) =>
      at(entry(name), "tags", "grants"),
    );
    expect(grants).toEqual(["admin", "tenant:brand-a", "edit", "view"]);
    expect(at(entry("admins"), "tags")).toMatchObject({ owner: "platform-team", region });
  });

  test("counts the roles by what they may", () => {
    expect(tree.outputsOf(tree.one("platform:region:ClusterAccess"))).toEqual({
      summary: "1 role: admin · 1 role: edit · 2 roles: tenant:brand-a · 1 role: view",
    });
  });
});
