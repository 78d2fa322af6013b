import { maintenanceSeries } from "../../../components/calendar/maintenance";
import { deploymentSeries } from "../../../components/observability/deployment-series";
import { existsSync } from "node:fs";
import { join } from "node:path";

import * as kubernetes from "@pulumi/kubernetes";

import type { Alerting, Service } from "../../../config/model";
import { AlertRules } from "../../../components/observability/alert-rules";
import type { AlertRule } from "../../../components/observability/alert";
import { alertNames } from "../../../components/observability/burn-alerts";
import { proxySeries } from "../../../components/observability/proxy-metrics";
import { releaseAlertNames } from "../../../components/observability/release-alerts";
import type { RecordingRule } from "../../../components/observability/recording-rules";
import type { RuleGroup } from "../../../components/observability/rule-groups";
import { record, type Recorded } from "../../support/recorder";
import { estate, service } from "../../support/samples";
import { at, Tree } from "../../support/tree";

const prometheusRule = "kubernetes:monitoring.coreos.com/v1:PrometheusRule";
const runbooks = "https://runbooks.shop.example.com/pages";

const services: readonly Service[] = [
  { ...service, objective: { availabilityPercent: 99.95, latencyMs: 500, latencyPercent: 99 } },
  { ...service, name: "order-service", path: "/orders" },
];

interface Changes {
  readonly services?: readonly Service[];
  readonly alerting?: Partial<Alerting>;
}

const build = async ({ services: watched = services, alerting = {} }: Changes = {}): Promise<Tree> =>
  new Tree(
    await record(() => {
      const provider = new kubernetes.Provider("us-east-1-kubernetes", {});
      const namespace = new kubernetes.core.v1.Namespace("us-east-1-services", {}, { provider });
      const cluster = new kubernetes.core.v1.Namespace("stands-for-the-cluster", {}, { provider });
      return new AlertRules(
        "us-east-1-objectives",
        {
          estate,
          region: "us-east-1",
          services: watched,
          alerting: { runbooks, objectiveWindowDays: 28, ...alerting },
          placement: { namespace, cluster },
        },
        { providers: [provider] },
      );
    }),
  );

const groupsOf = (object: Recorded): RuleGroup[] => at(object, "spec", "groups") as unknown as RuleGroup[];
const rulesOf = (object: Recorded): (AlertRule | RecordingRule)[] =>
  groupsOf(object).flatMap(({ rules }) => rules);

const isAlert = (rule: AlertRule | RecordingRule): rule is AlertRule => "alert" in rule;
const alertsOf = (object: Recorded): AlertRule[] => rulesOf(object).filter(isAlert);
const recordingsOf = (object: Recorded): RecordingRule[] =>
  rulesOf(object).filter((rule): rule is RecordingRule => !isAlert(rule));

/** The number by which the proxy knows a colour; both, where a rule is about neither. */
const backendOf = (colour: string | undefined): string =>
  colour === undefined ? "[01]" : String(["blue", "green"].indexOf(colour));

/** Names of the series that a query reads: all that stands before a brace. */
const seriesIn = (expr: string): string[] =>
  [...expr.matchAll(/[a-zA-Z_:][\w:]*(?=\{)/gu)].map(([name]) => name);

describe("The alert rules of a region", () => {
  let tree: Tree;
  let object: Recorded;
  beforeAll(async () => {
    tree = await build();
    object = tree.one(prometheusRule);
  });

  test("are one PrometheusRule beside the services, which the region's Prometheus finds by its label", () => {
    expect(tree.children(tree.one("platform:observability:AlertRules"))).toEqual([
      `${prometheusRule} us-east-1-objectives`,
    ]);
    expect(object.inputs).toMatchObject({ apiVersion: "monitoring.coreos.com/v1", kind: "PrometheusRule" });
    expect(at(object, "metadata")).toEqual({
      name: "objectives",
      namespace: "social-commerce-staging",
      annotations: { "pulumi.com/patchFieldManager": "social-commerce" },
      labels: {
        "app.kubernetes.io/managed-by": "pulumi",
        "app.kubernetes.io/part-of": "social-commerce",
        prometheus: "platform",
      },
    });
  });

  test("come after their namespace, and go with their cluster", () => {
    expect(tree.waitsFor(object)).toEqual(["us-east-1-services"]);
    expect(object.deletedWith).toMatch(/::stands-for-the-cluster$/u);
  });

  test("are evaluated every 15 seconds where somebody is told, and every 5 minutes where nobody is", () => {
    expect(groupsOf(object).map(({ name, interval }) => [name, interval])).toEqual([
      ["cart-service-objectives", "15s"],
      ["cart-service-budgets", "5m"],
      ["cart-service-release", "15s"],
      ["order-service-objectives", "15s"],
      ["order-service-budgets", "5m"],
      ["order-service-release", "15s"],
    ]);
    const slow = groupsOf(object).filter(({ interval }) => interval === "5m");
    expect(slow.flatMap(({ rules }) => rules).some(isAlert)).toBe(false);
  });

  test("are, for each service, two objectives, each at two speeds, whether it is measured at all, and each colour apart", () => {
    const told = alertsOf(object).map(({ alert, labels }) => [alert, labels]);
    const of = (name: string): unknown[] => [
      ...["availability", "latency"].flatMap((objective) => [
        ["ErrorBudgetBurnsFast", { severity: "critical", service: name, objective }],
        ["ErrorBudgetBurnsSlowly", { severity: "warning", service: name, objective }],
      ]),
      ["ObjectiveUnmeasured", { severity: "critical", service: name }],
      ...["blue", "green"].flatMap((colour) =>
        ["ReleaseErrorsHigh", "ReleaseSlow", "ReleaseUnready"].map((alert) => [
          alert,
          { severity: "critical", service: name, colour },
        ]),
      ),
    ];
    expect(told).toEqual([...of("cart-service"), ...of("order-service")]);
    expect(tree.outputsOf(tree.one("platform:observability:AlertRules"))).toEqual({
      summary: `4 objectives, ${rulesOf(object).length} rules`,
    });
  });

  test("record seven windows of what was broken and what was promised, and what is left of the budget", () => {
    const windows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"];
    const records = ["bad", "total"].flatMap((what) =>
      windows.map((window) => `objective:${what}:rate${window}`),
    );
    for (const { name } of services)
      for (const objective of ["availability", "latency"]) {
        const own = recordingsOf(object).filter(
          ({ labels }) => labels.service === name && labels.objective === objective,
        );
        expect(own.map((rule) => rule.record)).toEqual([...records, "objective:budget:remaining"]);
      }
    expect(recordingsOf(object)).toHaveLength(2 * 2 * 15);
  });

  test("average the long windows from the shortest, on both sides alike", () => {
    const selector = '{service="cart-service",objective="latency"}';
    const own = recordingsOf(object).filter(
      ({ labels }) => labels.service === "cart-service" && labels.objective === "latency",
    );
    const expressions = Object.fromEntries(own.map(({ record: name, expr }) => [name, expr]));
    for (const what of ["bad", "total"])
      for (const window of ["30m", "1h", "2h", "6h", "1d", "3d"])
        expect(expressions[`objective:${what}:rate${window}`]).toBe(
          `avg_over_time(objective:${what}:rate5m${selector}[${window}])`,
        );
    expect(expressions["objective:budget:remaining"]).toBe(
      `1 - (sum_over_time(objective:bad:rate5m${selector}[28d]) / ` +
        `(sum_over_time(objective:total:rate5m${selector}[28d]) > 0)) / 0.01`,
    );
  });

  test.each([
    [28, "0.00672", "0.0028", "0.0014", "0.000466667"],
    [30, "0.0072", "0.003", "0.0015", "0.0005"],
  ])("speak over %i days above the shares %s, %s, %s and %s of 99.95 %%", async (days, ...shares) => {
    const [fast, slow] = alertsOf(
      (await build({ alerting: { objectiveWindowDays: days } })).one(prometheusRule),
    );
    const selector = '{service="cart-service",objective="availability"}';
    const tier = (share: string, long: string, short: string, seconds: number): string => {
      const over = (window: string): string =>
        `objective:bad:rate${window}${selector} / (objective:total:rate${window}${selector} > 0) > ${share}`;
      return `(${over(long)} and ${over(short)} and objective:bad:rate${long}${selector} * ${seconds} >= 10)`;
    };
    const [first, second, third, fourth] = shares;
    expect(fast!.expr).toBe(`${tier(first, "1h", "5m", 3600)} or ${tier(second, "6h", "30m", 21_600)}`);
    expect(slow!.expr).toBe(`${tier(third, "1d", "2h", 86_400)} or ${tier(fourth, "3d", "6h", 259_200)}`);
    expect([fast!.for, slow!.for]).toEqual(["0m", "0m"]);
    expect(fast!.annotations.description).toContain(`0.05 % may over ${days} days`);
  });

  test("hold no number with the noise of floating point", () => {
    for (const { expr } of rulesOf(object))
      for (const [number] of expr.matchAll(/\d+\.\d+/gu)) expect(number.length).toBeLessThanOrEqual(11);
  });

  test("say who is told, what happened, and where to read what to do", () => {
    for (const { alert, labels, annotations } of alertsOf(object)) {
      expect(["critical", "warning"]).toContain(labels.severity);
      expect(services.map(({ name }) => name)).toContain(labels.service);
      expect(Object.keys(annotations).sort()).toEqual(["description", "runbook_url", "summary"]);
      expect(annotations.summary.startsWith(`${labels.service!}: `)).toBe(true);
      expect(annotations.description).toMatch(/\S.*\.$/u);
      expect(annotations.runbook_url).toBe(`${runbooks}/${alert}.md`);
    }
  });

  test.each(Object.values(alertNames))("have a runbook for %s, and raise it", (alert) => {
    expect(existsSync(join(__dirname, "../../../docs/runbooks", `${alert}.md`))).toBe(true);
    expect(alertsOf(object).map((rule) => rule.alert)).toContain(alert);
  });

  test("raise no alert but those", () => {
    const names: readonly string[] = [...Object.values(alertNames), ...Object.values(releaseAlertNames)];
    for (const { alert } of alertsOf(object)) expect(names).toContain(alert);
  });

  test("read the proxy's own series, those of Deployments and the mark of maintenance, all of those and no others, and else only what an earlier rule records", () => {
    const recorded = recordingsOf(object).map((rule) => rule.record);
    const read = rulesOf(object).flatMap(({ expr }) => seriesIn(expr));
    const foreign = new Set(read.filter((name) => !recorded.includes(name)));
    const { time, ...counters } = proxySeries;
    expect([...foreign].sort()).toEqual(
      [
        ...Object.values(counters),
        ...Object.values(deploymentSeries),
        maintenanceSeries,
        ...["bucket", "count", "sum"].map((part) => `${time}_${part}`),
      ].sort(),
    );
    for (const { rules } of groupsOf(object).filter(({ interval }) => interval === "15s"))
      rules.forEach(({ expr }, index) => {
        const before = rules.slice(0, index).flatMap((rule) => (isAlert(rule) ? [] : [rule.record]));
        const own = seriesIn(expr).filter((name) => recorded.includes(name));
        expect(before).toEqual(expect.arrayContaining(own));
      });
  });

  test("speak of the services of their own namespace, each of its own alone", () => {
    for (const { name, rules } of groupsOf(object)) {
      const own = name.replace(/-(objectives|budgets|release)$/u, "");
      for (const { expr, labels } of rules) {
        expect(labels.service).toBe(own);
        for (const [, cluster] of expr.matchAll(/envoy_cluster_name=~"([^"]+)"/gu))
          expect(cluster).toBe(
            `httproute/social-commerce-staging/${own}/rule/[0-9]+/backend/${backendOf(labels.colour)}`,
          );
        for (const [, of] of expr.matchAll(/service="([^"]+)"/gu)) expect(of).toBe(own);
      }
    }
  });

  test("do not change when a release shifts, so that a shift is seen and not redefined", async () => {
    const shifted = services.map((one) => {
      const { blue, green } = one.release;
      return { ...one, release: { blue: { ...blue, weight: 0 }, green: { ...green, weight: 100 } } };
    });
    expect((await build({ services: shifted })).one(prometheusRule).inputs).toEqual(object.inputs);
  });

  test("change with the promise", async () => {
    const [cart, order] = services;
    const looser = { ...cart!, objective: { ...cart!.objective, availabilityPercent: 99 } };
    const changed = (await build({ services: [looser, order!] })).one(prometheusRule);
    expect(alertsOf(changed)[0]?.expr).toContain("> 0.1344 ");
    expect(changed.inputs).not.toEqual(object.inputs);
  });
});
