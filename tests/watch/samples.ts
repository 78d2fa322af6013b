import { watchSettings } from "../../watch/settings";
import type { WatchedShift } from "../../watch/judge";
import type { Answers, Sample } from "../../watch/sample";

export const shift: WatchedShift = { receiver: "green", expectsTraffic: true, settings: watchSettings };

interface AnswersChanges {
  readonly requests?: number;
  readonly failed?: number;
  readonly averageMs?: number;
  readonly timed?: number;
}

/** Answers, well unless they say otherwise. */
export function answers(changes: AnswersChanges = {}): Answers {
  const { requests = 1000, failed = 0, averageMs = 50 } = changes;
  const { timed = requests } = changes;
  return { requests, failed, timed, totalMs: timed * averageMs };
}

/** A look at which everything is well, unless it says otherwise. */
export function sample(at: number, changes: Partial<Sample> = {}): Sample {
  return {
    at,
    pods: { ready: 3, desired: 3 },
    traffic: { recent: answers(), sinceShift: answers() },
    ...changes,
  };
}

/** Looks every ten seconds, from the first to the last. */
export function looks(from: number, to: number, changes: Partial<Sample> = {}): Sample[] {
  const count = Math.floor((to - from) / 10) + 1;
  return Array.from({ length: count }, (_, index) => sample(from + index * 10, changes));
}
