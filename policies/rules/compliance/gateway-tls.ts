import { must, mustBeSet } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, fail, type Verdict } from "../../lib/verdict";

/** The gateway is where TLS ends, for users and for callers inside the cluster. */
export const gatewayTls = defineRule({
  name: "compliance-gateway-tls",
  title: "Gateways end TLS",
  description: "Every listener of a Gateway must be HTTPS or TLS, and end it with a certificate.",
  severity: "critical",
  controls: [
    control("CIS EKS", "5.4.5", "Traffic to load balancers is encrypted with TLS."),
    control("PCI DSS", "4.2.1", "Card data is encrypted on its way."),
    control("NIST SP 800-53", "SC-8(1)", "Information in transmission is protected by cryptography."),
    control("SOC 2", "CC6.7", "Information in transmission is protected."),
  ],
  remediation: [
    'Set `protocol: "HTTPS"` on the listener.',
    'Set `tls: { mode: "Terminate", certificateRefs: [{ name: … }] }`.',
  ],
  types: ["kubernetes:gateway.networking.k8s.io/v1:Gateway"],
  check({ properties }) {
    const listeners = properties.at("spec", "listeners").items();
    if (listeners.length === 0)
      return fail("spec.listeners is not set; allowed: HTTPS listeners; declare one");
    return allOf(...listeners.map(endsTls));
  },
});

function endsTls(listener: Value): Verdict {
  const tls = listener.at("tls");
  const speaksTls = (content: unknown): boolean => content === "HTTPS" || content === "TLS";
  const terminates = (content: unknown): boolean => content === undefined || content === "Terminate";
  const certificate = { allowed: "at least one certificate", fix: "name the secret that holds it" };
  return allOf(
    must(listener.at("protocol"), speaksTls, { allowed: "HTTPS or TLS", fix: 'set it to "HTTPS"' }),
    must(tls.at("mode"), terminates, { allowed: "Terminate, which is also the default", fix: "remove it" }),
    mustBeSet(tls.at("certificateRefs", 0), certificate),
  );
}
