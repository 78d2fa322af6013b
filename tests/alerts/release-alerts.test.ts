import { deploymentSeries } from "../../components/observability/deployment-series";
import { proxySeries } from "../../components/observability/proxy-metrics";
import { releaseAlertNames, releaseRuleGroup } from "../../components/observability/release-alerts";
import type { Colour } from "../../config/model";
import { describeWith } from "../support/tools";
import { testRules, type InputSeries } from "./promtool";
import { namespace, series, service } from "./traffic";

const groups = [
  releaseRuleGroup(service, { namespace, windowDays: 28, runbooks: "https://runbooks.example.com" }),
];

/** Some scrapes, one each 15 s: requests of one colour in each, those of them that failed, and the time of one. */
interface Stretch {
  readonly scrapes: number;
  readonly requests: number;
  readonly failed?: number;
  readonly ms?: number;
}

function counter(stretches: readonly Stretch[], of: (stretch: Stretch) => number): string {
  let reached = 0;
  const parts = stretches.map((stretch) => {
    const step = of(stretch);
    const part = `${reached + step}+${step}x${stretch.scrapes - 1}`;
    reached += step * stretch.scrapes;
    return part;
  });
  return ["0", ...parts].join(" ");
}

function colour(which: Colour, stretches: readonly Stretch[]): InputSeries[] {
  const requests = counter(stretches, (one) => one.requests);
  const failed = counter(stretches, ({ failed: some = 0 }) => some);
  return [
    series(which, proxySeries.answered, requests),
    series(which, proxySeries.byClass, requests, { envoy_response_code_class: "2" }),
    series(which, proxySeries.byClass, failed, { envoy_response_code_class: "5" }),
    series(which, `${proxySeries.time}_count`, requests),
    series(
      which,
      `${proxySeries.time}_sum`,
      counter(stretches, ({ requests: all, ms = 50 }) => all * ms),
    ),
  ];
}

const pods = (which: Colour, desired: string, ready: string): InputSeries[] => {
  const of = `{namespace="${namespace}",deployment="${service}-${which}"}`;
  return [
    { series: `${deploymentSeries.desired}${of}`, values: desired },
    { series: `${deploymentSeries.ready}${of}`, values: ready },
  ];
};

const calm: Stretch = { scrapes: 40, requests: 100 };
const { errors, slow, unready } = releaseAlertNames;

/** What fires at which seconds: `ReleaseSlow green`. */
type Told = readonly (readonly [second: number, alerts: readonly string[]])[];

const scenarios: readonly (readonly [name: string, input: readonly InputSeries[], told: Told])[] = [
  [
    "tell of a colour that fails 40 % of a tenth of the requests, which are 4 % of all",
    [
      ...colour("blue", [{ scrapes: 80, requests: 900 }]),
      ...colour("green", [calm, { scrapes: 40, requests: 100, failed: 40 }]),
    ],
    // 600 s are calm. 40 % are over 5 % of five minutes within 38 s; then three minutes pass.
    [
      [600, []],
      [780, []],
      [840, [`${errors} green`]],
    ],
  ],
  [
    "tell of blue, too",
    colour("blue", [calm, { scrapes: 40, requests: 100, failed: 100 }]),
    [
      [770, []],
      [840, [`${errors} blue`]],
    ],
  ],
  [
    "say nothing of a failure that a run took back within a minute",
    colour("green", [calm, { scrapes: 4, requests: 100, failed: 100 }, { scrapes: 40, requests: 0 }]),
    [660, 720, 780, 840, 900, 960].map((second) => [second, []] as const),
  ],
  [
    "end within a minute and a scrape of the repair",
    colour("green", [
      { scrapes: 40, requests: 100, failed: 40 },
      { scrapes: 40, requests: 100 },
    ]),
    [
      [600, [`${errors} green`]],
      [675, []],
    ],
  ],
  [
    "wait until the five minutes as a whole are over the limits, not the last one alone",
    colour("green", [
      { scrapes: 40, requests: 10_000 },
      { scrapes: 40, requests: 10, failed: 5, ms: 5000 },
    ]),
    [
      [840, []],
      [900, []],
      [1140, [`${errors} green`, `${slow} green`]],
    ],
  ],
  [
    "say nothing at exactly 5 %, nor at exactly 1000 ms",
    colour("green", [{ scrapes: 80, requests: 100, failed: 5, ms: 1000 }]),
    [[1200, []]],
  ],
  [
    "tell just above 5 %, and just above 1000 ms",
    colour("green", [{ scrapes: 80, requests: 1000, failed: 51, ms: 1001 }]),
    [[1200, [`${errors} green`, `${slow} green`]]],
  ],
  [
    "tell of slowness alone, and end with it",
    colour("green", [
      { scrapes: 40, requests: 100, ms: 5000 },
      { scrapes: 40, requests: 100, ms: 20 },
    ]),
    [
      [600, [`${slow} green`]],
      [675, []],
    ],
  ],
  [
    "say nothing of fewer than 100 requests",
    colour("green", [{ scrapes: 80, requests: 4, failed: 4, ms: 9000 }]),
    [[1200, []]],
  ],
  [
    "tell from 100 requests on",
    colour("green", [{ scrapes: 80, requests: 6, failed: 6, ms: 9000 }]),
    [[1200, [`${errors} green`, `${slow} green`]]],
  ],
  ["say nothing where there are no requests", colour("green", [{ scrapes: 80, requests: 0 }]), [[1200, []]]],
  [
    "go on telling when the proxy starts anew and counts from 0",
    colour("green", [{ scrapes: 40, requests: 100, failed: 40 }]).map(({ series: name, values }) => ({
      series: name,
      values: `${values} ${values.replace(/^0 /u, "")}`,
    })),
    [
      [600, [`${errors} green`]],
      [630, [`${errors} green`]],
      [900, [`${errors} green`]],
    ],
  ],
  [
    "tell of unready pods after two minutes, where requests are sent to them",
    [...colour("green", [{ scrapes: 80, requests: 1 }]), ...pods("green", "5x80", "5x40 4x40")],
    [
      [720, []],
      [750, [`${unready} green`]],
    ],
  ],
  [
    "say nothing of unready pods in maintenance, and all of what users notice of them",
    [
      ...colour("green", [{ scrapes: 80, requests: 100, failed: 40 }]),
      ...pods("green", "5x80", "4x80"),
      // Until 750 s; two minutes after it the silence is over.
      { series: `platform:maintenance{namespace="${namespace}"}`, values: "1x50 stale" },
      { series: 'platform:maintenance{namespace="other"}', values: "1x80" },
    ],
    [
      [735, [`${errors} green`]],
      [1050, [`${errors} green`, `${unready} green`]],
    ],
  ],
  [
    "say nothing of unready pods that nobody asks, of another service's, or of a colour that starts",
    [
      ...colour("green", [{ scrapes: 80, requests: 1 }]),
      ...colour("blue", [{ scrapes: 80, requests: 0 }]),
      ...pods("green", "5x80", "5x40 4x7 5x33"),
      ...pods("blue", "5x80", "0x80"),
      {
        series: `${deploymentSeries.desired}{namespace="other",deployment="${service}-green"}`,
        values: "9x80",
      },
    ],
    [
      [750, []],
      [1200, []],
    ],
  ],
];

describeWith("promtool", "The alerts of a release", (promtool) => {
  test.each(scenarios)("%s", (_, input, told) => {
    const queries = told.map(([second, alerts]) => ({
      expr: 'count by (alertname, colour) (ALERTS{alertstate="firing",severity="critical"})',
      eval_time: `${second}s`,
      exp_samples: alerts.map((one) => {
        const [alertname = "", which = ""] = one.split(" ");
        return { labels: `{alertname="${alertname}",colour="${which}"}`, value: 1 };
      }),
    }));
    const test = { groups, evaluateEvery: "15s", scrapeEvery: "15s", input, queries };
    expect(testRules(promtool, test)).toBe("");
  });

  test("say which colour of which service, what is allowed and where to read on", () => {
    const input = [
      ...colour("green", [{ scrapes: 80, requests: 100, failed: 40, ms: 2000 }]),
      ...pods("green", "5x80", "3x80"),
    ];
    const at = (alertname: string, summary: string, description: string) => ({
      alertname,
      eval_time: "1200s",
      exp_alerts: [
        {
          exp_labels: { severity: "critical", service, colour: "green" },
          exp_annotations: {
            summary,
            description,
            runbook_url: `https://runbooks.example.com/${alertname}.md`,
          },
        },
      ],
    });
    const alerts = [
      at(
        errors,
        "cart-service: green fails",
        "40% of green's requests failed within 300 s; at most 5 % may.",
      ),
      at(
        slow,
        "cart-service: green is slow",
        "green took 2k ms on average within 300 s; at most 1000 ms are allowed.",
      ),
      at(
        unready,
        "cart-service: green has unready pods",
        "2 of green's pods are unready, longer than the 120 s that a pod may take to start.",
      ),
    ];
    const test = { groups, evaluateEvery: "15s", scrapeEvery: "15s", input, alerts };
    expect(testRules(promtool, test)).toBe("");
  });
});
