import { PolicyPack } from "@pulumi/policy";
import { rules } from "./rules";
import { evidenceTo } from "./serve/evidence";
import { policyFrom } from "./serve/policy";

// Making the pack starts its server, which prints its port: nothing else may write to stdout before that.
// All rules are in one pack because each pack is a process: five of them added seven seconds to a preview, one adds one.
const evidence = evidenceTo(process.env.POLICY_EVIDENCE);

new PolicyPack("social-commerce", {
  displayName: "Social commerce platform",
  description: "The rules that every stack of the platform keeps",
  policies: rules.map((rule) => policyFrom(rule, evidence)),
});
