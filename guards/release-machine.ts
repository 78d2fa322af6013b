import { colours, type Colour } from "../config/model";
import type { Problem } from "../config/problems";
import type { ColourChange, Observed, ReleaseFacts, Step, Weights } from "./facts";
import { isProven, markOf, type WatchedMark } from "./marks";
import { releaseProblems } from "./release";
import { other, shiftOf, weightsOf } from "./shift";

/** Where a release of one service in one region stands. */
export interface ReleaseState {
  /** The release as the stack file has it, after the last edit that was accepted. */
  readonly file: ReleaseFacts;
  /** Shares of the live route. After a rollback they are not those of the file. */
  readonly live: Weights;
  /** Ready pods of each colour as a share of the service's floor, in percent. */
  readonly readyPercent: Readonly<Record<Colour, number>>;
  /** Shares before the last step, while nobody has watched it to its end. */
  readonly unwatched?: Weights | undefined;
  /** The watch's last mark. */
  readonly mark: WatchedMark | null;
  /** The last rollback, until it is acknowledged. */
  readonly rollback: { readonly id: string } | null;
  /** Rollbacks so far. */
  readonly rollbacks: number;
  /** Image that was stable before the last release was complete. */
  readonly previous?: string | undefined;
  /** Present time, in seconds since 1970. */
  readonly now: number;
}

/** What may happen to a release. */
export type ReleaseEvent =
  | { readonly kind: "edit"; readonly file: ReleaseFacts }
  | { readonly kind: "watch"; readonly passed: boolean }
  | { readonly kind: "pods ready" }
  | { readonly kind: "time passes"; readonly seconds: number };

/** What came of an event. */
export interface Outcome {
  /** The state afterwards; the same one where an edit was refused. */
  readonly state: ReleaseState;
  /** Why an edit was refused. */
  readonly problems: readonly Problem[];
}

/** What people call a state. */
export type Phase = "idle" | "built" | "shifting" | "baking" | "full" | "warm" | "rolled back";

/** A release as it is first deployed: nothing before it, every pod ready. */
export function firstState(file: ReleaseFacts, now = 0): ReleaseState {
  return {
    file,
    live: weightsOf(file),
    readyPercent: capacityOf(file),
    mark: null,
    rollback: null,
    rollbacks: 0,
    now,
  };
}

/** What people would say of a state. */
export function phaseOf({ file, live, rollback, unwatched, previous }: ReleaseState): Phase {
  const tried = file.colours[other(file.stable)];
  if (rollback !== null) return "rolled back";
  if (unwatched !== undefined) return "shifting";
  if (live[file.stable] === 0) return "full";
  if (live[file.stable] < 100) return "baking";
  if (tried.digest === previous) return "warm";
  return tried.declared && tried.digest !== file.colours[file.stable].digest ? "built" : "idle";
}

/** A release after an event. Edits are judged by the same guards that judge an update. */
export function advance(state: ReleaseState, event: ReleaseEvent): Outcome {
  switch (event.kind) {
    case "edit":
      return edit(state, event.file);
    case "watch":
      return accepted(event.passed ? watched(state) : rolledBack(state));
    case "pods ready":
      return accepted({ ...state, readyPercent: capacityOf(state.file) });
    case "time passes":
      return accepted({ ...state, now: state.now + event.seconds });
  }
}

function accepted(state: ReleaseState): Outcome {
  return { state, problems: [] };
}

function edit(state: ReleaseState, file: ReleaseFacts): Outcome {
  const { step, observed } = sightOf(state, file);
  const problems = [
    ...releaseProblems("file", file),
    ...releaseProblems("pods", file, { changes: step.changes }, observed),
    ...(changesRoute(state.file, file) ? releaseProblems("route", file, step, observed) : []),
  ];
  return problems.length > 0 ? { state, problems } : accepted(applied(state, file));
}

function applied(state: ReleaseState, file: ReleaseFacts): ReleaseState {
  const { step, observed } = sightOf(state, file);
  const capacity = capacityOf(file);
  const ready = (colour: Colour): number => Math.min(state.readyPercent[colour], capacity[colour]);
  const built = { ...state, file, readyPercent: { blue: ready("blue"), green: ready("green") } };
  if (!changesRoute(state.file, file)) return built;
  const shift = shiftOf(file, step, observed);
  const former = state.file.stable;
  return {
    ...built,
    live: weightsOf(file),
    unwatched: shift?.forward ? state.live : undefined,
    mark: shift === undefined || shift.forward ? state.mark : markBack(state, file),
    rollback: file.acknowledgeRollback === state.rollback?.id ? null : state.rollback,
    ...(former === file.stable ? {} : { previous: state.file.colours[former].digest }),
  };
}

/** A step back needs no watch where it leads to what is known to work; elsewhere the old mark stays, and fits nothing. */
function markBack({ mark, now }: ReleaseState, file: ReleaseFacts): WatchedMark | null {
  const serving = { ...file, weights: weightsOf(file) };
  return isProven(mark, serving) ? markOf(serving, isoTime(now)) : mark;
}

/** What the guards see of an edit: what the engine and the cluster would tell them. */
function sightOf(state: ReleaseState, file: ReleaseFacts): { step: Step; observed: Observed } {
  const { live, readyPercent, mark, rollback, now } = state;
  const { strategy, stable } = state.file;
  return {
    step: {
      before: { weights: weightsOf(state.file), strategy, stable },
      changes: changesOf(state.file, file),
    },
    observed: { now: isoTime(now), weights: live, readyPercent, mark, rollback },
  };
}

function changesOf(before: ReleaseFacts, after: ReleaseFacts): Step["changes"] {
  return Object.fromEntries(
    colours.map((colour) => [colour, changeOf(before.colours[colour], after.colours[colour])]),
  );
}

type ColourFacts = ReleaseFacts["colours"][Colour];

function changeOf(before: ColourFacts, after: ColourFacts): ColourChange {
  const between = <T>(old: T, now: T) => (old === now ? undefined : { before: old, after: now });
  const image = between(before.digest, after.digest);
  const version = between(before.version, after.version);
  const floor = between(before.capacityPercent, after.capacityPercent);
  return { image, version, floor, pods: image !== undefined || version !== undefined };
}

/** Whether an edit reaches the route: its shares, its notes, or leave to take back what a rollback wrote. */
function changesRoute(before: ReleaseFacts, after: ReleaseFacts): boolean {
  const keys = ["strategy", "stable", "acknowledgeRollback"] as const;
  return weightsOf(before).green !== weightsOf(after).green || keys.some((key) => before[key] !== after[key]);
}

function watched(state: ReleaseState): ReleaseState {
  const { unwatched, live, file, now } = state;
  if (unwatched === undefined) return state;
  return { ...state, unwatched: undefined, mark: markOf({ ...file, weights: live }, isoTime(now)) };
}

function rolledBack(state: ReleaseState): ReleaseState {
  const { unwatched, rollbacks } = state;
  if (unwatched === undefined) return state;
  const rollback = { id: `rollback-${rollbacks + 1}` };
  return { ...state, live: unwatched, unwatched: undefined, rollback, rollbacks: rollbacks + 1 };
}

function capacityOf({ colours: { blue, green } }: ReleaseFacts): Readonly<Record<Colour, number>> {
  return { blue: blue.capacityPercent, green: green.capacityPercent };
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
