import type { Colour } from "../config/model";
import type { Answers, Sample } from "./sample";
import type { WatchSettings } from "./settings";

/** What to do about a shift after a look. */
export type Verdict =
  | { readonly kind: "continue"; readonly waitingFor: string }
  | { readonly kind: "promote" }
  | { readonly kind: "roll back"; readonly reason: string };

/** What is watched, and by which numbers. */
export interface WatchedShift {
  /** The colour that received traffic. */
  readonly receiver: Colour;
  /** Whether users are sent to the region. Where none are, readiness alone decides. */
  readonly expectsTraffic: boolean;
  /** The numbers. */
  readonly settings: WatchSettings;
}

/**
 * Judges a shift by everything that was seen of it, oldest first. A pure function of the whole history: no rule counts
 * looks, so that reading one scrape twice changes nothing.
 */
export function judge(history: readonly Sample[], shift: WatchedShift): Verdict {
  const { settings } = shift;
  const now = history.at(-1);
  if (now === undefined) return { kind: "continue", waitingFor: "the first look" };
  const breach = unready(history, shift) ?? overLimits(now, shift) ?? blind(history, shift);
  if (breach !== undefined) return { kind: "roll back", reason: breach };

  const undecided = notYet(now, shift);
  if (undecided === undefined && now.at >= settings.windowSeconds) return { kind: "promote" };
  if (undecided !== undefined && now.at >= settings.holdLimitSeconds) {
    return {
      kind: "roll back",
      reason: `after ${settings.holdLimitSeconds} s still waiting for ${undecided}`,
    };
  }
  return { kind: "continue", waitingFor: undecided ?? "the end of the window" };
}

/** No pod is ready, or some have been unready for longer than a pod may take to start. */
function unready(history: readonly Sample[], { receiver, settings }: WatchedShift): string | undefined {
  const now = history.at(-1);
  if (now?.pods === undefined || allReady(now)) return undefined;
  const { ready, desired } = now.pods;
  if (ready === 0) return `no pod of ${receiver} is ready; ${desired} are wanted`;
  // A look without an answer says nothing, so it ends no stretch of unreadiness.
  const lastReady = history.filter((sample) => allReady(sample)).at(-1)?.at ?? -1;
  const since = history.find(({ at, pods }) => at > lastReady && pods !== undefined)?.at ?? now.at;
  if (now.at - since < settings.readinessGraceSeconds) return undefined;
  return `${desired - ready} of ${receiver}'s ${desired} pods are unready for ${seconds(now.at - since)}`;
}

function allReady({ pods }: Sample): boolean {
  return pods !== undefined && pods.ready > 0 && pods.ready >= pods.desired;
}

/** Too many errors or too slow, in the last minute or since the shift, whichever has requests enough. */
function overLimits({ at, traffic }: Sample, shift: WatchedShift): string | undefined {
  if (traffic === undefined || !shift.expectsTraffic) return undefined;
  const { recentSeconds } = shift.settings;
  return (
    answersOver(traffic.recent, `in the last ${recentSeconds} s`, shift) ??
    answersOver(traffic.sinceShift, `in the ${seconds(at)} since the shift`, shift)
  );
}

function answersOver(
  answers: Answers,
  when: string,
  { receiver, settings }: WatchedShift,
): string | undefined {
  const { requests, failed, timed, totalMs } = answers;
  const { minimumRequests, errorRatio, averageMs } = settings;
  if (requests >= minimumRequests && failed / requests > errorRatio) {
    const allowed = `at most ${percent(errorRatio)} may`;
    return `${percent(failed / requests)} of ${receiver}'s ${Math.round(requests)} requests failed ${when}; ${allowed}`;
  }
  if (timed >= minimumRequests && totalMs / timed > averageMs) {
    return `${receiver} took ${Math.round(totalMs / timed)} ms on average ${when}; at most ${averageMs} ms are allowed`;
  }
  return undefined;
}

/** Nothing was seen for too long. */
function blind(history: readonly Sample[], shift: WatchedShift): string | undefined {
  const now = history.at(-1);
  if (now === undefined) return undefined;
  const missing = unanswered(now, shift);
  if (missing === undefined) return undefined;
  const last = history.filter((sample) => unanswered(sample, shift) === undefined).at(-1)?.at ?? 0;
  if (now.at - last < shift.settings.blindLimitSeconds) return undefined;
  return `${missing} has not answered for ${seconds(now.at - last)}`;
}

function unanswered({ pods, traffic }: Sample, { expectsTraffic }: WatchedShift): string | undefined {
  if (pods === undefined) return "the cluster";
  return expectsTraffic && traffic === undefined ? "Prometheus" : undefined;
}

/** What is still missing before the shift may stand. */
function notYet(now: Sample, shift: WatchedShift): string | undefined {
  const missing = unanswered(now, shift);
  if (missing !== undefined) return `${missing} to answer`;
  if (!allReady(now)) return `every pod of ${shift.receiver} to be ready`;
  const { minimumRequests } = shift.settings;
  const { requests = 0, timed = 0 } = now.traffic?.sinceShift ?? {};
  const judged = Math.min(requests, timed);
  if (!shift.expectsTraffic || judged >= minimumRequests) return undefined;
  return `${minimumRequests} requests to ${shift.receiver}, of which there were ${Math.floor(judged)}`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}

function seconds(time: number): string {
  return `${Math.round(time)} s`;
}
