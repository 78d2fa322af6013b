// A pack that reports something that it did not note, and notes something that it does not report.
const { appendFileSync } = require("node:fs");
const { PolicyPack } = require("@pulumi/policy");

function validateResource({ type, urn, name }, report) {
  if (type !== "thing:index:Thing") return;
  const line = { rule: "lie", level: "mandatory", urn, verdict: "fail", message: "noted only" };
  if (name === "small") appendFileSync(process.env.POLICY_EVIDENCE, `${JSON.stringify(line)}\n`);
  else if (name === "large") report("reported only", urn);
}

new PolicyPack("liar", {
  policies: [{ name: "lie", description: "Lies.", enforcementLevel: "mandatory", validateResource }],
});
