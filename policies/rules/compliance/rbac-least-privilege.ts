import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, pass, type Verdict } from "../../lib/verdict";

const roleTypes = [
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
  "kubernetes:rbac.authorization.k8s.io/v1:Role",
];
const bindingTypes = [
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
];

/** Verbs by which a subject gives itself what it was not given. */
const climbing = ["bind", "escalate", "impersonate"];

/** Subjects that are everybody, or whom no rule holds back. */
const everybody = [
  "system:anonymous",
  "system:authenticated",
  "system:masters",
  "system:serviceaccounts",
  "system:unauthenticated",
];

/** A role says what it is for. */
export const rbacLeastPrivilege = defineRule({
  name: "compliance-rbac-least-privilege",
  title: "Roles name what they allow",
  description:
    "A role must name its verbs and resources, give no verb that leads to more, and be bound neither to everybody nor as cluster-admin.",
  severity: "critical",
  controls: [
    control("CIS EKS", "4.1.1", "The role of the cluster's administrator is bound to nobody."),
    control("CIS EKS", "4.1.3", "Roles have no wildcards."),
    control("CIS EKS", "4.1.8", "Nobody may bind, impersonate or escalate."),
    control("NIST SP 800-53", "AC-6", "Everybody has the least privilege that the work needs."),
    control("PCI DSS", "7.2.2", "Privileges are assigned by what a job needs."),
  ],
  remediation: [
    "Name the verbs, resources and API groups in place of `*`.",
    "Remove the verbs `bind`, `escalate` and `impersonate`.",
    "Bind a role of its own in place of `cluster-admin`, to a group or service account by name.",
  ],
  types: [...roleTypes, ...bindingTypes],
  check({ type, properties }) {
    return roleTypes.includes(type) ? checkRole(properties) : checkBinding(properties);
  },
});

function checkRole(role: Value): Verdict {
  return allOf(pass, ...role.at("rules").items().map(checkRule));
}

function checkRule(rule: Value): Verdict {
  const named = ["apiGroups", "nonResourceURLs", "resources", "verbs"].flatMap((key) => rule.at(key).items());
  const plain = { allowed: "names without *", fix: "name what the role needs" };
  const harmless = { allowed: `anything but ${climbing.join(", ")}`, fix: "remove the verb" };
  return allOf(
    ...named.map((name) => must(name, (text) => !String(text).includes("*"), plain)),
    ...rule
      .at("verbs")
      .items()
      .map((verb) => must(verb, (text) => !climbing.includes(String(text)), harmless)),
  );
}

function checkBinding(binding: Value): Verdict {
  const role = { allowed: "any role but cluster-admin", fix: "bind a role that names what it allows" };
  const who = { allowed: "a group, user or account by name", fix: "name who needs the role" };
  return allOf(
    must(binding.at("roleRef", "name"), (name) => name !== "cluster-admin", role),
    ...binding
      .at("subjects")
      .items()
      .map((subject) => must(subject.at("name"), (name) => !isEverybody(name), who)),
  );
}

/** `system:serviceaccounts:shop` is every account of one namespace, which is somebody; without the namespace it is everybody. */
function isEverybody(name: unknown): boolean {
  return everybody.includes(String(name));
}
