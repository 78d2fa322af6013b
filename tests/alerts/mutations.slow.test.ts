import { objectiveRuleGroups } from "../../components/observability/rule-groups";
import { describeWith } from "../support/tools";
import { mutantExpectations } from "./expectations";
import { mutantsOf, type Mutant, type Rule } from "./mutations";
import { testRules } from "./promtool";
import { scenarios, type Scenario } from "./scenarios";
import { namespace, promise, service } from "./traffic";

const context = { namespace, windowDays: 28, runbooks: "https://runbooks.example.com" };
const groups = objectiveRuleGroups(service, promise, context);

/** Both objectives' rules come out of the same functions, so one of each kind will do. */
function sampled(rule: Rule): boolean {
  if (!("alert" in rule)) return rule.labels.objective === "availability" || rule.record.endsWith("rate5m");
  return rule.labels.objective !== (rule.labels.severity === "critical" ? "latency" : "availability");
}

describeWith("promtool", "The scenarios of the alerts", (promtool) => {
  /** The mutants that a scenario cannot tell from the rules; all of them run beside the rules at once. */
  function survivors(mutants: readonly Mutant[], scenario: Scenario): Mutant[] {
    const [main, ...others] = groups;
    const mutated = { ...main!, rules: [...main!.rules, ...mutants.flatMap(({ rules }) => rules)] };
    const output = testRules(promtool, {
      groups: [mutated, ...others],
      evaluateEvery: `${scenario.every}m`,
      input: scenario.input,
      queries: mutants.flatMap((mutant) => mutantExpectations(scenario, mutant)),
    });
    const killed = new Set([...output.matchAll(/^ +expr: .*?\b(m\d+_)/gmu)].map(([, prefix]) => prefix));
    // Anything that promtool has against the file itself is no verdict on a mutant.
    if (output !== "") expect(killed.size).toBeGreaterThan(0);
    return mutants.filter(({ prefix }) => !killed.has(prefix));
  }

  test("notice at least 95 of 100 mistakes in the rules", () => {
    const mutants = mutantsOf(groups, sampled);
    expect(mutants.length).toBeGreaterThan(150);
    const left = scenarios.reduce<readonly Mutant[]>(survivors, mutants);
    const share = 1 - left.length / mutants.length;
    // Where it is too little, the titles say what nothing noticed.
    expect(share < 0.95 ? left.map(({ title }) => title) : []).toEqual([]);
  }, 120_000);
});
