import { proxySeries } from "../../components/observability/proxy-metrics";
import type { Colour } from "../../config/model";
import { readTraffic, trafficQuery, type QueryResult } from "../../watch/queries";
import { watchSettings } from "../../watch/settings";
import { series } from "../alerts/traffic";
import { testRules } from "../alerts/promtool";
import { describeWith } from "../support/tools";

const of = { namespace: "shop", service: "cart-service", colour: "green" } as const;
const numbers = { "recent.requests": 90, "sinceShift.totalMs": 7, scrapeAge: 15 };
const results = (of_: Readonly<Record<string, number>>): QueryResult[] =>
  Object.entries(of_).map(([part, value]) => ({ labels: { part }, value }));
const none = { requests: 0, failed: 0, timed: 0, totalMs: 0 };

describe("The answer to the query of a watch", () => {
  test("is read by its parts; what is missing counts nothing", () => {
    expect(readTraffic(results(numbers), watchSettings)).toEqual({
      recent: { ...none, requests: 90 },
      sinceShift: { ...none, totalMs: 7 },
    });
  });

  test.each([NaN, Infinity, -1])("counts nothing where it says %d", (value) => {
    const read = readTraffic(results({ ...numbers, "recent.requests": value }), watchSettings);
    expect(read?.recent.requests).toBe(0);
  });

  test.each([
    ["the proxy was scraped too long ago", { scrapeAge: 60.1 }],
    ["nobody knows when the proxy was scraped", { scrapeAge: NaN }],
  ])("is none where %s", (_, age) => {
    expect(readTraffic(results({ ...numbers, ...age }), watchSettings)).toBeUndefined();
    expect(readTraffic(results({ ...numbers, scrapeAge: 60 }), watchSettings)).toBeDefined();
    expect(readTraffic([], watchSettings)).toBeUndefined();
  });
});

describeWith("promtool", "The query of a watch", (promtool) => {
  const all = (colour: Colour, requests: number, failed: number) => [
    series(colour, proxySeries.members, "3x80"),
    series(colour, proxySeries.answered, `0+${requests}x80`),
    series(colour, proxySeries.byClass, `0+${requests}x80`, { envoy_response_code_class: "2" }),
    ...(failed > 0
      ? [series(colour, proxySeries.byClass, `0+${failed}x80`, { envoy_response_code_class: "5" })]
      : []),
    series(colour, `${proxySeries.time}_count`, `0+${requests}x80`),
    series(colour, `${proxySeries.time}_sum`, `0+${requests * 20}x80`),
  ];
  const ask = (
    elapsed: number,
    second: number,
    input: ReturnType<typeof all>,
    expected: Record<string, number>,
  ) =>
    testRules(promtool, {
      groups: [],
      evaluateEvery: "15s",
      scrapeEvery: "15s",
      input,
      queries: [
        {
          // The last digits are those of a division.
          expr: `round(${trafficQuery(of, elapsed, watchSettings)}, 0.001)`,
          eval_time: `${second}s`,
          exp_samples: Object.entries(expected).map(([part, value]) => ({
            labels: `{part="${part}"}`,
            value,
          })),
        },
      ],
    });

  test("counts the receiving colour alone, over the last minute and since the shift", () => {
    // 15 s hold 100 requests, so a minute 400 and three minutes 1200; blue's are not counted.
    const input = [...all("blue", 900, 900), ...all("green", 100, 40)];
    const expected = {
      "recent.requests": 400,
      "recent.failed": 160,
      "recent.timed": 400,
      "recent.totalMs": 8000,
      "sinceShift.requests": 1200,
      "sinceShift.failed": 480,
      "sinceShift.timed": 1200,
      "sinceShift.totalMs": 24_000,
      scrapeAge: 0,
    };
    expect(ask(179.2, 600, input, expected)).toBe("");
  });

  test("says how old the last scrape is, and has no failures where there never was one", () => {
    const counts = { requests: 400, timed: 400, totalMs: 8000 };
    const expected = Object.fromEntries(
      ["recent", "sinceShift"].flatMap((stretch) =>
        Object.entries(counts).map(([count, value]) => [`${stretch}.${count}`, value]),
      ),
    );
    expect(ask(10, 610, all("green", 100, 0), { ...expected, scrapeAge: 10 })).toBe("");
  });

  test("has no answer where the proxy knows no such colour", () => {
    expect(ask(10, 600, all("blue", 100, 0), {})).toBe("");
  });
});
