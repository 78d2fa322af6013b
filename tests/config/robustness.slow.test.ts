import { readFileSync } from "node:fs";

import fc from "fast-check";
import { parse, stringify } from "yaml";

import type { Problem } from "../../config/problems";
import { stackFileSchema } from "../../config/schema";
import { checkStackFile, ownKeys, readConfig } from "../../config/stack-file";

// Seconds on an idle machine, several times that on one that is busy with other tests.
jest.setTimeout(60_000);

const production = readFileSync("Pulumi.production.yaml", "utf8");

/** Every problem says something in each of its parts, on one line that fits a terminal. */
function wellSaid(problems: readonly Problem[]): void {
  for (const { path, found, allowed, remedy } of problems) {
    for (const part of [path, found, allowed, remedy]) expect(part).toMatch(/^\S/u);
    expect(found).not.toMatch(/[\r\n]/u);
  }
}

const runs = { numRuns: 150, seed: 20260401 };

/** Words with a meaning in YAML, in JavaScript or in a stack file. */
const words = [
  ...[
    "*a",
    "&a",
    "<<: *a",
    "!!set {x}",
    "!!binary aGk=",
    "!!timestamp 2026-01-01",
    "? {a: b}",
    "- ",
    "|",
    ">",
  ],
  ...["{", "}", "[", "]", ":", "\t", '"', "'", "#", "---\n", "%YAML 1.1\n", "null", "~", "true", "-1", "1e9"],
  ...["__proto__", "constructor", "toString", "us-east-1", "10.16.0.0/16", "greenPercent", "release", "blue"],
];

const tricky = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(...words, [], {}, [[]], { blue: null }, { min: 1 }, 0, -1, 1e21, ""),
  fc.dictionary(fc.constantFrom(...words.slice(-8), "role", "cidr", "zones", "path"), fc.jsonValue()),
);

describe("The check of a stack file never throws, and says something useful", () => {
  test("on any text", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...words)), { maxLength: 20 }), (parts) => {
        wellSaid(checkStackFile(parts.join(" ")));
      }),
      runs,
    );
  });

  test("on any values of the known keys", () => {
    const keys = fc.constantFrom(...Object.keys(stackFileSchema.shape), "__proto__", "constructor", "onwer");
    fc.assert(
      fc.property(fc.dictionary(keys, tricky), (values) => {
        const config = Object.fromEntries(
          Object.entries(values).map(([key, value]) => [`social-commerce:${key}`, value]),
        );
        const problems = checkStackFile(stringify({ config }));
        wellSaid(problems);
        expect(problems).not.toEqual([]);
      }),
      runs,
    );
  });

  test("on the production file with one value replaced by another, and what it lets pass can be built", () => {
    const { config } = parse(production) as { config: unknown };
    fc.assert(
      fc.property(fc.nat(), tricky, (position, value) => {
        const text = stringify({ config: withReplaced(config, position, value) });
        const problems = checkStackFile(text);
        wellSaid(problems);
        const changed = ownKeys((parse(text) as { config: Record<string, unknown> }).config);
        if (problems.length === 0) expect(readConfig(changed).config).toBeDefined();
      }),
      runs,
    );
  });

  test("on the production file with some of its text cut, doubled or overwritten", () => {
    const cut = fc.record({
      at: fc.nat(production.length),
      length: fc.nat(30),
      put: fc.oneof(fc.constantFrom(...words, ""), fc.string({ maxLength: 4 })),
    });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), (cuts) => {
        const text = cuts.reduce(
          (now, { at, length, put }) => now.slice(0, at) + put + now.slice(at + length),
          production,
        );
        wellSaid(checkStackFile(text));
      }),
      runs,
    );
  });
});

/** A copy in which the node at a position, counted through the whole tree, is another value. */
function withReplaced(tree: unknown, position: number, value: unknown): unknown {
  const places: (readonly string[])[] = [];
  const walk = (node: unknown, path: readonly string[]): void => {
    if (path.length > 0) places.push(path);
    if (typeof node !== "object" || node === null) return;
    for (const [key, child] of Object.entries(node)) walk(child, [...path, key]);
  };
  walk(tree, []);
  const target = places[position % places.length] ?? [];
  const copy = (node: unknown, path: readonly string[]): unknown => {
    const [key, ...rest] = path;
    if (key === undefined) return value;
    const entries = Object.entries(node as object).map(([name, child]) => [
      name,
      name === key ? copy(child, rest) : (child as unknown),
    ]);
    return Array.isArray(node) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
  };
  return copy(tree, target);
}
