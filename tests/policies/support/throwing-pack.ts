import { PolicyPack } from "@pulumi/policy";
import { control } from "../../../policies/lib/control";
import { defineRule, defineStackRule } from "../../../policies/lib/rule";
import { fail } from "../../../policies/lib/verdict";
import { evidenceTo } from "../../../policies/serve/evidence";
import { policyFrom } from "../../../policies/serve/policy";

const text = {
  title: "A rule of a test",
  description: "A resource of the test must not be called broken.",
  severity: "low",
  controls: [control("SOC 2", "C1.1", "It is a test.")],
  remediation: ["Do nothing."],
  types: ["test:index:Thing"],
} as const;

/** Throws on a resource called `broken`. */
function check({ name }: { readonly name: string }): ReturnType<typeof fail> {
  if (name === "broken") throw new TypeError("a mistake in the rule");
  return fail("judged");
}

const rules = [
  // Advisory, so that a test can see that an internal error is mandatory all the same.
  defineRule({ ...text, name: "compliance-throws", level: "advisory", check }),
  defineStackRule({ ...text, name: "compliance-throws-in-stack", level: "advisory", check }),
  defineRule({ ...text, name: "compliance-after", check: () => fail("judged after the mistake") }),
];

new PolicyPack("test", {
  policies: rules.map((rule) => policyFrom(rule, evidenceTo(process.env.POLICY_EVIDENCE))),
});
