import { must, mustBeSet } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineStackRule } from "../../lib/rule";
import { allOf, fail, type Verdict } from "../../lib/verdict";
import type { Value } from "../../lib/value";

/** Nothing is made in a region, or an account, that an environment variable chose. */
export const regionPinned = defineStackRule({
  name: "compliance-region-pinned",
  title: "AWS providers name a region and an account",
  description:
    "An AWS provider must be made by the program, and name its region and the only account that it may act in.",
  severity: "high",
  controls: [
    control("GDPR", "44", "Personal data stays where the stack file says that it may be."),
    control("NIST SP 800-53", "CM-2", "Where the platform runs is part of its configuration."),
    control("SOC 2", "CC8.1", "A change goes to the environment that it is for."),
  ],
  remediation: [
    "Make an `aws.Provider` with `region` and `allowedAccountIds`, and hand it to what belongs there.",
    'Disable default providers: `pulumi:disable-default-providers: ["*"]`.',
  ],
  types: ["pulumi:providers:aws"],
  // A rule about the stack, because engines ask the others about no provider.
  check({ name, properties }) {
    if (name.startsWith("default"))
      return fail("it is the default provider; allowed: one that names its region; make one and pass it on");
    const region = { allowed: "the name of a region", fix: "set it" };
    return allOf(
      mustBeSet(properties.at("region"), region),
      namesOneAccount(properties.at("allowedAccountIds")),
    );
  },
});

/** The wire of a provider carries lists as text. */
function namesOneAccount(accounts: Value): Verdict {
  const demand = { allowed: "one account", fix: "name the account of the environment" };
  const isText = typeof accounts.content === "string";
  return must(
    accounts,
    (content) => (isText ? /^\["\d{12}"\]$/u.test(String(content)) : accounts.items().length === 1),
    demand,
  );
}
