// A pack of three rules that keeps its word: what it reports, it notes, and the other way round.
const { appendFileSync } = require("node:fs");
const { PolicyPack } = require("@pulumi/policy");

const level = "mandatory";

function note(rule, urn, verdict, message) {
  appendFileSync(process.env.POLICY_EVIDENCE, `${JSON.stringify({ rule, level, urn, verdict, message })}\n`);
}

new PolicyPack("honest", {
  enforcementLevel: level,
  policies: [
    {
      name: "known-size",
      description: "A thing has a size of at most ten.",
      configSchema: { properties: { most: { type: "number", default: 10 } } },
      validateResource({ type, urn, props, getConfig, opts, provider }, report) {
        const rule = "known-size";
        if (type !== "thing:index:Thing") return note(rule, urn, "not-applicable");
        if (provider?.props.region === undefined || opts.parent === undefined)
          throw new Error("nobody told me");
        try {
          if ((props.size ?? 0) <= getConfig().most) return note(rule, urn, "pass");
        } catch {
          note(rule, urn, "undecided", "the size is not known");
          return report({ urn, message: "undecided", enforcementLevel: "advisory" });
        }
        note(rule, urn, "fail", "the size is above ten; make it smaller");
        return report("the size is above ten; make it smaller", urn);
      },
    },
    {
      name: "all-connected",
      description: "A thing that knows another says so.",
      validateStack({ resources }) {
        for (const { type, props } of resources)
          if (type === "thing:index:Group" && Object.keys(props).length > 0)
            throw new Error("a component that registers no outputs has none");
        for (const { urn, propertyDependencies } of resources)
          note(
            "all-connected",
            urn,
            Object.keys(propertyDependencies).length > 0 ? "pass" : "not-applicable",
          );
      },
    },
    { name: "idle", description: "Judges nothing.", validateStack: () => undefined },
  ],
});
