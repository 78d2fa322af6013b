import fc from "fast-check";

import { colours } from "../../config/model";
import type { ReleaseFacts } from "../../guards/facts";
import {
  advance,
  firstState,
  phaseOf,
  type Phase,
  type ReleaseEvent,
  type ReleaseState,
} from "../../guards/release-machine";
import { other } from "../../guards/shift";
import { atRest, serving } from "../../tools/schema/guard-examples";

// Seconds on an idle machine, several times that on one that is busy with other tests.
jest.setTimeout(120_000);

/** Two freezes of an hour, a day apart. */
const freezes = [20, 44].map((hour) => ({
  name: "freeze",
  start: new Date(hour * 3_600_000).toISOString(),
  end: new Date((hour + 1) * 3_600_000).toISOString(),
}));

const share = fc.oneof(fc.constantFrom(0, 5, 10, 50, 60, 100), fc.integer({ min: 0, max: 100 }));
const size = fc.constantFrom(1, 10, 34, 50, 100);
const names = ["1", "2", "3", "4"];
const build = fc.constantFrom(...names).map((version) => ({ version, digest: `sha256:${version}` }));

type Edit = (file: ReleaseFacts, state: ReleaseState) => ReleaseFacts;

const withColour =
  (colour: "blue" | "green", change: Partial<ReleaseFacts["colours"]["blue"]>): Edit =>
  (file) => ({
    ...file,
    colours: { ...file.colours, [colour]: { ...file.colours[colour], ...change } },
  });

const withShare =
  (green: number): Edit =>
  (file) =>
    [withColour("green", { weight: green }), withColour("blue", { weight: 100 - green })].reduce(
      (now, edit) => edit(now, undefined as never),
      file,
    );

const colour = fc.constantFrom(...colours);
/** What a person would do next, so that sequences get far; and what no person should do. */
const nextShare: Edit = (file, { live }) => {
  const tried = other(file.stable);
  const next = file.steps.find((step) => step > live[tried]) ?? 100;
  return withShare(tried === "green" ? next : 100 - next)(file, undefined as never);
};
const edits: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(nextShare) },
  { weight: 3, arbitrary: share.map(withShare) },
  { weight: 2, arbitrary: fc.tuple(colour, build).map(([one, image]) => withColour(one, image)) },
  {
    weight: 2,
    arbitrary: fc.tuple(colour, size).map(([one, capacityPercent]) => withColour(one, { capacityPercent })),
  },
  { weight: 2, arbitrary: colour.map((stable): Edit => (file) => ({ ...file, stable })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("blue-green", "canary", "rolling")
      .map((strategy): Edit => (file) => ({ ...file, strategy: strategy })),
  },
  { weight: 1, arbitrary: fc.boolean().map((declared) => withColour("green", { declared })) },
  {
    weight: 1,
    arbitrary: fc.constant<Edit>((file, { rollback }) => ({ ...file, acknowledgeRollback: rollback?.id })),
  },
);

type Happening = (state: ReleaseState) => ReleaseEvent;

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(edits, { minLength: 1, maxLength: 2 }).map((all): Happening => (state) => ({
      kind: "edit",
      file: all.reduce((file, edit) => edit(file, state), state.file),
    })),
  },
  { weight: 4, arbitrary: fc.nat(4).map((luck): Happening => () => ({ kind: "watch", passed: luck > 0 })) },
  { weight: 3, arbitrary: fc.constant<Happening>(() => ({ kind: "pods ready" })) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(60, 700, 3600)
      .map((seconds): Happening => () => ({ kind: "time passes", seconds })),
  },
);

const start = firstState(
  {
    ...serving(0, { maximumStepPercent: 60, freezes, blue: { version: "1", digest: "sha256:1" } }),
    bakeSeconds: 600,
  },
  0,
);

/** Runs a sequence, and asks something of every state on its way. */
function along(
  sequence: readonly Happening[],
  ask: (before: ReleaseState, event: ReleaseEvent, after: ReleaseState, refused: boolean) => void,
): void {
  let state = start;
  for (const happening of sequence) {
    const event = happening(state);
    const outcome = advance(state, event);
    ask(state, event, outcome.state, outcome.problems.length > 0);
    state = outcome.state;
  }
}

const toEdit =
  (edit: Edit): Happening =>
  (state) => ({ kind: "edit", file: edit(state.file, state) });

/** A step as it should be, and the end of a release; with them a sequence comes to its end often enough. */
const step: Happening[] = [
  toEdit(nextShare),
  () => ({ kind: "watch", passed: true }),
  () => ({ kind: "time passes", seconds: 700 }),
];
const end = toEdit((file) => ({ ...file, stable: other(file.stable) }));

const sequences = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: happenings.map((one) => [one]) },
      { weight: 3, arbitrary: fc.constant(step) },
      { weight: 1, arbitrary: fc.constant([...step, ...step, ...step, end]) },
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.flat());
const runs = { numRuns: 10_000, seed: 20260401 };

describe("Ten thousand sequences of edits, watches, pods and time", () => {
  const phases = new Map<Phase, number>();

  test("keep every promise of a release", () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        along(sequence, (before, event, state, refused) => {
          phases.set(phaseOf(state), (phases.get(phaseOf(state)) ?? 0) + 1);
          if (refused && state !== before) throw new RangeError("a refused edit left a trace");
          neverDrowns(state);
          alwaysGoesBack(state);
          staysRolledBack(before, event, state);
          neverSwapsWhatServes(before, state);
        });
      }),
      runs,
    );
  });

  test("come through every phase", () => {
    expect([...phases.keys()].sort()).toEqual([
      ...["baking", "built", "full", "idle", "rolled back", "shifting", "warm"],
    ]);
    for (const [phase, count] of phases) expect([phase, count > 100]).toEqual([phase, true]);
  });
});

/** No colour serves more than its floor, or its ready pods, can carry. */
function neverDrowns({ live, file, readyPercent }: ReleaseState): void {
  for (const one of colours) {
    if (live[one] <= file.colours[one].capacityPercent && live[one] <= readyPercent[one]) continue;
    throw new RangeError(`${one} serves ${live[one]} %`);
  }
}

/** One edit, which is accepted, gives everything to the stable colour: also in a freeze, unwatched, or rolled back. */
function alwaysGoesBack(state: ReleaseState): void {
  const { stable } = state.file;
  const file = withShare(stable === "green" ? 100 : 0)(state.file, state);
  const { state: back, problems } = advance(state, { kind: "edit", file });
  if (problems.length > 0 || back.live[stable] !== 100)
    throw new RangeError(`no way back: ${JSON.stringify(problems)}`);
}

/** After a rollback the tried colour gets nothing more until an edit names that rollback. */
function staysRolledBack(
  { rollback, live, file }: ReleaseState,
  event: ReleaseEvent,
  after: ReleaseState,
): void {
  if (rollback === null || after.live[other(file.stable)] <= live[other(file.stable)]) return;
  if (event.kind !== "edit" || event.file.acknowledgeRollback !== rollback.id)
    throw new RangeError("a release went on that was rolled back");
}

/** Except under `rolling`, no image changes that serves, or that a release would go back to. */
function neverSwapsWhatServes(before: ReleaseState, after: ReleaseState): void {
  if (after.file.strategy === "rolling") return;
  for (const one of colours) {
    if (before.file.colours[one].digest === after.file.colours[one].digest) continue;
    if (before.live[one] > 0 || after.live[one] > 0 || before.file.stable === one)
      throw new RangeError(`${one} was rebuilt where it serves`);
  }
}

describe("A release", () => {
  const play = (...events: (ReleaseEvent | Edit)[]): [ReleaseState, string[]] =>
    events.reduce<[ReleaseState, string[]]>(
      ([state, told], event) => {
        const outcome = advance(
          state,
          typeof event === "function" ? { kind: "edit", file: event(state.file, state) } : event,
        );
        return [outcome.state, [...told, ...outcome.problems.map(({ code }) => code!)]];
      },
      [firstState(atRest), []],
    );
  const passed = { kind: "watch", passed: true } as const;
  const failed = { kind: "watch", passed: false } as const;
  const baked = { kind: "time passes", seconds: 600 } as const;
  const complete: Edit = (file) => ({ ...file, stable: "green" });

  test("goes from built over shifting and baking to full and warm, and starts again the other way", () => {
    const steps = [withShare(10), passed, baked, withShare(60), passed, baked, withShare(100), passed, baked];
    const [full, told] = play(...steps);
    expect([phaseOf(firstState(atRest)), phaseOf(full), told]).toEqual(["built", "full", []]);
    const [warm, toldAgain] = play(...steps, complete);
    expect([phaseOf(warm), toldAgain]).toEqual(["warm", []]);
    const [built] = play(...steps, complete, withColour("blue", { version: "2", digest: "sha256:2" }));
    expect([phaseOf(built), built.file.stable, built.live.green]).toEqual(["built", "green", 100]);
    expect(phaseOf(play(withShare(10))[0])).toBe("shifting");
    expect(phaseOf(play(withShare(10), passed)[0])).toBe("baking");
    const twin = { version: atRest.colours.blue.version, digest: atRest.colours.blue.digest };
    expect(phaseOf(play(withColour("green", twin))[0])).toBe("idle");
  });

  test("waits for its watch, and for its bake", () => {
    expect(play(withShare(10), withShare(50))[1]).toEqual(["REL-19"]);
    expect(play(withShare(10), passed, withShare(50))[1]).toEqual(["REL-20"]);
    expect(play(withShare(10), passed, baked, withShare(50))[1]).toEqual([]);
  });

  test("does not go on by a mark of an earlier attempt with another image", () => {
    const again: Edit[] = [
      withShare(0),
      withColour("green", { version: "2", digest: "sha256:2" }),
      withShare(10),
    ];
    expect(play(withShare(10), passed, baked, ...again, withShare(50))[1]).toEqual(["REL-19"]);
  });

  test("that was rolled back has its old shares, and goes on only when that rollback is named", () => {
    const [state] = play(withShare(10), failed);
    expect([phaseOf(state), state.live.green, state.file.colours.green.weight]).toEqual([
      "rolled back",
      0,
      10,
    ]);
    const name =
      (acknowledgeRollback: string): Edit =>
      (file) => ({ ...file, acknowledgeRollback });
    expect(play(withShare(10), failed, withShare(0), withShare(10))[1]).toEqual(["REL-21"]);
    const [second, told] = play(withShare(10), failed, name("rollback-1"), failed);
    expect([phaseOf(second), second.rollback?.id, told]).toEqual(["rolled back", "rollback-2", []]);
    expect(play(withShare(10), failed, name("rollback-1"), failed, withShare(0), withShare(10))[1]).toEqual([
      "REL-21",
    ]);
  });

  test("is at its shares again once an acknowledged rollback is made good, and is taken back once a step", () => {
    const acknowledge: Edit = (file) => ({ ...file, acknowledgeRollback: "rollback-1" });
    const [state] = play(withShare(10), failed, acknowledge, passed);
    expect([phaseOf(state), state.live.green, state.mark?.weights.green]).toEqual(["baking", 10, 10]);
    expect(play(withShare(10), failed, failed)[0].rollbacks).toBe(1);
  });

  test("goes on from a share to which it went back only where as large a one was watched", () => {
    const back: (ReleaseEvent | Edit)[] = [withShare(30), baked, withShare(60)];
    expect(play(withShare(10), passed, baked, withShare(60), passed, baked, ...back)[1]).toEqual([]);
    expect(play(withShare(10), passed, baked, withShare(60), ...back)[1]).toEqual(["REL-19"]);
  });

  test("waits for pods that a larger floor asks for", () => {
    const small = withColour("green", { capacityPercent: 5 });
    const grown = withColour("green", { capacityPercent: 50 });
    expect(play(small, grown, withShare(10))[1]).toEqual(["REL-18"]);
    expect(play(small, grown, { kind: "pods ready" }, withShare(10))[1]).toEqual([]);
  });
});
