import type { Channel } from "./channels";
import { recoveryTiers, scenarios, type Objective, type RecoveryTierName, type Scenario } from "./objectives";

/** The best that a store's channels can do in one scenario, at their worst. */
export interface WorstCase {
  /** The scenario. */
  readonly scenario: Scenario;
  /** What is lost, and how long it takes; absent where no channel helps. */
  readonly worst?: Objective;
  /** The channel that is taken. */
  readonly by?: Channel;
}

/** By which channel a store comes back in each scenario: the one that loses least, and of two that lose the same the faster. */
export function worstCases(channels: readonly Channel[]): WorstCase[] {
  return scenarios.map((scenario) => {
    const helping = channels.flatMap((by) => {
      const worst = by.worst[scenario];
      return worst === undefined ? [] : [{ by, worst }];
    });
    const [best] = helping.sort(
      (left, right) =>
        left.worst.lossMinutes - right.worst.lossMinutes ||
        left.worst.restoreMinutes - right.worst.restoreMinutes,
    );
    return { scenario, ...best };
  });
}

/** A promise that the channels cannot keep. */
export interface BrokenPromise extends WorstCase {
  /** What is promised. */
  readonly promised: Objective;
}

/** What of a tier's promises the channels cannot keep; nothing where they keep them all. */
export function brokenPromises(tier: RecoveryTierName, channels: readonly Channel[]): BrokenPromise[] {
  return worstCases(channels).flatMap((one) => {
    const promised = recoveryTiers[tier][one.scenario];
    const kept =
      one.worst !== undefined &&
      one.worst.lossMinutes <= promised.lossMinutes &&
      one.worst.restoreMinutes <= promised.restoreMinutes;
    return kept ? [] : [{ ...one, promised }];
  });
}

/** `15 min`, `6 h`, `1 d 2 h`. */
export function duration(minutes: number): string {
  const parts = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor((minutes % 1440) / 60), "h"],
    [minutes % 60, "min"],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return shown.length === 0 ? "nothing" : shown.join(" ");
}
