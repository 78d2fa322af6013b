import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { estateName } from "../../components/lib/estate";
import { ClusterRoles } from "../../components/region/cluster/cluster-roles";
import { managedPolicies, publicReads } from "../../policies/lib/iam/allowances";
import { policyPlaces } from "../../policies/lib/iam/places";
import { longestDocument } from "../../policies/lib/iam/size";
import { judge, judgeInStack } from "../../policies/lib/judge";
import { Stack } from "../../policies/lib/stack";
import { iamLeastPrivilege } from "../../policies/rules/compliance/iam-least-privilege";
import { iamManagedPolicies } from "../../policies/rules/compliance/iam-managed-policies";
import { iamTrust } from "../../policies/rules/compliance/iam-trust";
import type { Plan, PlanResource } from "../../tools/preview/plan";
import { planOf } from "../support/plans";
import { record } from "../support/recorder";
import { account, estate, platformOf } from "../support/samples";
import { describeWith } from "../support/tools";
import { arnsIn, asRulesSee, documentsIn, type Found } from "./iam";
import { lint } from "./parliament";

const root = join(__dirname, "../..");
const stacks = readdirSync(root).flatMap((file) => /^Pulumi\.(.+)\.yaml$/u.exec(file)?.[1] ?? []);
const plans = new Map<string, Plan>();

beforeAll(async () => {
  for (const stack of stacks) plans.set(stack, await planOf(stack));
}, 120_000);

const named = ({ resource, path }: Found): string => `${resource.name}.${path}`;
const verdict = (kind: string, message?: string): string => `${kind}: ${message ?? ""}`;

/** Names that the environment's own do not have, and why. */
const otherNames: [pattern: RegExp, reason: string][] = [
  [publicReads.things, "buckets in which registries keep the layers of images"],
  [/^arn:aws:iam::\d{12}:root$/u, "the account itself, to which a key's document hands the key"],
  [
    /^arn:aws:iam::\d{12}:role\/aws-service-role\/reports\.backup\.amazonaws\.com\/AWSServiceRoleForBackupReports$/u,
    "AWS chooses the name of the role by which it writes reports",
  ],
  [/^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/\*$/u, "AWS chooses the names of keys; a condition names the alias"],
  [/^arn:aws:ec2:[a-z0-9-]+::snapshot\/\*$/u, "snapshots are of no account; a condition names the cluster"],
  [/^arn:aws:logs:[a-z0-9-]+:\d{12}:log-group:\*$/u, "log groups are looked up among all of the account"],
  [/^arn:aws:route53:::(hostedzone\/Z\w+|change\/\*)$/u, "AWS chooses the names of zones and changes"],
  [
    /^arn:aws:rds-db:[a-z0-9-]+:\d{12}:dbuser:\*\/[a-z0-9-]+$/u,
    "AWS chooses the names of databases; the user's is the service's",
  ],
  [/^arn:aws:ec2:[a-z0-9-]+:\d{12}:/u, "AWS chooses the names of instances, volumes and interfaces"],
];

describe.each(stacks)("the policy documents of %s", (stack) => {
  const plan = (): Plan => plans.get(stack)!;
  const found = (): Found[] => documentsIn(plan());

  it("are where the rules look for them, so that none of them goes unjudged", () => {
    const places = Object.entries(policyPlaces).flatMap(([type, all]) =>
      all.map(({ keys }) => `${type} ${keys.join(".")}`),
    );
    const seen = found().map(
      ({ resource, path }) => `${resource.type} ${path.replaceAll(/\.\d+\./gu, ".*.")}`,
    );
    expect(seen.filter((one) => !places.includes(one))).toEqual([]);
    // A stack on clusters that are there already has no documents; one on AWS has.
    const onAws = platformOf(stack).regions.some(({ ground }) => ground.kind === "aws");
    expect(seen.length > 0).toBe(onAws);
  });

  it("are known before the update, as far as they are there", () => {
    const open = plan().resources.filter(({ type, inputs }) =>
      (policyPlaces[type] ?? []).some(({ keys }) =>
        JSON.stringify(inputs[keys[0]!] ?? "").includes("[unknown]"),
      ),
    );
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it.each([iamLeastPrivilege, iamTrust])("keep the rule: $name", (rule) => {
    const judged = found().map((one) => [named(one), judge(rule, asRulesSee(one.resource))] as const);
    const refused = judged.filter(([, { kind }]) => kind !== "pass" && kind !== "not-applicable");
    expect(refused.map(([name, { kind, message }]) => `${name} ${verdict(kind, message)}`)).toEqual([]);
  });

  it("are attached from the list where AWS wrote them", () => {
    const resources = plan().resources.map(asRulesSee);
    const all = new Stack(resources);
    const judged = resources.map((one) => [one.name, judgeInStack(iamManagedPolicies, one, all)] as const);
    const refused = judged.filter(([, { kind }]) => kind !== "pass" && kind !== "not-applicable");
    expect(refused.map(([name, { kind, message }]) => `${name} ${verdict(kind, message)}`)).toEqual([]);
  });

  it("speak of this account, this partition and this environment", () => {
    const { account, environment, owner } = platformOf(stack);
    const name = estateName({ environment, owner });
    const isOurs = (arn: string): boolean => {
      const [, partition, , , of = ""] = arn.split(":");
      const isNamed =
        arn.includes(name) ||
        (account !== undefined && arn.includes(`-${environment}-`) && arn.includes(account.id));
      return partition === "aws" && ["", account?.id].includes(of) && (isNamed || isOtherName(arn));
    };
    const strange = found().flatMap((one) =>
      arnsIn(one.document)
        .filter((arn) => !isOurs(arn))
        .map((arn) => `${named(one)}: ${arn}`),
    );
    expect(strange).toEqual([]);
  });

  it("fit beside the others of their role", () => {
    const byRole = new Map<string, number>();
    for (const { inputs } of ofType(plan(), "aws:iam/rolePolicy:RolePolicy")) {
      const { role, policy } = inputs as { role: string; policy: string };
      byRole.set(role, (byRole.get(role) ?? 0) + policy.length);
    }
    expect([...byRole].filter(([, size]) => size > longestDocument.identity)).toEqual([]);
  });
});

const isOtherName = (arn: string): boolean => otherNames.some(([pattern]) => pattern.test(arn));
const ofType = ({ resources }: Plan, type: string): PlanResource[] =>
  resources.filter((resource) => resource.type === type);

describe("the lists of allowances", () => {
  it("have a reason and a source for each of AWS's policies, and none that nobody attaches", async () => {
    const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    const args = { estate, account, region: "us-east-1", compute: "node-groups" } as const;
    // No stack has its nodes in groups, which is a choice all the same.
    const grouped = await record(() => new ClusterRoles("us-east-1-cluster-roles", args));
    const attached = [...plans.values(), grouped]
      .flatMap(({ resources }) => resources.filter(({ type }) => type === attachment))
      .map(({ inputs }) => (inputs.policyArn as string).replace("arn:aws:iam::aws:policy/", ""));
    expect(Object.keys(managedPolicies).filter((name) => !attached.includes(name))).toEqual([]);
    for (const { reason, source } of Object.values(managedPolicies)) {
      expect(reason).toMatch(/^[A-Z].*\.$/u);
      expect(source).toMatch(/".+"/u);
    }
  });
});

describe("the walk", () => {
  const plan = (inputs: Record<string, unknown>): Plan =>
    ({ resources: [{ type: "t", name: "one", custom: true, inputs }] }) as unknown as Plan;
  const document = { Statement: [{ Sid: "A", Resource: ["arn:aws:s3:::a"] }] };

  it("finds documents as text and as objects, wherever they are, and in text within text", () => {
    const inputs = {
      a: JSON.stringify(document),
      b: [{ c: document }],
      d: JSON.stringify({ e: JSON.stringify(document) }),
    };
    expect(documentsIn(plan(inputs)).map(({ path }) => path)).toEqual(["a", "b.0.c", "d.e"]);
    expect(documentsIn(plan({ a: "{", b: "Statement", c: null }))).toEqual([]);
    expect(arnsIn(documentsIn(plan(inputs))[0]!.document)).toEqual(["arn:aws:s3:::a"]);
  });

  it("lets no unknown hide what is wrong beside it", () => {
    const wide = { Sid: "[unknown]", Effect: "Allow", Action: ["[unknown]", "s3:*"], Resource: "[unknown]" };
    const resource = {
      ...plan({ policy: { Statement: [wide] } }).resources[0]!,
      type: "aws:iam/rolePolicy:RolePolicy",
    };
    expect(judge(iamLeastPrivilege, asRulesSee(resource))).toMatchObject({ kind: "fail" });
    const open = { ...resource, inputs: { policy: "[unknown]" } };
    expect(judge(iamLeastPrivilege, asRulesSee(open))).toMatchObject({ kind: "undecided" });
  });
});

describeWith("parliament", "the policy documents, asked of parliament", (packages) => {
  it.each(stacks)("are such as AWS has actions, resources and conditions for: %s", (stack) => {
    const documents = documentsIn(plans.get(stack)!).map((one) => ({
      name: named(one),
      isTrust: one.path === "assumeRolePolicy",
      document: one.document,
    }));
    expect([...new Set(lint(packages, documents).map((one) => JSON.stringify(one)))]).toEqual([]);
  });

  it("finds an action and a condition that AWS does not have, and a resource of another service", () => {
    const statement = (name: string, Action: string, Resource: string, Condition?: unknown) => ({
      name,
      isTrust: false,
      document: {
        Statement: [{ Sid: "A", Effect: "Allow", Action: [Action], Resource: [Resource], Condition }],
      },
    });
    const findings = lint(packages, [
      statement("action", "s3:GetObjekt", "arn:aws:s3:::a/*"),
      statement("resource", "eks:DescribeCluster", "arn:aws:s3:::a"),
      statement("condition", "s3:GetObject", "arn:aws:s3:::a/*", { StringEquals: { "s3:NoSuchKey": "a" } }),
      statement("fine", "s3:GetObject", "arn:aws:s3:::a/*"),
    ]);
    expect(findings.map(({ name, issue }) => `${name} ${issue}`)).toEqual([
      "action UNKNOWN_ACTION",
      "resource RESOURCE_MISMATCH",
      "condition UNKNOWN_CONDITION_FOR_ACTION",
    ]);
  });
});

describe("components", () => {
  it("write no policy document by hand: a statement is one that policyDocument takes", () => {
    const files = readdirSync(join(root, "components"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && file !== "security/policy-document.ts")
      .map((file) => [file, readFileSync(join(root, "components", file), "utf8")] as const);
    expect(files.filter(([, text]) => /Statement"?:\s|2012-10-17/u.test(text)).map(([file]) => file)).toEqual(
      [],
    );
  });
});
