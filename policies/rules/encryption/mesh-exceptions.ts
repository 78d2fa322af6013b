import { must, type Demand } from "../../lib/condition";
import { control } from "../../lib/control";
import { isOfWholeMesh, peerAuthenticationType } from "../../lib/mesh";
import { defineRule } from "../../lib/rule";
import { allOf, undecided } from "../../lib/verdict";

const weaker = ["PERMISSIVE", "DISABLE"];
const exception: Demand = { allowed: "STRICT, UNSET or not set", fix: "remove it" };

/** Whoever may make an exception for himself is not in the mesh. */
export const meshExceptions = defineRule({
  name: "encryption-mesh-exceptions",
  title: "Nothing in a mesh has an exception from mutual TLS",
  description:
    "Namespaces, workloads and ports must not take what comes in the clear where the mesh does not, and the whole mesh is never without mutual TLS.",
  severity: "critical",
  controls: [
    control("PCI DSS", "4.2.1", "Card data is encrypted on its way."),
    control("NIST SP 800-53", "SC-8(1)", "Information in transmission is protected by cryptography."),
    control("SOC 2", "CC6.7", "Information in transmission is protected."),
  ],
  remediation: [
    "Remove `mtls.mode` and `portLevelMtls` from what is for a namespace or a workload.",
    "Annotate pods that somebody outside must reach: `ambient.istio.io/bypass-inbound-capture`.",
    "To go back, set `features.mesh` for the whole mesh (docs/mesh.md).",
  ],
  types: [peerAuthenticationType],
  check(resource) {
    const spec = resource.properties.at("spec");
    const ports = spec.at("portLevelMtls");
    if (ports.state === "unknown") return undecided(`${ports.path} is not known before the update`);
    const whole = isOfWholeMesh(resource);
    const mode = must(spec.at("mtls", "mode"), whole ? isMode : isNotWeaker, {
      allowed: whole ? "STRICT, or PERMISSIVE on the way there" : exception.allowed,
      fix: whole ? "set it to STRICT" : exception.fix,
    });
    return allOf(mode, ...ports.keys().map((port) => must(ports.at(port, "mode"), isNotWeaker, exception)));
  },
});

function isMode(content: unknown): boolean {
  return content === "STRICT" || content === "PERMISSIVE";
}

function isNotWeaker(content: unknown): boolean {
  return !weaker.includes(String(content));
}
