import { control } from "../../lib/control";
import { trustsFew } from "../../lib/iam/trust";
import { policyDocument } from "../../lib/policy-document";
import { defineRule } from "../../lib/rule";

/** A role is taken by whom it is for, and by a service only for a thing of ours. */
export const iamTrust = defineRule({
  name: "compliance-iam-trust",
  title: "Roles trust whom they name",
  description:
    "A role must trust principals by name, a service only for things of ours where AWS says how, and of an identity provider only named subjects.",
  severity: "critical",
  controls: [
    control("AWS FSBP", "IAM.21", "Access is given to whom needs it, by name."),
    control("PCI DSS", "7.2.5", "Roles of systems are taken by those systems."),
    control("NIST SP 800-53", "AC-3", "Access is enforced by who asks, and for what."),
    control("SOC 2", "CC6.1", "Access to the platform's identities is restricted."),
  ],
  remediation: [
    "Name the principal: the ARN of a role, or one service.",
    "For a service, add a condition on `aws:SourceAccount`, and on `aws:SourceArn` where the thing has a name.",
    "For pods, test the request's tags for the cluster, the namespace and the service account.",
    "For an identity provider, test its audience and its subject.",
    "List a service that AWS gives no condition for in `policies/lib/iam/allowances.ts`, with the source.",
  ],
  types: ["aws:iam/role:Role"],
  check({ properties }) {
    return trustsFew(policyDocument(properties.at("assumeRolePolicy")));
  },
});
