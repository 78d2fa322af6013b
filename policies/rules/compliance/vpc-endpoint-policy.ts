import { control } from "../../lib/control";
import { mustBeSet } from "../../lib/condition";
import { defineStackRule } from "../../lib/rule";
import type { Reference } from "../../lib/stack";
import { allOf, notApplicable, pass, undecided } from "../../lib/verdict";

const type = "aws:ec2/vpcEndpoint:VpcEndpoint";
const policyType = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";
const reference: Reference = { types: [type], from: ["vpcEndpointId"], to: [["id"]], sameProvider: true };

/** Nobody carries data through our endpoints with keys of another account. */
export const vpcEndpointPolicy = defineStackRule({
  name: "compliance-vpc-endpoint-policy",
  title: "Endpoints have a policy of their own",
  description:
    "A VPC endpoint must have a policy document, because the one that it gets by itself lets everybody do everything through it.",
  severity: "high",
  controls: [
    control("PCI DSS", "1.3.2", "Outbound traffic is limited to what is necessary."),
    control("NIST SP 800-53", "SC-7(10)", "Data is kept from leaving over services that are allowed."),
    control("NIST SP 800-53", "AC-4", "Information flows to where it may."),
  ],
  remediation: [
    "Set `policy` on the endpoint, limited by `aws:PrincipalAccount` or `aws:ResourceAccount`.",
    "Or declare a `VpcEndpointPolicy` for it.",
  ],
  types: [type],
  check(endpoint, stack) {
    if (endpoint.properties.at("vpcEndpointType").content === "GatewayLoadBalancer")
      return notApplicable("an endpoint of a gateway load balancer takes no policy");
    const own = mustBeSet(endpoint.properties.at("policy"), {
      allowed: "a policy document",
      fix: "write one that is limited to principals or things of ours",
    });
    const { certain, possible } = stack.referrers([policyType], reference, endpoint);
    if (certain.length > 0) return pass;
    // One that may belong to any endpoint is no policy of this one.
    if (own.kind === "fail" && possible.length > 0) return undecided(own.message ?? "");
    return allOf(own);
  },
});
