import type { Problem } from "../config/problems";
import type { Observed, ReleaseFacts, Step } from "./facts";

/**
 * When guards are asked: when a stack file is checked; before a migration is made; before pods are made or made anew;
 * before a route is made or changed. All but the first are moments of an update, in its preview as well.
 */
export type Moment = "file" | "migration" | "pods" | "route";

/** What a guard refuses, in words for the person who made the edit. */
export type Judge = (release: ReleaseFacts, step?: Step, observed?: Observed) => readonly Problem[];

/** One rule about releases: what it refuses, why, what to do, and the pure function that decides. */
export interface Guard {
  /** Stands with each refusal, and never for another rule. */
  readonly code: `REL-${string}`;
  /** Complete sentence: what is refused, and why. */
  readonly refuses: string;
  /** What to do, whatever the values are. */
  readonly remedy: string;
  /** When it is asked. */
  readonly asked: readonly Moment[];
  /** What of the cluster it must be told, in words; without that it is silent. */
  readonly needs?: string;
  /** Decides. What it does not know, it does not judge; it never throws. */
  readonly judge: Judge;
}
