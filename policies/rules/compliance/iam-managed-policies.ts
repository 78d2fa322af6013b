import { control } from "../../lib/control";
import { managedPolicyIsListed } from "../../lib/iam/managed";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import { allOf, notApplicable, pass } from "../../lib/verdict";

/** Where an attachment names what is attached. */
const places: Readonly<Record<string, string>> = {
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "policyArn",
  "aws:iam/policyAttachment:PolicyAttachment": "policyArn",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "policyArn",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": "policyArn",
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": "policyArns",
  "aws:iam/role:Role": "managedPolicyArns",
};

/** AWS's own policies are attached only where they are listed. */
export const iamManagedPolicies = defineStackRule({
  name: "compliance-iam-managed-policies",
  title: "AWS's policies are attached by a list",
  description:
    "A policy that is attached must be one of ours, or one of AWS's own that is listed with the page that asks for it.",
  severity: "high",
  controls: [
    control("CIS AWS", "1.15", "No policy with full privileges is attached."),
    control("AWS FSBP", "IAM.1", "AWS's administrative policies are attached to nobody."),
    control("NIST SP 800-53", "AC-6", "Least privilege."),
  ],
  remediation: [
    "Write the actions that are needed as a document of ours.",
    "Or list AWS's policy in `policies/lib/iam/allowances.ts`, with the reason and the page that asks for it.",
  ],
  types: Object.keys(places),
  check(attachment, stack) {
    const property = places[attachment.type] ?? "policyArn";
    const attached = attachment.properties.at(property).items();
    if (attached.length === 0) return notApplicable("nothing is attached by it");
    if (isMadeHere(attachment, stack, property)) return pass;
    return allOf(...attached.map(managedPolicyIsListed));
  },
});

/** The ARN of a policy that is made in the same update is unknown, and where it comes from is not. */
function isMadeHere(attachment: LinkedResource, stack: Stack, property: string): boolean {
  const own = stack.ofTypes(["aws:iam/policy:Policy"]).map(({ urn }) => urn);
  const sources = attachment.sources[property] ?? [];
  const isOne = attachment.properties.at(property).state === "unknown" && property === "policyArn";
  return isOne && sources.length > 0 && sources.every((urn) => own.includes(urn));
}
