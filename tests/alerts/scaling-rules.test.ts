import { liveProxies, proxySeries } from "../../components/observability/proxy-metrics";
import { deploymentSeries } from "../../components/observability/deployment-series";
import { scalingRuleGroup } from "../../components/observability/scaling-group";
import { scalingLabels, scalingSeries } from "../../components/observability/scaling-series";
import { externalRules } from "../../components/region/operators/external-metrics";
import { autoscalerSpec } from "../../components/service/autoscaling";
import { calendarFloorSignal, serviceSignals } from "../../components/service/signals";
import { colours } from "../../config/model";
import { describeWith } from "../support/tools";
import { checkRules, testRules, type InputSeries, type QueryTest } from "./promtool";
import { namespace, series, service } from "./traffic";

const backlog = "cart_queue_messages";
const plain = scalingRuleGroup(namespace, { name: service });
const queued = scalingRuleGroup(namespace, { name: service, backlog });

/** What an autoscaler asks for, in the words of prometheus-adapter: its template, filled. */
function asked(name: string, selector: Readonly<Record<string, string>>): string {
  const rule = externalRules().find(({ name: { as } }) => as === name)!;
  const matchers = Object.entries({ namespace, ...selector }).map(([key, value]) => `${key}="${value}"`);
  return rule.metricsQuery.replace("<<.Series>>", name).replace("<<.LabelMatchers>>", matchers.join(","));
}

const blue = { service, colour: "blue" };
const labelsOf = (colour: string): string =>
  `{colour="${colour}", namespace="${namespace}", service="${service}"}`;

/** The value that the autoscaler of blue gets at a time; none where there is no sample. */
const answers = (name: string, eval_time: string, ...values: number[]): QueryTest => ({
  expr: asked(name, blue),
  eval_time,
  exp_samples: values.map((value) => ({ labels: labelsOf("blue"), value })),
});

/** Without the last digits, which are those of an extrapolation. */
const rounded = (query: QueryTest): QueryTest => ({ ...query, expr: `round(${query.expr}, 0.001)` });

const live: InputSeries = { series: `${liveProxies}{pod="proxy-0"}`, values: "1x400" };
const pods = (values: string): InputSeries => ({
  series: `${deploymentSeries.desired}{namespace="${namespace}",deployment="${service}-blue"}`,
  values,
});
/** 150 requests in each scrape of 15 s, 100 of them timed, of which each takes so many milliseconds for so many scrapes. */
function requests(...phases: readonly (readonly [scrapes: number, ms: number])[]): InputSeries[] {
  let reached = 0;
  const sum = phases.map(([scrapes, ms]) => {
    const part = `${reached + 100 * ms}+${100 * ms}x${scrapes - 1}`;
    reached += 100 * ms * scrapes;
    return part;
  });
  return [
    series("blue", proxySeries.answered, "0+150x400"),
    series("blue", `${proxySeries.time}_count`, "0+100x400"),
    series("blue", `${proxySeries.time}_sum`, ["0", ...sum].join(" ")),
  ];
}

const waiting = (values: string): InputSeries[] =>
  ["blue-0", "blue-1"].map((pod) => ({
    series: `${backlog}{namespace="${namespace}",app_kubernetes_io_name="${service}",colour="blue",pod="${pod}"}`,
    values,
  }));

describe("What autoscalers ask for", () => {
  const signals = [...serviceSignals({ requestsPerReplica: 75, backlog }), calendarFloorSignal];
  const { metrics = [] } = autoscalerSpec({
    deployment: "cart-service-blue",
    ...{ service, colour: "blue", size: { min: 1, max: 2 }, signals },
  }) as { metrics?: { external?: { metric: { name: string; selector: { matchLabels: object } } } }[] };
  const external = metrics.flatMap((one) => one.external?.metric ?? []);

  test("is served, each by a rule of its own, and nothing else is", () => {
    expect(external.map(({ name }) => name).sort()).toEqual(
      externalRules()
        .map(({ name }) => name.as)
        .sort(),
    );
    for (const { name, seriesQuery, resources } of externalRules()) {
      expect(new RegExp(name.matches, "u").test(name.as)).toBe(true);
      expect(seriesQuery.startsWith(`${name.as}{`)).toBe(true);
      expect(resources.overrides).toEqual({ namespace: { resource: "namespace" } });
    }
  });

  test("is recorded for both colours under the labels that are selected, but for what the calendar records", () => {
    const recorded = queued.rules.flatMap((rule) => ("record" in rule ? [rule] : []));
    for (const { name, selector } of external.filter((one) => one.name !== calendarFloorSignal.series)) {
      const own = recorded.filter(({ record }) => record === name);
      expect(own.map(({ labels }) => labels.colour)).toEqual([...colours]);
      for (const { labels } of own) expect(Object.keys(labels).sort()).toEqual([...scalingLabels].sort());
      expect(own[0]!.labels).toEqual({ namespace, ...selector.matchLabels });
    }
  });

  test("has a backlog where the service follows queues, as where its pods tell", () => {
    const queueBacklogs = [{ queue: "cart-orders", perReplica: 7 }];
    expect(serviceSignals({ requestsPerReplica: 75, queueBacklogs })).toEqual(
      serviceSignals({ requestsPerReplica: 75, backlog }),
    );
  });

  test("has no backlog where the service names none", () => {
    const names = serviceSignals({ requestsPerReplica: 75 }).map((signal) => signal.series);
    expect(names).toEqual([scalingSeries.requestRate, scalingSeries.slow, scalingSeries.held]);
    expect(plain.rules.map((rule) => ("record" in rule ? rule.record : ""))).not.toContain(
      scalingSeries.backlog,
    );
  });
});

describeWith("promtool", "The series of autoscalers", (promtool) => {
  const passes = (input: readonly InputSeries[], ...queries: QueryTest[]): void => {
    const groups = [queued];
    expect(testRules(promtool, { groups, evaluateEvery: "15s", scrapeEvery: "15s", input, queries })).toBe(
      "",
    );
  };

  test("are rules that Prometheus takes", () => {
    expect(checkRules(promtool, [plain, { ...queued, name: "queued" }].slice(0, 1))).toBe("");
    expect(checkRules(promtool, [queued])).toBe("");
  });

  test("count the requests a second of one colour", () => {
    const green = series("green", proxySeries.answered, "0+9000x400");
    passes(
      [live, pods("3x400"), ...requests([400, 100]), green],
      rounded(answers(scalingSeries.requestRate, "5m", 10)),
    );
  });

  test("are 0 while a colour has no requests, and not there while no proxy is read", () => {
    const names = [scalingSeries.requestRate, scalingSeries.slow, scalingSeries.held];
    passes([live, pods("3x400")], ...names.map((name) => answers(name, "30m", 0)));
    passes([pods("3x400")], ...names.map((name) => answers(name, "30m")));
  });

  test("ask for two pods more, five minutes apart, once answers took more than 2 s for five minutes", () => {
    // Quick for 10 minutes, then slow. The autoscaler follows within a minute.
    const sizes = pods("3x63 5x20 7x300");
    passes(
      [live, sizes, ...requests([40, 100], [360, 3000])],
      answers(scalingSeries.slow, "14m", 0),
      answers(scalingSeries.slow, "16m", 5),
      answers(scalingSeries.slow, "20m", 5),
      answers(scalingSeries.slow, "22m", 7),
    );
  });

  test("ask for nothing while answers take 2 s, or were slow for less than five minutes", () => {
    passes([live, pods("3x400"), ...requests([400, 2000])], answers(scalingSeries.slow, "30m", 0));
    passes(
      [live, pods("3x400"), ...requests([40, 100], [16, 3000], [300, 100])],
      ...[13, 14, 15, 16].map((minute) => answers(scalingSeries.slow, `${minute}m`, 0)),
    );
  });

  test("take a step that the autoscaler's tolerance does not swallow", () => {
    passes([live, pods("40x400"), ...requests([400, 3000])], answers(scalingSeries.slow, "20m", 46));
  });

  test("keep what is there until answers were quicker than 500 ms for a quarter of an hour", () => {
    passes(
      [live, pods("9x400"), ...waiting("0x400"), ...requests([40, 500], [360, 499])],
      answers(scalingSeries.held, "10m", 9),
      answers(scalingSeries.held, "24m30s", 9),
      answers(scalingSeries.held, "27m", 0),
    );
  });

  test("keep what is there while ten messages wait, as one pod reports them and not two", () => {
    passes(
      [live, pods("9x400"), ...requests([400, 100]), ...waiting("9x79 10x20 9x300")],
      answers(scalingSeries.held, "19m", 0),
      answers(scalingSeries.held, "21m", 9),
      answers(scalingSeries.held, "39m", 9),
      answers(scalingSeries.held, "41m", 0),
    );
  });

  const ofQueue = (queue: string, values: string): InputSeries => ({
    series: `aws_sqs_approximate_number_of_messages_visible_maximum{dimension_QueueName="${namespace}-${queue}",namespace="monitoring",region="us-east-1"}`,
    values,
  });
  const green = (values: string): InputSeries => ({
    series: `${deploymentSeries.desired}{namespace="${namespace}",deployment="${service}-green"}`,
    values,
  });
  const following = scalingRuleGroup(namespace, {
    name: service,
    queueBacklogs: [
      { queue: "cart-orders", perReplica: 100 },
      { queue: "cart-products", perReplica: 25 },
    ],
  });
  const follows = (input: readonly InputSeries[], ...queries: QueryTest[]): void => {
    const groups = [following];
    expect(checkRules(promtool, groups)).toBe("");
    expect(testRules(promtool, { groups, evaluateEvery: "15s", scrapeEvery: "15s", input, queries })).toBe(
      "",
    );
  };

  test("share what is in a service's queues out by the pods of its colours, in hundreds for each replica", () => {
    const queues = [ofQueue("cart-orders", "0x39 600x400"), ofQueue("cart-products", "0x39 50x400")];
    const others = [ofQueue("cart", "9000x400"), ofQueue("cart-orders_dead", "9000x400")];
    // 600 of the one and 50 of the other, of which a replica bears a quarter as many: 800 in all.
    follows(
      [live, pods("3x400"), green("1x400"), ...queues, ...others],
      answers(scalingSeries.backlog, "12m", 0),
      answers(scalingSeries.backlog, "13m30s", 600),
    );
    follows([live, pods("3x400"), green("0x400"), ...queues], answers(scalingSeries.backlog, "13m30s", 800));
    // Two exporters while one is replaced.
    const twice = { ...queues[0]!, series: queues[0]!.series.replace("us-east-1", "us-east-2") };
    follows([live, pods("1x400"), ...queues, twice], answers(scalingSeries.backlog, "13m30s", 800));
  });

  test("keep what is there while a replica's tenth waits in the queues", () => {
    const empty = ofQueue("cart-products", "0x400");
    follows(
      [
        live,
        pods("9x400"),
        green("0x400"),
        ...requests([400, 100]),
        empty,
        ofQueue("cart-orders", "9x79 10x20 9x300"),
      ],
      answers(scalingSeries.held, "19m", 0),
      answers(scalingSeries.held, "21m", 9),
      answers(scalingSeries.held, "41m", 0),
    );
  });

  test("tell of no queue while one of them is not measured, or the service sleeps", () => {
    const [one, other] = [ofQueue("cart-orders", "600x400"), ofQueue("cart-products", "600x400")];
    follows([live, pods("3x400"), green("1x400"), one], answers(scalingSeries.backlog, "12m"));
    follows([live, pods("0x400"), green("0x400"), one, other], answers(scalingSeries.backlog, "12m"));
    follows([live, pods("3x400"), green("1x400")], answers(scalingSeries.held, "30m", 0));
  });

  test("tell what has been waiting for three minutes, and nothing where no pod reports", () => {
    passes(
      [live, pods("3x400"), ...waiting("0x39 500x400")],
      answers(scalingSeries.backlog, "12m", 0),
      answers(scalingSeries.backlog, "13m30s", 500),
    );
    passes([live, pods("3x400")], answers(scalingSeries.backlog, "12m"));
  });
});
