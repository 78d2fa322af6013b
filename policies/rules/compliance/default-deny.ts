import { mustBeSet, mustInclude } from "../../lib/condition";
import { control } from "../../lib/control";
import {
  helmReleaseType,
  namespaceType,
  networkPolicyType,
  objectNamespace,
  releaseNamespace,
} from "../../lib/namespace";
import { podTypes } from "../../lib/pod";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Referrers, Stack } from "../../lib/stack";
import type { Value } from "../../lib/value";
import { allOf, anyOf, fail, notApplicable, pass, undecided, type Verdict } from "../../lib/verdict";

const directions = [
  { type: "Ingress", rules: "ingress", peers: "from" },
  { type: "Egress", rules: "egress", peers: "to" },
] as const;

/** Traffic that nobody declared does not flow. */
export const defaultDeny = defineStackRule({
  name: "compliance-default-deny",
  title: "Namespaces deny traffic by default",
  description:
    "Every namespace that carries workloads must have network policies that select all its pods and deny both directions.",
  severity: "high",
  controls: [
    control("CIS EKS", "4.3.2", "Every namespace has a network policy."),
    control("CIS EKS", "5.4.4", "Traffic between pods is restricted by network policies."),
    control("NIST SP 800-53", "SC-7", "Communication is controlled at the boundaries inside the system."),
  ],
  remediation: [
    "Declare a NetworkPolicy in the namespace, with the provider of the same cluster.",
    "Set `spec: { podSelector: {}, policyTypes: [Ingress, Egress] }` and no rules.",
    "Declare what may flow in further policies, each selecting the pods that need it.",
  ],
  types: [namespaceType, ...podTypes],
  check(resource, stack) {
    return resource.type === namespaceType ? checkNamespace(resource, stack) : checkWorkload(resource, stack);
  },
});

function checkNamespace(namespace: LinkedResource, stack: Stack): Verdict {
  const carried = workloadsIn(namespace, stack);
  if (carried.certain.length + carried.possible.length === 0) return notApplicable("it carries no workloads");
  const verdict = isDenied(stack.referrers([networkPolicyType], objectNamespace, namespace));
  const uncertain = carried.certain.length === 0 && verdict.kind === "fail";
  return uncertain ? undecided(`it may carry workloads, and ${verdict.message ?? "is open"}`) : verdict;
}

function workloadsIn(namespace: LinkedResource, stack: Stack): Referrers {
  const workloads = stack.referrers(podTypes, objectNamespace, namespace);
  const releases = stack.referrers([helmReleaseType], releaseNamespace, namespace);
  return {
    certain: [...workloads.certain, ...releases.certain],
    possible: [...workloads.possible, ...releases.possible],
  };
}

/** A workload is judged with its namespace, unless the stack declares no such namespace. */
function checkWorkload(workload: LinkedResource, stack: Stack): Verdict {
  const named = workload.properties.at(...objectNamespace.from);
  const relations = stack.ofTypes([namespaceType]).map((one) => stack.refers(workload, objectNamespace, one));
  if (relations.includes("yes")) return notApplicable("it is judged with its namespace");
  if (named.state === "unknown") return undecided(`${named.path} is not known before the update`);
  const declared = mustBeSet(named, {
    allowed: "a namespace with a default-deny policy",
    fix: "set metadata.namespace",
  });
  return named.present ? isDenied(policiesBeside(workload, stack)) : declared;
}

function policiesBeside(workload: LinkedResource, stack: Stack): Referrers {
  const name = workload.properties.at(...objectNamespace.from).content;
  const policies = stack
    .ofTypes([networkPolicyType])
    .filter((policy) => policy.provider === workload.provider);
  const namespaceOf = (policy: LinkedResource) => policy.properties.at(...objectNamespace.from);
  return {
    certain: policies.filter((policy) => namespaceOf(policy).content === name),
    possible: policies.filter((policy) => namespaceOf(policy).state === "unknown"),
  };
}

/**
 * Policies add up: one of them must deny, for each direction, and none that selects all pods may open it again.
 * A policy whose namespace is unknown may be the one that denies, but only if it denies at all.
 */
export function isDenied({ certain, possible }: Referrers): Verdict {
  const general = certain.filter((policy) => selectsAllPods(policy).kind !== "fail");
  return allOf(
    ...directions.map(({ type }) => {
      const verdict = anyOf(fail(missing(type)), ...general.map((policy) => denies(policy, type)));
      const stray = possible.find((policy) => denies(policy, type).kind !== "fail");
      if (verdict.kind !== "fail" || stray === undefined) return verdict;
      return undecided(`${missing(type)}, unless ${stray.name} is the one`);
    }),
    ...general.map(opensNothing),
  );
}

function missing(type: string): string {
  return (
    `no network policy of the same provider selects all pods of the namespace for ${type}; allowed: one; ` +
    "declare a NetworkPolicy with podSelector: {} and policyTypes: [Ingress, Egress]"
  );
}

function denies(policy: LinkedResource, type: string): Verdict {
  return allOf(selectsAllPods(policy), mustInclude(policy.properties.at("spec", "policyTypes"), [type]));
}

function selectsAllPods({ properties }: LinkedResource): Verdict {
  const selector = properties.at("spec", "podSelector");
  const terms = [selector.at("matchLabels"), selector.at("matchExpressions")];
  if (terms.some(isNarrowing)) return fail(`${selector.path} selects some pods only`);
  const isUnknown = terms.some((term) => term.state === "unknown");
  return isUnknown ? undecided(`${selector.path} is not known before the update`) : pass;
}

function isNarrowing(terms: Value): boolean {
  return terms.state === "known" && (terms.isList ? terms.items() : terms.keys()).length > 0;
}

function opensNothing(policy: LinkedResource): Verdict {
  return allOf(
    ...directions.flatMap(({ rules, peers }) =>
      policy.properties
        .at("spec", rules)
        .items()
        .map((rule) => limitsTraffic(policy.name, rule, peers)),
    ),
  );
}

/** A peer that leaves nobody out: every address, or every pod of every namespace. */
function isEverybody(peer: Value): boolean {
  const range = peer.at("ipBlock", "cidr").content;
  const namespaces = peer.at("namespaceSelector");
  const all = namespaces.state === "known" && !isNarrowing(namespaces.at("matchLabels"));
  return (
    range === "0.0.0.0/0" ||
    range === "::/0" ||
    (all && !isNarrowing(namespaces.at("matchExpressions")) && peer.at("podSelector").state === "absent")
  );
}

function limitsTraffic(policy: string, rule: Value, peers: string): Verdict {
  if (rule.state === "unknown") return undecided(`${policy}: ${rule.path} is not known before the update`);
  const who = rule.at(peers);
  const isLimited = who.state === "unknown" || (who.items().length > 0 && !who.items().some(isEverybody));
  if (isLimited || rule.at("ports").state === "unknown" || rule.at("ports").items().length > 0) return pass;
  return fail(
    `${policy}: ${rule.path} allows all traffic; allowed: rules with ${peers} or ports; remove that rule`,
  );
}
