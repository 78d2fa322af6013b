import { burnTiers, burnWindowsMinutes, duration } from "../../../components/observability/burn-rate";
import { objectives } from "../../../components/observability/objective";
import { clusterPattern, timeBucketsMs } from "../../../components/observability/proxy-metrics";

const namespace = "social-commerce-staging";
const promise = { availabilityPercent: 99.95, latencyMs: 500, latencyPercent: 99 };

describe("The rate at which a budget burns", () => {
  test.each([
    [28, [13.44, 5.6, 2.8, 14 / 15]],
    [30, [14.4, 6, 3, 1]],
  ])("speaks over %i days at the factors %j", (days, factors) => {
    const tiers = burnTiers(days);
    expect(tiers).toHaveLength(4);
    factors.forEach((factor, index) => {
      expect(tiers[index]?.factor).toBeCloseTo(factor, 10);
    });
  });

  test.each([28, 30])("spends 2, 5, 10 and 10 % of the budget of %i days before it speaks", (days) => {
    const spent = burnTiers(days).map(({ factor, longMinutes }) => (factor * longMinutes) / (days * 1440));
    [0.02, 0.05, 0.1, 0.1].forEach((share, index) => {
      expect(spent[index]).toBeCloseTo(share, 10);
    });
  });

  test("is measured over a long window that decides, and one twelfth of it that ends the alert", () => {
    const windows = burnTiers(28).map(({ severity, longMinutes, shortMinutes }) => [
      severity,
      duration(longMinutes),
      duration(shortMinutes),
    ]);
    expect(windows).toEqual([
      ["critical", "1h", "5m"],
      ["critical", "6h", "30m"],
      ["warning", "1d", "2h"],
      ["warning", "3d", "6h"],
    ]);
    for (const { longMinutes, shortMinutes } of burnTiers(28)) expect(longMinutes / shortMinutes).toBe(12);
  });

  test("needs each window once, shortest first", () => {
    expect(burnWindowsMinutes).toEqual([5, 30, 60, 120, 360, 1440, 4320]);
  });

  test.each([
    [5, "5m"],
    [30, "30m"],
    [60, "1h"],
    [90, "90m"],
    [360, "6h"],
    [1440, "1d"],
    [4320, "3d"],
  ])("writes %i minutes as Prometheus does: %s", (minutes, text) => {
    expect(duration(minutes)).toBe(text);
  });
});

describe("The objectives of a service", () => {
  test.each([
    [99.95, 99, 0.0005, 0.01],
    [99.99, 99.9, 0.0001, 0.001],
    [99.9, 95, 0.001, 0.05],
    [99.7, 97.3, 0.003, 0.027],
    [99, 99.5, 0.01, 0.005],
  ])(
    "of %d %% and %d %% leave budgets of %d and %d, exactly",
    (availabilityPercent, latencyPercent, ...budgets) => {
      const all = objectives(namespace, "cart-service", { ...promise, availabilityPercent, latencyPercent });
      expect(all.map(({ kind }) => kind)).toEqual(["availability", "latency"]);
      expect(all.map(({ budget }) => budget)).toEqual(budgets);
    },
  );

  test("are measured by the counters of the gateway's proxy, both colours together", () => {
    const clusters =
      'envoy_cluster_name=~"httproute/social-commerce-staging/cart-service/rule/[0-9]+/backend/[01]"';
    const rate = (series: string, more = ""): string => `sum(rate(${series}{${clusters}${more}}[5m]))`;
    const [availability, latency] = objectives(namespace, "cart-service", promise);
    const answered = rate("envoy_cluster_upstream_rq_completed");
    const failed = rate("envoy_cluster_upstream_rq_xx", ',envoy_response_code_class="5"');
    expect(availability).toMatchObject({ bad: `${failed} or 0 * ${answered}`, total: answered });
    const timed = rate("envoy_cluster_upstream_rq_time_count");
    const inTime = rate("envoy_cluster_upstream_rq_time_bucket", ',le=~"500([.]0)?"');
    expect(latency).toMatchObject({ bad: `${timed} - ${inTime}`, total: timed });
  });

  test.each([...timeBucketsMs])(
    "find the bound of %i ms in whichever form it was scraped, and no other",
    (latencyMs) => {
      const [, latency] = objectives(namespace, "cart-service", { ...promise, latencyMs });
      const [, pattern = ""] = /le=~"([^"]+)"/u.exec(latency!.bad) ?? [];
      const matching = timeBucketsMs
        .flatMap((bound) => [String(bound), `${bound}.0`])
        .filter((text) => new RegExp(`^(?:${pattern})$`, "u").test(text));
      expect(matching).toEqual([String(latencyMs), `${latencyMs}.0`]);
    },
  );
});

describe("The proxy's clusters of a service", () => {
  test("are one for each colour, in the order in which the route has them", () => {
    const name = "httproute/social-commerce-staging/cart-service/rule/2/backend";
    const one = (colour: "blue" | "green"): RegExp =>
      new RegExp(`^(?:${clusterPattern(namespace, "cart-service", colour)})$`, "u");
    expect([0, 1].map((backend) => one("blue").test(`${name}/${backend}`))).toEqual([true, false]);
    expect([0, 1].map((backend) => one("green").test(`${name}/${backend}`))).toEqual([false, true]);
    const both = new RegExp(`^(?:${clusterPattern(namespace, "cart-service")})$`, "u");
    expect([0, 1, 2].map((backend) => both.test(`${name}/${backend}`))).toEqual([true, true, false]);
    expect(both.test(`${name.replace("cart", "old-cart")}/0`)).toBe(false);
    expect(both.test(`${name.replace("-service/", "-service.preview/")}/0`)).toBe(false);
  });

  test("have a histogram with Envoy's own bounds, one of which each objective names", () => {
    expect([...timeBucketsMs]).toEqual([5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000]);
  });
});
