import { controller } from "./autoscaler";
import { simulate, type Scenario, type Second } from "./simulation";

/** How a scenario ends, in its worst phase of scrapes and looks. */
export interface Outcome {
  /** Seconds in which a request found no replica with time for it. */
  readonly shortSeconds: number;
  /** Share of all requests that found none while demand was high, in percent. */
  readonly unmetPercent: number;
  /** Seconds from the start of the rise until every later request is met. */
  readonly metAfter: number;
  /** Most replicas. */
  readonly most: number;
}

/** Second at which demand rises, and that at which it is what it was. */
export const rise = { at: 1800, until: 5400 } as const;

/** A service in production at its profile's size, before and after a rise of its users. */
export const sample = { min: 3, max: 40, requestsPerReplica: 150, usual: 250 } as const;

/** Demand that grows to a multiple within some seconds, stays an hour, and falls back as fast. */
export function surge(factor: number, withinSeconds: number): (second: number) => number {
  return (second) => {
    const up = Math.min(1, Math.max(0, (second - rise.at + 1) / withinSeconds));
    const down = Math.min(1, Math.max(0, (second - rise.until + 1) / withinSeconds));
    return sample.usual * (1 + (factor - 1) * (up - down));
  };
}

/** Replicas that a calendar announces for a multiple of the usual demand, from some minutes before until its end. */
export function announced(factor: number, leadMinutes: number): (second: number) => number {
  const floor = Math.ceil((sample.usual * factor) / sample.requestsPerReplica);
  return (second) => (second >= rise.at - leadMinutes * 60 && second < rise.until ? floor : 0);
}

/** A scenario of the sample's service, but for the phase. */
export function scenario(
  demand: Scenario["demand"],
  more: Pick<Scenario, "floor" | "headroom">,
  seconds: number = rise.until,
): Omit<Scenario, "phase"> {
  const { min, max, requestsPerReplica } = sample;
  return { size: { min, max }, requestsPerReplica, demand, seconds, ...more };
}

/** The worst of all phases. */
export function outcome(of: Omit<Scenario, "phase">): Outcome {
  const runs = Array.from({ length: controller.syncSeconds }, (_, phase) =>
    judge(simulate({ ...of, phase })),
  );
  return {
    shortSeconds: Math.max(...runs.map(({ shortSeconds }) => shortSeconds)),
    unmetPercent: Math.max(...runs.map(({ unmetPercent }) => unmetPercent)),
    metAfter: Math.max(...runs.map(({ metAfter }) => metAfter)),
    most: Math.max(...runs.map(({ most }) => most)),
  };
}

function judge(run: readonly Second[]): Outcome {
  const high = run.slice(rise.at, rise.until);
  const sum = (of: (second: Second) => number): number => high.reduce((total, one) => total + of(one), 0);
  return {
    shortSeconds: high.filter(({ unmet }) => unmet > 0).length,
    unmetPercent: (100 * sum(({ unmet }) => unmet)) / sum(({ asked }) => asked),
    metAfter: high.reduce((last, { unmet }, second) => (unmet > 0 ? second + 1 : last), 0),
    most: Math.max(...run.map(({ replicas }) => replicas)),
  };
}

const rises = [
  ["3 times in 10 minutes", 3, 600],
  ["5 times in 10 minutes", 5, 600],
  ["10 times in 5 minutes", 10, 300],
  ["15 times in 1 minute", 15, 60],
  ["15 times at once", 15, 1],
] as const;

const preparations = [
  ["nothing", 0, false],
  ["room for 12 pods", 12, false],
  ["the calendar's floor, 30 minutes before", 12, true],
] as const;

/** The table of docs/scaling.md, in Markdown. */
export function outcomeTable(): string {
  const rows = rises.flatMap(([title, factor, seconds]) =>
    preparations.map(([prepared, headroom, calendar]) => {
      const floor = calendar ? { floor: announced(factor, 30) } : {};
      const { shortSeconds, unmetPercent, most } = outcome(
        scenario(surge(factor, seconds), { headroom, ...floor }),
      );
      return [title, prepared, `${shortSeconds} s`, `${unmetPercent.toFixed(1)} %`, String(most)];
    }),
  );
  const heading = [
    "users grow",
    "prepared by",
    "too few replicas for",
    "requests unmet in the hour",
    "most replicas",
  ];
  return markdown([heading, ...rows]);
}

/** Columns as wide as their widest cell, as the formatter wants them. */
export function markdown([heading = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = heading.map((_, column) =>
    Math.max(...[heading, ...rows].map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(heading), rule, ...rows.map(line)].join("\n");
}
