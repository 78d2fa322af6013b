import { parse } from "yaml";
import { z } from "zod";

import { checks } from "../../config/checks";
import { releasePassesGuards } from "../../config/checks/services";
import { parseConfig, type Draft } from "../../config/draft";
import { stackFileSchema } from "../../config/schema";
import { checkStackFile, ownKeys } from "../../config/stack-file";
import { isRecord } from "../../config/values";
import type { Guard } from "../../guards/guard";
import { releaseGuards } from "../../guards/release";
import { baseFile, edited } from "./base-file";
import { brokenFiles, type BrokenFile, type Told } from "./cases";

const textOf = ({ edit: [from, to], environment }: BrokenFile): string => {
  const text = edited(baseFile, from, to);
  return environment === undefined ? text : edited(text, "vaults of production", `vaults of ${environment}`);
};

const told = (text: string): Told[] =>
  checkStackFile(text).map(({ path, found, allowed, remedy }) => [path, found, allowed, remedy]);

/** The cases that get as far as the rules across fields. */
const drafts: Draft[] = brokenFiles
  .filter(({ problems: [first] }) => first?.[2] !== "YAML")
  .map((file) => {
    const { config } = parse(textOf(file)) as { config: Record<string, unknown> };
    return parseConfig(ownKeys(config)).draft;
  });

describe("A stack file", () => {
  test("in which every key is written, and written well, has no problem", () => {
    expect(told(baseFile)).toEqual([]);
  });

  test.each(brokenFiles.map((file) => [file.title, file] as const))("with %s", (_, file) => {
    expect(told(textOf(file))).toEqual(file.problems);
  });
});

describe("The cases of broken stack files", () => {
  test("are of many kinds, each told apart by its title and by its edit", () => {
    expect(new Set(brokenFiles.map(({ title }) => title)).size).toBe(brokenFiles.length);
    expect(new Set(brokenFiles.map(({ edit }) => edit.join(" → "))).size).toBe(brokenFiles.length);
    expect(brokenFiles.length).toBeGreaterThanOrEqual(190);
  });

  test.each(checks.map((check) => [check.name, check] as const))("trip the check %s", (_, check) => {
    expect(drafts.some((draft) => check(draft).length > 0)).toBe(true);
  });

  // The schema refuses every greenPercent of which the weights would be illegal.
  const asked = Object.values<Guard>(releaseGuards).filter((guard) => guard.asked.includes("file"));
  const reachable = asked.map(({ code }) => code).filter((code) => code !== releaseGuards.legalWeights.code);
  test.each(reachable)("trip the guard %s", (code) => {
    const told = drafts.flatMap((draft) => releasePassesGuards(draft));
    expect(told.map((problem) => problem.code)).toContain(code);
  });

  test.each(leaves(stackFileSchema, []))("spoil the field %s", (field) => {
    const pattern = new RegExp(
      `^social-commerce:${field.replaceAll(".", "\\.").replaceAll("*", "[^.]+")}$`,
      "u",
    );
    const paths = brokenFiles.flatMap(({ problems }) => problems.map(([path]) => path));
    expect(paths.filter((path) => pattern.test(path))).not.toEqual([]);
  });
});

describe("The notes of the schema", () => {
  test.each(notes(stackFileSchema, []))(
    "give an example of %s that the schema itself accepts",
    (_, node, example) => {
      expect(node.safeParse(example).error?.issues).toBeUndefined();
    },
  );
});

function children(node: z.ZodType): [string, z.ZodType][] {
  if (node instanceof z.ZodDiscriminatedUnion)
    return (node.options as readonly z.ZodType[]).flatMap((kind) => children(kind));
  if (node instanceof z.ZodObject) return Object.entries<z.ZodType>(node.shape);
  return node instanceof z.ZodRecord ? [["*", node.valueType as z.ZodType]] : [];
}

function bare(node: z.ZodType): z.ZodType {
  const wrapped =
    node instanceof z.ZodOptional || node instanceof z.ZodDefault || node instanceof z.ZodPrefault;
  return wrapped ? bare(node.unwrap() as z.ZodType) : node;
}

/** Paths of the fields that hold a scalar or a list: `regions.*.cidr`. */
function leaves(node: z.ZodType, path: readonly string[]): string[] {
  const below = children(bare(node));
  return below.length === 0
    ? [path.join(".")]
    : below.flatMap(([key, child]) => leaves(child, [...path, key]));
}

function notes(node: z.ZodType, path: readonly string[]): [string, z.ZodType, unknown][] {
  const meta = node.meta();
  const examples: unknown[] = isRecord(meta) && Array.isArray(meta.examples) ? meta.examples : [];
  const inner = bare(node);
  return [
    ...examples.map((example): [string, z.ZodType, unknown] => [path.join("."), node, example]),
    ...(inner instanceof z.ZodRecord ? notes(inner.keyType as z.ZodType, [...path, "a name"]) : []),
    ...children(inner).flatMap(([key, child]) => notes(child, [...path, key])),
  ];
}
