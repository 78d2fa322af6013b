import { meshLabel } from "../../../components/mesh/stage";
import { gateway, routesLabel } from "../../../components/region/gateway/gateway";
import { tenantLabel } from "../../../components/tenant/names";
import { must, mustBe } from "../../lib/condition";
import { control } from "../../lib/control";
import { authorizationPolicyType, meshModes } from "../../lib/mesh";
import { namespaceType, objectNamespace } from "../../lib/namespace";
import { podTypes } from "../../lib/pod";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { allOf, anyOf, fail, notApplicable, pass, undecided, type Verdict } from "../../lib/verdict";

/** Mutual TLS is between members: what is outside the mesh is refused, or refuses nothing. */
export const meshMembers = defineStackRule({
  name: "compliance-mesh-members",
  title: "Proxies, services and tenants are in a strict mesh",
  description:
    "Where a mesh is strict, the namespaces of proxies, services and tenants must be in it with all their pods, and say who may connect.",
  severity: "high",
  controls: [
    control("NIST SP 800-53", "AC-4", "Who may connect to whom is enforced, by identity."),
    control("PCI DSS", "1.3.1", "Inbound traffic is limited to what is necessary."),
    control("SOC 2", "CC6.1", "Access to protected assets is separated by logical boundaries."),
  ],
  remediation: [
    "Label the namespace `istio.io/dataplane-mode: ambient`.",
    "Remove that label from the templates of pods that say `none`.",
    "Declare an AuthorizationPolicy with `action: ALLOW` in the namespace.",
  ],
  types: [namespaceType],
  check(namespace, stack) {
    const modes = meshModes(namespace, stack).map(({ properties }) => properties.at("spec", "mtls", "mode"));
    if (modes.length === 0) return notApplicable("its cluster has no mesh");
    if (!holdsMembers(namespace)) return notApplicable("it holds neither proxies nor services nor a tenant");
    if (modes.some(({ state }) => state === "unknown"))
      return undecided("whether the mesh is strict is not known before the update");
    if (!modes.some(({ content }) => content === "STRICT"))
      return notApplicable("its mesh is not strict yet");
    return allOf(
      mustBe(namespace.properties.at("metadata", "labels", meshLabel), "ambient"),
      ...stack.referrers(podTypes, objectNamespace, namespace).certain.map(staysIn),
      saysWho(namespace, stack),
    );
  },
});

function holdsMembers({ properties }: LinkedResource): boolean {
  const metadata = properties.at("metadata");
  const marks = [...Object.keys(routesLabel), tenantLabel];
  return (
    metadata.at("name").content === gateway.proxyNamespace ||
    marks.some((mark) => metadata.at("labels", mark).present)
  );
}

function staysIn({ properties }: LinkedResource): Verdict {
  const template = properties.at("spec", "jobTemplate", "spec", "template");
  const label = template
    .or(properties.at("spec", "template"))
    .or(properties)
    .at("metadata", "labels", meshLabel);
  return must(label, (content) => content !== "none", { allowed: "not set", fix: "remove it" });
}

function saysWho(namespace: LinkedResource, stack: Stack): Verdict {
  const { certain, possible } = stack.referrers([authorizationPolicyType], objectNamespace, namespace);
  const none = "no AuthorizationPolicy in it allows somebody and so nobody else; allowed: one; declare it";
  const verdict = anyOf(
    fail(none),
    ...certain.map(({ properties }) => mustBe(properties.at("spec", "action"), "ALLOW")),
  );
  if (verdict.kind !== "fail" || possible.length === 0) return verdict.kind === "pass" ? pass : verdict;
  return undecided(`${none}, unless ${possible.map(({ name }) => name).join(", ")} is the one`);
}
