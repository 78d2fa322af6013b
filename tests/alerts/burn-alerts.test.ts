import type { AlertContext } from "../../components/observability/alert";
import { alertNames, unmeasuredAlert } from "../../components/observability/burn-alerts";
import { burnTiers } from "../../components/observability/burn-rate";
import { objectiveRuleGroups } from "../../components/observability/rule-groups";
import { describeWith } from "../support/tools";
import { expectations } from "./expectations";
import { testRules } from "./promtool";
import { scenarios } from "./scenarios";
import { namespace, promise, service, traffic } from "./traffic";

const context: AlertContext = { namespace, windowDays: 28, runbooks: "https://runbooks.example.com" };
const groups = objectiveRuleGroups(service, promise, context);

describeWith("promtool", "The alerts of an objective", (promtool) => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))("%s", (_, scenario) => {
    const evaluateEvery = `${scenario.every}m`;
    const queries = expectations(scenario);
    expect(testRules(promtool, { groups, evaluateEvery, input: scenario.input, queries })).toBe("");
  });

  test("say of what they tell, how bad it is, and where to read on", () => {
    // Two of a hundred requests fail and late: 40 times and twice the allowed rate.
    const input = traffic([{ minutes: 120, answered: 600, failed: 12, timed: 600, late: 12 }]);
    const text = (alert: string, objective: string, allowed: string) => ({
      exp_labels: { severity: alert === alertNames.critical ? "critical" : "warning", service, objective },
      exp_annotations: {
        summary: `cart-service: the ${objective} budget burns ${alert === alertNames.critical ? "fast" : "slowly"}`,
        description: `2% of the requests broke the promise over the deciding window; ${allowed} % may over 28 days.`,
        runbook_url: `https://runbooks.example.com/${alert}.md`,
      },
    });
    const at = (alertname: string, ...exp_alerts: ReturnType<typeof text>[]) => ({
      alertname,
      eval_time: "120m",
      exp_alerts,
    });
    const { critical, warning } = alertNames;
    const alerts = [
      at(critical, text(critical, "availability", "0.05")),
      at(warning, text(warning, "availability", "0.05"), text(warning, "latency", "1")),
    ];
    expect(testRules(promtool, { groups, evaluateEvery: "15m", input, alerts })).toBe("");
  });

  test("say which service is not measured, and where to read on", () => {
    const exp_annotations = {
      summary: "cart-service: nothing is measured",
      description: "For 5 minutes the gateway's proxy has reported no pod of cart-service.",
      runbook_url: "https://runbooks.example.com/ObjectiveUnmeasured.md",
    };
    const exp_alerts = [{ exp_labels: { severity: "critical", service }, exp_annotations }];
    const alerts = [{ alertname: alertNames.unmeasured, eval_time: "10m", exp_alerts }];
    expect(testRules(promtool, { groups, evaluateEvery: "1m", input: [], alerts })).toBe("");
  });
});

describeWith("promtool", "A service that sleeps", (promtool) => {
  const rules = {
    name: "group",
    interval: "1m",
    rules: [
      unmeasuredAlert(service, {
        namespace,
        windowDays: 28,
        runbooks: "https://runbooks.example.com",
        sleeps: true,
      }),
    ],
  };
  const desired = (colour: string, values: string) => ({
    series: `kube_deployment_spec_replicas{namespace="${namespace}",deployment="${service}-${colour}"}`,
    values,
  });
  const spoken = { exp_labels: { severity: "critical", service } };

  test.each([
    ["is missed by nobody", "0x15", "0x15", false],
    ["is missed where one colour should have pods", "0x15", "1x15", true],
  ])("%s", (_, blue, green, told) => {
    const input = [desired("blue", blue), desired("green", green)];
    const exp_alerts = told ? [{ ...spoken, exp_annotations: rules.rules[0]!.annotations }] : [];
    const alerts = [{ alertname: alertNames.unmeasured, eval_time: "10m", exp_alerts }];
    expect(testRules(promtool, { groups: [rules], evaluateEvery: "1m", input, alerts })).toBe("");
  });

  test("is missed where nobody knows how many pods it should have", () => {
    const exp_alerts = [{ ...spoken, exp_annotations: rules.rules[0]!.annotations }];
    const alerts = [{ alertname: alertNames.unmeasured, eval_time: "10m", exp_alerts }];
    expect(testRules(promtool, { groups: [rules], evaluateEvery: "1m", input: [], alerts })).toBe("");
  });
});

describe("The tiers of a burn rate", () => {
  test.each([
    [28, [13.44, 5.6, 2.8, 2.8 / 3]],
    [30, [14.4, 6, 3, 1]],
  ])("follow from a window of %i days", (windowDays, factors) => {
    const tiers = burnTiers(windowDays);
    expect(tiers.map(({ factor }) => Number(factor.toFixed(6)))).toEqual(
      factors.map((one) => Number(one.toFixed(6))),
    );
    expect(tiers.map(({ longMinutes, shortMinutes }) => longMinutes / shortMinutes)).toEqual([
      12, 12, 12, 12,
    ]);
  });
});
