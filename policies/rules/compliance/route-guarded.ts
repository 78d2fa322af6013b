import { control } from "../../lib/control";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import type { Value } from "../../lib/value";
import { allOf, fail, pass, undecided, type Verdict } from "../../lib/verdict";

const routeType = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";
const securityType = "kubernetes:gateway.envoyproxy.io/v1alpha1:SecurityPolicy";
const trafficType = "kubernetes:gateway.envoyproxy.io/v1alpha1:BackendTrafficPolicy";

/** Rules of this name, or of this name and a colour, are for everybody; who reads the route sees that it is meant. */
const publicRule = /^public(-blue|-green)?$/;

/** What leads requests in says who gets through, and how much a service is spared. */
export const routeGuarded = defineStackRule({
  name: "compliance-route-guarded",
  title: "Routes ask who calls, and are bounded",
  description:
    "Every rule of a route must ask for a token unless it is called public, and every route must have a timeout and leave out pods that fail.",
  severity: "high",
  controls: [
    control("NIST SP 800-53", "AC-3", "What is not public is answered to those who prove who they are."),
    control(
      "NIST SP 800-53",
      "SC-5",
      "Timeouts and ejection keep one failing part from holding up the others.",
    ),
    control("PCI DSS", "8.3.1", "Access of users is authenticated."),
    control("SOC 2", "CC6.1", "Logical access passes one gate."),
  ],
  remediation: [
    "Declare a SecurityPolicy with `jwt` that targets the rule by its name, or the whole route.",
    "Name a rule `public` where everybody may call it.",
    "Declare a BackendTrafficPolicy that targets the route, with `timeout.http.requestTimeout` and `healthCheck.passive`.",
  ],
  types: [routeType],
  check(route, stack) {
    const rules = route.properties.at("spec", "rules").items();
    if (rules.some((rule) => rule.state === "unknown"))
      return undecided("spec.rules is not known before the update");
    return allOf(...rules.map((rule) => asksForToken(route, rule, stack)), isBounded(route, stack));
  },
});

function asksForToken(route: LinkedResource, rule: Value, stack: Stack): Verdict {
  const name = rule.at("name");
  if (name.state === "unknown") return undecided(`${name.path} is not known before the update`);
  const called = typeof name.content === "string" ? name.content : "";
  if (publicRule.test(called)) return pass;
  return oneOf(
    stack.ofTypes([securityType]).map((policy) => ({
      targets: targets(policy, route, called),
      holds: policy.properties.at("spec", "jwt").state,
    })),
    `${rule.path} is called ${JSON.stringify(called)}, and no SecurityPolicy with jwt targets it; allowed: a token, or the name public; declare one`,
  );
}

function isBounded(route: LinkedResource, stack: Stack): Verdict {
  const wanted = [
    ["timeout", "http", "requestTimeout"],
    ["healthCheck", "passive"],
  ];
  return allOf(
    ...wanted.map((keys) =>
      oneOf(
        stack.ofTypes([trafficType]).map((policy) => ({
          targets: targets(policy, route),
          holds: policy.properties.at("spec", ...keys).state,
        })),
        `no BackendTrafficPolicy with ${keys.join(".")} targets it; allowed: one; declare it`,
      ),
    ),
  );
}

interface Candidate {
  readonly targets: "yes" | "no" | "unknown";
  readonly holds: "absent" | "known" | "unknown";
}

/** Something that is set counts as set although its content is not known yet. */
function oneOf(candidates: readonly Candidate[], message: string): Verdict {
  const holding = candidates.filter(({ holds }) => holds !== "absent");
  if (holding.some((one) => one.targets === "yes")) return pass;
  return holding.some((one) => one.targets === "unknown") ? undecided(message) : fail(message);
}

/** Whether a policy is about a route, or about one of its rules. */
function targets(policy: LinkedResource, route: LinkedResource, rule?: string): Candidate["targets"] {
  if (policy.provider !== route.provider) return "no";
  const places = ["metadata", "namespace"] as const;
  const [own, other] = [policy.properties.at(...places), route.properties.at(...places)];
  const refs = policy.properties.at("spec", "targetRefs").items();
  const known = [own, other, ...refs, route.properties.at("metadata", "name")];
  if (known.some((value) => value.state === "unknown")) return "unknown";
  const name = route.properties.at("metadata", "name").content;
  const hits = refs.some((ref) => {
    const section = ref.at("sectionName").content;
    return ref.at("name").content === name && (section === undefined || section === rule);
  });
  return own.content === other.content && hits ? "yes" : "no";
}
