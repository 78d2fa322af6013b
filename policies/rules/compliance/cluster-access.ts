import { adminGrant, grantTag } from "../../../components/region/cluster/grant";
import { must, type Demand } from "../../lib/condition";
import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Reference, Stack } from "../../lib/stack";
import { allOf, fail, pass, undecided, type Verdict } from "../../lib/verdict";

const entryType = "aws:eks/accessEntry:AccessEntry";
const associationType = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

/** How an association names the entry that it adds a policy to. A role's entry in another region is another one. */
const entryOf: Reference = {
  types: [entryType],
  from: ["principalArn"],
  to: [["principalArn"]],
  sameProvider: true,
};

const policyPrefix = "arn:aws:eks::aws:cluster-access-policy/";
const adminPolicy = `${policyPrefix}AmazonEKSClusterAdminPolicy`;

/**
 * Policies of EKS, and where each may hold. Those that write or read secrets hold in namespaces that are named;
 * AmazonEKSAdminViewPolicy, which reads every secret, nowhere. Auto Mode's is for nodes of one's own.
 * Source: Amazon EKS user guide, "Review access policy permissions".
 */
const scopes: ReadonlyMap<string, readonly string[]> = new Map([
  [adminPolicy, ["cluster"]],
  [`${policyPrefix}AmazonEKSAdminPolicy`, ["namespace"]],
  [`${policyPrefix}AmazonEKSAutoNodePolicy`, ["cluster"]],
  [`${policyPrefix}AmazonEKSEditPolicy`, ["namespace"]],
  [`${policyPrefix}AmazonEKSViewPolicy`, ["cluster", "namespace"]],
]);

/** Names of groups that Kubernetes or AWS gives a meaning of its own. */
const reserved = /^(system|eks|aws|amazon|iam):/;

/** Who gets into a cluster is a role that is named, and is administrator only where its entry says so. */
export const clusterAccess = defineStackRule({
  name: "compliance-cluster-access",
  title: "Access to clusters is named and limited",
  description:
    "An access entry must be for a role, in groups of our own or with a policy but not both, and an administrator's entry must say so in a tag.",
  severity: "critical",
  controls: [
    control("CIS EKS", "4.1.7", "Access is managed by the cluster access manager's API."),
    control("NIST SP 800-53", "AC-2", "Accounts are listed, and each says what it is for."),
    control("PCI DSS", "7.2.1", "Access follows a model that says who needs what."),
    control("SOC 2", "CC6.3", "Access is given by role, and the least that the role needs."),
  ],
  remediation: [
    "Name an IAM role, which people assume with credentials that end, as the principal.",
    "Give the entry a group of our own or an access policy, not both.",
    "Let policies that write, or read secrets, hold in the namespaces that are needed.",
    `Tag the entry of an administrator \`${grantTag}: ${adminGrant}\`.`,
  ],
  types: [entryType, associationType],
  check(resource, stack) {
    return resource.type === entryType ? checkEntry(resource, stack) : checkAssociation(resource, stack);
  },
});

function checkEntry(entry: LinkedResource, stack: Stack): Verdict {
  const groups = entry.properties.at("kubernetesGroups");
  const role: Demand = { allowed: "the ARN of an IAM role", fix: "name a role" };
  const own: Demand = { allowed: "a group of our own, such as tenant:brand-a", fix: "rename the group" };
  return allOf(
    must(entry.properties.at("principalArn"), isRole, role),
    ...groups.items().map((group) => must(group, (name) => !reserved.test(String(name)), own)),
    groups.items().length === 0 ? pass : hasNoPolicy(entry, stack),
  );
}

function isRole(arn: unknown): boolean {
  return typeof arn === "string" && /^arn:aws[\w-]*:iam::\d{12}:role\/./.test(arn);
}

function hasNoPolicy(entry: LinkedResource, stack: Stack): Verdict {
  const { certain, possible } = stack.referrers([associationType], entryOf, entry);
  const text =
    "has a policy besides its groups; allowed: one of the two; give one of them to a role of its own";
  if (certain[0] !== undefined) return fail(`${certain[0].name} ${text}`);
  return possible[0] === undefined ? pass : undecided(`whether ${possible[0].name} ${text}`);
}

function checkAssociation(association: LinkedResource, stack: Stack): Verdict {
  const policy = association.properties.at("policyArn");
  const scope = association.properties.at("accessScope");
  const allowed = scopes.get(String(policy.content)) ?? [];
  const listed: Demand = { allowed: [...scopes.keys()].join(", "), fix: "associate one of these" };
  const named: Demand = { allowed: "namespaces without *", fix: "name the namespaces" };
  return allOf(
    must(policy, (arn) => scopes.has(String(arn)), listed),
    allowed.length > 0
      ? must(scope.at("type"), (type) => allowed.includes(String(type)), {
          allowed: allowed.join(", "),
          fix: "narrow the scope",
        })
      : pass,
    ...scope
      .at("namespaces")
      .items()
      .map((name) => must(name, (text) => !String(text).includes("*"), named)),
    policy.content === adminPolicy ? isDeclared(association, stack) : pass,
  );
}

/** An administrator's entry says so itself, where a person looks for it: in the console and in the cluster's own list. */
function isDeclared(association: LinkedResource, stack: Stack): Verdict {
  const entries = stack.ofTypes([entryType]).map((entry) => ({
    entry,
    relation: stack.refers(association, entryOf, entry),
  }));
  const own = entries.find(({ relation }) => relation === "yes")?.entry;
  if (own === undefined) {
    const text = "no access entry of the same provider has this principal; allowed: one; declare it";
    return entries.some(({ relation }) => relation === "unknown") ? undecided(text) : fail(text);
  }
  return must(own.properties.at("tags", grantTag), (grant) => grant === adminGrant, {
    allowed: `"${adminGrant}" on the entry of an administrator`,
    fix: `tag ${own.name}, or associate a policy that allows less`,
  });
}
