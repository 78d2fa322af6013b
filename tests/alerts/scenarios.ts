import { proxySeries } from "../../components/observability/proxy-metrics";
import type { InputSeries } from "./promtool";
import { burning, healthy, outage, series, traffic, type Phase } from "./traffic";

/** An alert that somebody is told: its page's name in short, and its objective. */
export type Told = `${"fast" | "slow"} ${"availability" | "latency"}` | "unmeasured";

/** What happens, and who is told of it when. */
export interface Scenario {
  /** What the alerts do, as the end of a sentence. */
  readonly name: string;
  /** Minutes between two evaluations: few where minutes matter, many where days pass. */
  readonly every: number;
  readonly input: readonly InputSeries[];
  /** All that is told, by the minute; a minute counts from `start`. */
  readonly told: readonly (readonly [minute: number, alerts: readonly Told[]])[];
  /** Minutes before the story begins. */
  readonly start: number;
  /** Budget that is left at the end. */
  readonly budget?: number;
}

const fast: readonly Told[] = ["fast availability", "fast latency"];
const slow: readonly Told[] = ["slow availability", "slow latency"];

interface Story extends Omit<Scenario, "input" | "start"> {
  readonly before: Phase;
  readonly then: readonly Phase[];
}

function story({ before, then, ...rest }: Story, spread = {}): Scenario {
  return { ...rest, start: before.minutes, input: traffic([before, ...then], spread) };
}

const day = 1440;
const days3 = 3 * day;

// In the sums, n evaluations burn at b times the allowed rate in a window of N, and there were w times as many requests
// before: the window burns at n·b / (n + (N − n)·w). The thresholds over 28 days are 13.44, 5.6, 2.8 and 0.9333.
const hourTier = {
  every: 5,
  before: burning(day / 2, 0, 72),
  then: [burning(55, 20, 36), burning(20, 5, 36)],
  // N = 12, w = 2. n = 9: 180/15 = 12.0; n = 10: 200/14 = 14.3. Over six hours 220/133 = 1.7 at most.
  // 20 minutes more at 5: the hour still burns at 225/12 = 18.8, the last five minutes do not.
  told: [
    [45, []],
    [50, fast],
    [55, fast],
    [60, []],
  ],
} as const;

/** Every budget scenario: one for each tier alone, then the edges. */
export const scenarios: readonly Scenario[] = [
  story({ name: "tell at once of a fast burn within the hour, and stop five minutes after it", ...hourTier }),
  story({ name: "read the histogram's bound as 500.0, too", ...hourTier }, { bound: "500.0" }),
  story({
    name: "tell at once of a moderate burn after hours, by the six-hour window alone",
    every: 15,
    before: burning(day, 0, 32),
    then: [burning(345, 8, 16), burning(30, 2.5, 8), burning(15, 8, 8)],
    // N = 24, w = 2. n = 19: 152/29 = 5.2; n = 20: 160/28 = 5.7. The hour never burns faster than 8.
    // Afterwards the last half hour burns at (8 + 1.25)/1.5 = 6.2, then at 2.5, then at (1.25 + 4)/1 = 5.3.
    told: [
      [285, []],
      [300, fast],
      [345, fast],
      [360, fast],
      [375, []],
      [390, []],
    ],
  }),
  story({
    name: "tell in working hours of a day that burns, by the day's window alone",
    every: 15,
    before: burning(day, 0, 50),
    then: [burning(1380, 5.5, 5), burning(135, 1.5, 2.5)],
    // N = 96, w = 10. n = 87: 478.5/177 = 2.70; n = 88: 484/168 = 2.88. All of the days burn at 506/1052 = 0.48 at most.
    // Of the last two hours' 8 evaluations, k are over, with half the requests: k = 4: 25/6 = 4.2, k = 6: 15.5/5 = 3.1,
    // k = 7: 10.75/4.5 = 2.4.
    told: [
      [1305, []],
      [1320, slow],
      [1440, slow],
      [1470, slow],
      [1485, []],
      [1515, []],
    ],
  }),
  story({
    name: "tell in working hours of days that burn slowly, by the three-day window alone",
    every: 30,
    before: burning(days3, 0, 12),
    then: [burning(2250, 2.7, 6), burning(360, 0.5, 6)],
    // N = 144, w = 2. n = 73: 197.1/215 = 0.917; n = 74: 199.8/214 = 0.934. The day burns at 2.7 at most.
    // Of the last six hours' 12 evaluations, k are over: k = 4: 1.97, k = 9: 1.05, k = 10: 0.87, k = 12: 0.5.
    told: [
      [2190, []],
      [2220, slow],
      [2370, slow],
      [2520, slow],
      [2550, []],
      [2610, []],
    ],
  }),
  story(
    {
      name: "say nothing of fewer than ten broken promises, even when every request breaks them",
      every: 30,
      before: healthy(days3, 0.025),
      then: [outage(90, 0.125)],
      // 3.75 every half hour: 3.75, 7.5, 11.25; and 1.4 of a hundred over three days at first, where 0.9 are too many.
      told: [
        [30, []],
        [60, []],
        [90, [...fast, ...slow]],
      ],
    },
    { greenBroken: 0.5 },
  ),
  story({
    name: "leave the whole budget where nothing failed, and no error was ever counted",
    every: 15,
    before: healthy(60, 600),
    then: [healthy(60, 600)],
    told: [[60, []]],
    budget: 1,
  }),
  story({
    name: "leave half the budget where half of it is spent",
    every: 15,
    before: burning(15, 0.5, 6000),
    then: [burning(225, 0.5, 6000)],
    told: [[225, []]],
    budget: 0.5,
  }),
  {
    name: "say nothing where pods are known and nobody asks them",
    every: 1,
    start: 0,
    input: [series("blue", proxySeries.members, "3x60")],
    told: [[60, []]],
  },
  {
    name: "say nothing where green alone has pods",
    every: 1,
    start: 0,
    input: [series("blue", proxySeries.members, "0x60"), series("green", proxySeries.members, "3x60")],
    told: [[60, []]],
  },
  ...[
    ["no pod is known", "3x29 0x30"],
    ["nothing is reported", "3x29 stale"],
  ].map(([what = "", values = ""]): Scenario => ({
    name: `tell after five minutes that ${what}`,
    every: 1,
    start: 30,
    input: [series("blue", proxySeries.members, values)],
    told: [
      [4, []],
      [5, ["unmeasured"]],
    ],
  })),
  story(
    {
      name: "tell of an outage after two minutes, of its lateness after ten, and stop when it is over",
      every: 1,
      before: healthy(360, 600),
      then: [outage(20, 600), healthy(40, 600)],
      // A rate over five minutes of one sample each knows four increases, so n minutes weigh n − 1.5 from the fourth on:
      // 0.25, 0.75, 1.5, 2.5, 3.5 … An outage burns 2000 of one budget, 100 of the other. The hour: 0.25·2000/60 = 8.3,
      // 0.75·2000/60 = 25; 7.5·100/60 = 12.5, 8.5·100/60 = 14.2. There are six hours of history, and so the days
      // burn as six hours do: 0.25·2000/361 = 1.4; 2.5·100/364 = 0.69, 3.5·100/365 = 0.96.
      // Afterwards lateness, 18.5·100/360 = 5.1 over six hours, is over with the five minutes, failure with the half hour.
      told: [
        [0, []],
        [1, ["slow availability"]],
        [2, ["fast availability", "slow availability"]],
        [9, ["fast availability", ...slow]],
        [10, [...fast, ...slow]],
        [23, [...fast, ...slow]],
        [24, ["fast availability", ...slow]],
        [52, ["fast availability", ...slow]],
        [53, slow],
      ],
    },
    { greenBroken: 0.5 },
  ),
  story(
    {
      name: "say nothing of a spike of five minutes that is over",
      every: 5,
      before: burning(day / 2, 0, 6000),
      then: [burning(5, 100, 6000), burning(60, 0, 6000)],
      // 100/12 = 8.3 over the hour, 100/72 = 1.4 over six, 100/145 = 0.69 over all.
      told: [
        [5, []],
        [10, []],
        [65, []],
      ],
    },
    { greenBroken: 0.5 },
  ),
  story({
    name: "say nothing just below the threshold of the hour",
    every: 5,
    before: burning(day / 2, 0, 12_000),
    then: [burning(70, 13.3, 6000)],
    told: [
      [55, []],
      [70, []],
    ],
  }),
  story({
    name: "say nothing just below the threshold of six hours",
    every: 15,
    before: burning(day, 0, 12_000),
    then: [burning(420, 5.5, 6000)],
    told: [
      [360, []],
      [420, []],
    ],
  }),
  story({
    name: "say nothing just below the threshold of three days",
    every: 30,
    before: burning(30, 0.92, 6000),
    then: [burning(days3, 0.92, 6000)],
    told: [
      [day, []],
      [days3, []],
    ],
  }),
];
