import { tenantLabel, tenantStateLabel } from "../../../components/tenant/names";
import { must, mustBe, mustBeSet } from "../../lib/condition";
import { control } from "../../lib/control";
import { namespaceType, networkPolicyType, objectNamespace } from "../../lib/namespace";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Referrers } from "../../lib/stack";
import { allOf, anyOf, fail, notApplicable, pass, undecided, type Verdict } from "../../lib/verdict";
import { isDenied } from "./default-deny";

const quotaType = "kubernetes:core/v1:ResourceQuota";
const limitRangeType = "kubernetes:core/v1:LimitRange";

/** What a quota must count, whatever the number. */
const counted = [
  "requests.cpu",
  "requests.memory",
  "limits.cpu",
  "limits.memory",
  "pods",
  "requests.storage",
];

/** Ways in that go round the gateway, and cost money besides. */
const forbidden = ["services.loadbalancers", "services.nodeports"];

/** Whoever shares a cluster shares neither its neighbours' cores nor their traffic. */
export const tenantIsolation = defineStackRule({
  name: "compliance-tenant-isolation",
  title: "Tenants are kept apart",
  description:
    "The namespace of a tenant must have restricted pods, a quota, limits for each container and a denial of traffic, and be protected while the tenant is there.",
  severity: "high",
  controls: [
    control("CIS EKS", "4.5.1", "Namespaces are boundaries between those who administer what is in them."),
    control("NIST SP 800-53", "SC-6", "What one user takes is limited, so that others have what they need."),
    control("SOC 2", "CC6.1", "Access to protected assets is separated by logical boundaries."),
  ],
  remediation: [
    "Label the namespace `pod-security.kubernetes.io/enforce: restricted`.",
    "Declare a ResourceQuota in it that counts cores, memory, pods and storage, and allows no load balancer and no node port.",
    "Declare a LimitRange in it that gives containers a default request and limit.",
    "Declare a NetworkPolicy in it with `podSelector: {}` and `policyTypes: [Ingress, Egress]`.",
    "Make the namespace with the option `protect: true`.",
  ],
  types: [namespaceType],
  check(namespace, stack) {
    const labels = namespace.properties.at("metadata", "labels");
    const tenant = labels.at(tenantLabel);
    if (tenant.state === "absent") return notApplicable("it is no tenant's");
    if (tenant.state === "unknown") return undecided(`${tenant.path} is not known before the update`);
    const inside = (type: string): Referrers => stack.referrers([type], objectNamespace, namespace);
    return allOf(
      mustBe(labels.at("pod-security.kubernetes.io/enforce"), "restricted"),
      isProtected(namespace),
      oneOf(inside(quotaType), "ResourceQuota", limitsTheWhole),
      oneOf(inside(limitRangeType), "LimitRange", limitsEach),
      isDenied(inside(networkPolicyType)),
    );
  },
});

/** A tenant that is removed may be deleted by its name; one that is there may not be deleted at all. */
function isProtected({ protect, properties }: LinkedResource): Verdict {
  if (protect) return pass;
  return must(properties.at("metadata", "labels", tenantStateLabel), (state) => state === "removed", {
    allowed: '"removed", where the option protect is false',
    fix: "set protect: true",
  });
}

/** One object of a kind does; one whose namespace is unknown may be the one, but only if it does at all. */
function oneOf(
  { certain, possible }: Referrers,
  kind: string,
  holds: (one: LinkedResource) => Verdict,
): Verdict {
  const none = `no ${kind} of the same provider is in the namespace; allowed: one; declare a ${kind} in it`;
  const verdict = certain.length === 0 ? fail(none) : anyOf(...certain.map(holds));
  const stray = possible.find((one) => holds(one).kind !== "fail");
  if (verdict.kind !== "fail" || stray === undefined) return verdict;
  return undecided(`${verdict.message ?? none}, unless ${stray.name} is the one`);
}

function limitsTheWhole({ properties }: LinkedResource): Verdict {
  const hard = properties.at("spec", "hard");
  const everyPod = { allowed: "nothing: a quota of all pods", fix: "remove it" };
  return allOf(
    ...counted.map((key) => mustBeSet(hard.at(key), { allowed: "a quantity", fix: "set it" })),
    ...forbidden.map((key) => mustBe(hard.at(key), "0")),
    ...["scopes", "scopeSelector"].map((key) =>
      must(properties.at("spec", key), (scope) => scope === undefined, everyPod),
    ),
  );
}

function limitsEach({ properties }: LinkedResource): Verdict {
  const limits = properties.at("spec", "limits");
  const demand = { allowed: "a quantity", fix: "set it" };
  const defaults = ["default", "defaultRequest"].flatMap((key) =>
    ["cpu", "memory"].map((what) => [key, what]),
  );
  return anyOf(
    fail(`${limits.path} has no item of type Container; allowed: one with defaults; add it`),
    ...limits
      .items()
      .filter((item) => item.state === "unknown" || item.at("type").content === "Container")
      .map((item) => allOf(...defaults.map((keys) => must(item.at(...keys), isSet, demand)))),
  );
}

function isSet(content: unknown): boolean {
  return content !== undefined && content !== "";
}
