import { control } from "../../lib/control";
import { allowsLittle } from "../../lib/iam/least-privilege";
import { documentsOf, policyPlaces } from "../../lib/iam/places";
import { defineRule } from "../../lib/rule";
import { allOf, notApplicable } from "../../lib/verdict";

/** Nobody may do more than a document names. */
export const iamLeastPrivilege = defineRule({
  name: "compliance-iam-least-privilege",
  title: "Policy documents allow what they name",
  description:
    "A policy document must allow named actions to named principals, pass roles by name, name its statements, and fit.",
  severity: "critical",
  controls: [
    control("CIS AWS", "1.15", "No policy allows every action on everything."),
    control("AWS FSBP", "IAM.1", "No policy gives full administrative privileges."),
    control("AWS FSBP", "IAM.21", "No policy allows all actions of a service."),
    control("PCI DSS", "7.2.5", "Accounts of systems have the least privileges that they need."),
    control("NIST SP 800-53", "AC-6", "Least privilege."),
    control("SOC 2", "CC6.3", "Access is given by what a role needs."),
  ],
  remediation: [
    "Name the actions: `s3:GetObject`, or by a verb, `s3:Get*`; never `s3:*`.",
    "Replace `NotAction`, `NotResource` and `NotPrincipal` beside `Allow` by what is allowed.",
    "Beside `iam:PassRole` name the roles by ARN, and the service in `iam:PassedToService`.",
    "Beside everybody, or a service, add a condition on `aws:PrincipalAccount`, `aws:SourceAccount` or `aws:SourceArn`.",
    "Give each statement a `Sid` of its own, in letters and digits.",
    "Divide a document that is too long over two.",
  ],
  types: Object.keys(policyPlaces),
  check(resource) {
    const documents = documentsOf(resource);
    if (documents.length === 0) return notApplicable("it has no document of its own");
    return allOf(...documents.map(allowsLittle));
  },
});
