import fc from "fast-check";

import { formatMark, isMarked, isProven, markOf, parseRollback, parseWatched } from "../../guards/marks";

const at = "2026-11-27T07:00:00.000Z";
const digest = `sha256:${"9".repeat(64)}`;
const watched = { weights: { blue: 90, green: 10 }, digest, since: at };
const rollback = {
  id: "cart-service-1",
  from: { blue: 50, green: 50 },
  to: watched.weights,
  reason: "slow",
  at,
};

describe("The marks of a live route", () => {
  test("are read as they were written", () => {
    expect(parseWatched(formatMark(watched))).toEqual(watched);
    expect(parseRollback(formatMark(rollback))).toEqual(rollback);
  });

  test("have the shape that other runs and people read", () => {
    expect(formatMark(watched)).toBe(
      `{"weights":{"blue":90,"green":10},"digest":"${digest}","since":"${at}"}`,
    );
  });

  test.each([
    ["no text", undefined],
    ["no JSON", "{"],
    ["null", "null"],
    ["a number", "1"],
    ["no weights", JSON.stringify({ digest, since: at })],
    ["weights that are null", JSON.stringify({ digest, since: at, weights: null })],
    ["one weight", JSON.stringify({ digest, since: at, weights: { blue: 100 } })],
    ["a weight as text", JSON.stringify({ digest, since: at, weights: { blue: "90", green: 10 } })],
    ["a fraction", JSON.stringify({ digest, since: at, weights: { blue: 89.5, green: 10.5 } })],
    ["too much", JSON.stringify({ digest, since: at, weights: { blue: 101, green: 0 } })],
    ["less than nothing", JSON.stringify({ digest, since: at, weights: { blue: 100, green: -1 } })],
    ["no time", JSON.stringify({ ...watched, since: undefined })],
    ["another time", JSON.stringify({ ...watched, since: "noon" })],
    ["no image", JSON.stringify({ ...watched, digest: undefined })],
    ["a version for an image", JSON.stringify({ ...watched, digest: "1.9.0" })],
    ["an image with more", JSON.stringify({ ...watched, digest: `${digest}0` })],
    ["an image in its repository", JSON.stringify({ ...watched, digest: `cart@${digest}` })],
  ])("say nothing was watched where there is %s", (_, text) => {
    expect(parseWatched(text)).toBeUndefined();
  });

  test.each(["id", "from", "to", "reason", "at"])("say nothing was taken back without %s", (key) => {
    expect(parseRollback(JSON.stringify({ ...rollback, [key]: undefined }))).toBeUndefined();
    expect(parseRollback(JSON.stringify({ ...rollback, [key]: "" }))).toEqual(
      key === "reason" ? { ...rollback, reason: "" } : undefined,
    );
  });

  test("never throw, whatever somebody wrote there", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (text) => {
        for (const mark of [parseWatched(text), parseRollback(text)]) expect(mark).toBeUndefined();
      }),
    );
  });
});

describe("A mark", () => {
  const blue = `sha256:${"b".repeat(64)}`;
  const serving = (green: number, stable: "blue" | "green" = "blue") => ({
    weights: { blue: 100 - green, green },
    stable,
    colours: { blue: { digest: blue }, green: { digest } },
  });

  test("carries the image of the colour that is tried", () => {
    expect(markOf(serving(10), at)).toEqual(watched);
    expect(markOf(serving(90, "green"), at).digest).toBe(blue);
  });

  test("is about these shares and this image alone", () => {
    expect(isMarked(watched, serving(10))).toBe(true);
    expect(isMarked(watched, serving(9))).toBe(false);
    expect(isMarked({ ...watched, digest: blue }, serving(10))).toBe(false);
    expect(isMarked(watched, serving(10, "green"))).toBe(false);
    expect([isMarked(null, serving(10)), isMarked(undefined, serving(10))]).toEqual([false, false]);
  });

  test("proves a step back to as much of the same image or less, and everything on stable proves itself", () => {
    expect([isProven(watched, serving(10)), isProven(watched, serving(5))]).toEqual([true, true]);
    expect(isProven(watched, serving(11))).toBe(false);
    expect(isProven({ ...watched, digest: blue }, serving(10))).toBe(false);
    expect(isProven(null, serving(1))).toBe(false);
    expect([isProven(null, serving(0)), isProven(null, serving(100, "green"))]).toEqual([true, true]);
    const of = { ...watched, digest: blue };
    expect([isProven(of, serving(10, "green")), isProven(of, serving(9, "green"))]).toEqual([true, false]);
  });
});
