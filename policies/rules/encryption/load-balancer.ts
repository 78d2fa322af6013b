import { must, mustBe, mustBeSet } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, anyOf, fail, type Verdict } from "../../lib/verdict";

/** Users are spoken to over TLS, wherever it ends. */
export const loadBalancer = defineRule({
  name: "encryption-load-balancer",
  title: "Load balancers speak TLS",
  description:
    "A listener must end TLS with a policy of version 1.2 or newer, pass TCP 443 through to what ends it, or redirect to HTTPS.",
  severity: "critical",
  controls: [
    control("AWS FSBP", "ELB.1", "Plain HTTP is redirected to HTTPS."),
    control("CIS EKS", "5.4.5", "Traffic to load balancers is encrypted with TLS."),
    control("PCI DSS", "4.2.1", "Card data is encrypted on its way."),
    control("NIST SP 800-53", "SC-8(1)", "Information in transmission is protected by cryptography."),
  ],
  remediation: [
    'Set `protocol: "TLS"`, or `"HTTPS"`, with `certificateArn` and an `sslPolicy` named `ELBSecurityPolicy-TLS13-…`.',
    'Or pass TLS through: `protocol: "TCP"` on port 443, and end it in the gateway.',
    'Or answer plain HTTP with `{ type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } }`.',
  ],
  types: ["aws:alb/listener:Listener", "aws:lb/listener:Listener"],
  check({ properties }) {
    const protocol = properties.at("protocol");
    return anyOf(
      allOf(isOneOf(protocol, ["HTTPS", "TLS"]), endsTls(properties)),
      allOf(mustBe(protocol, "TCP"), mustBe(properties.at("port"), 443)),
      allOf(mustBe(protocol, "HTTP"), redirects(properties.at("defaultActions"))),
    );
  },
});

function isOneOf(value: Value, allowed: readonly string[]): Verdict {
  const demand = { allowed: allowed.join(" or "), fix: "end TLS, or pass it through on 443" };
  return must(value, (content) => allowed.includes(String(content)), demand);
}

/** Every policy with TLS13 in its name goes down to 1.2 at most, but for those that say 1-0 or 1-1. */
function endsTls(listener: Value): Verdict {
  const isModern = (content: unknown): boolean =>
    typeof content === "string" && /^ELBSecurityPolicy-TLS13-1-[23]-/u.test(content);
  const policy = { allowed: "ELBSecurityPolicy-TLS13-1-2-… or -1-3-…", fix: "set sslPolicy" };
  return allOf(
    mustBeSet(listener.at("certificateArn"), { allowed: "the ARN of a certificate", fix: "set it" }),
    must(listener.at("sslPolicy"), isModern, policy),
  );
}

function redirects(actions: Value): Verdict {
  const all = actions.items();
  if (all.length === 0) return fail(`${actions.path} is not set; allowed: a redirect to HTTPS; set it`);
  return allOf(
    ...all.flatMap((action) => [
      mustBe(action.at("type"), "redirect"),
      mustBe(action.at("redirect", "protocol"), "HTTPS"),
    ]),
  );
}
