import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";

import { show, type Problem } from "./problems";
import { allowedKey } from "./schema/field";
import { isRecord } from "./values";

/** Edits up to which another key is offered as the one that was meant; fewer for a key of few letters. */
const likelyMisspelling = (key: string): number => Math.min(4, Math.floor(key.length / 2));

/** Everything that a schema found wrong with `input`, in the words of {@link Problem}. */
export function schemaProblems(
  schema: z.ZodType,
  { issues }: z.ZodError,
  input: unknown,
  namespace: string,
): Problem[] {
  const problems = issues.flatMap((issue) => problemsOf(schema, issue, input, namespace));
  // A value of the wrong type breaks the limits of the right one, too, in the same words.
  return problems.filter(({ path }, index) => problems.findIndex((other) => other.path === path) === index);
}

function problemsOf(
  schema: z.ZodType,
  issue: z.core.$ZodIssue,
  input: unknown,
  namespace: string,
): Problem[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey(schema, [...path, key], input, namespace));
  }
  if (issue.code === "invalid_key") return [wrongName(schema, path, input, namespace)];

  const found = valueAt(input, path);
  const { allowed, example } = notesAt(schema, path, input);
  const action = found === undefined || found === null ? "add it" : "correct it";
  return [
    {
      path: pathText(namespace, path),
      found: show(found),
      allowed,
      remedy: `${action}, for example ${example}`,
    },
  ];
}

function unknownKey(schema: z.ZodType, path: readonly string[], input: unknown, namespace: string): Problem {
  const key = path.at(-1) ?? "";
  const known = keysOf(schemaAt(schema, path.slice(0, -1), input));
  const guess = known.length > 0 ? closest(key, known) : undefined;
  const remedy =
    guess !== undefined && distance(key, guess) <= likelyMisspelling(key)
      ? `write "${guess}" if that was meant, or remove it`
      : "remove it";
  return {
    path: pathText(namespace, path),
    found: `the unknown key ${JSON.stringify(key)} with ${show(valueAt(input, path))}`,
    allowed: known.join(", ") || "no key at all",
    remedy,
  };
}

function wrongName(schema: z.ZodType, path: readonly string[], input: unknown, namespace: string): Problem {
  const record = unwrap(schemaAt(schema, path.slice(0, -1), input));
  const { allowed, example } =
    record instanceof z.ZodRecord ? notesOf(record.keyType as z.ZodType) : notesOf(record);
  return {
    path: pathText(namespace, path),
    found: `the name ${JSON.stringify(path.at(-1))}`,
    allowed,
    remedy: `rename it, for example to ${example}`,
  };
}

/** `social-commerce:regions.us-east-1.cidr` */
export function pathText(namespace: string, path: readonly string[]): string {
  return `${namespace}:${path.join(".")}`;
}

function valueAt(input: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)] as unknown;
    return isRecord(value) ? value[key] : undefined;
  }, input);
}

/**
 * The schema that judges what stands at `path`; undefined below a part that the schema does not know. Where several kinds
 * may stand, the input tells which one is meant.
 */
function schemaAt(schema: z.ZodType, path: readonly string[], input: unknown): z.ZodType | undefined {
  const start = chosen(schema, input);
  return path.reduce<z.ZodType | undefined>(
    (node, key, index) => chosen(child(unwrap(node), key), valueAt(input, path.slice(0, index + 1))),
    start,
  );
}

/** Of the kinds that may stand somewhere, the one that the value says it is; the question itself where it says none. */
function chosen(node: z.ZodType | undefined, value: unknown): z.ZodType | undefined {
  const union = unwrap(node);
  if (!(union instanceof z.ZodDiscriminatedUnion) || !isRecord(value)) return node;
  const { discriminator } = union.def;
  const kinds = union.options as readonly z.ZodObject[];
  const says = ({ shape }: z.ZodObject): boolean =>
    shapeOf(shape)[discriminator]?.safeParse(value[discriminator]).success === true;
  return kinds.find(says) ?? node;
}

function child(node: z.ZodType | undefined, key: string): z.ZodType | undefined {
  if (node instanceof z.ZodObject) return (node.shape as Record<string, z.ZodType>)[key];
  if (node instanceof z.ZodRecord) return node.valueType as z.ZodType;
  if (node instanceof z.ZodArray) return node.element as z.ZodType;
  if (node instanceof z.ZodDiscriminatedUnion && key === node.def.discriminator) return kindOf(node);
  return undefined;
}

function shapeOf(shape: unknown): Readonly<Partial<Record<string, z.ZodType>>> {
  return shape as Readonly<Partial<Record<string, z.ZodType>>>;
}

/** What may say which kind is meant: the names of all of them. */
function kindOf({ def, options }: z.ZodDiscriminatedUnion): z.ZodType {
  const names = (options as readonly z.ZodObject[]).flatMap(({ shape }) => {
    const name = shapeOf(shape)[def.discriminator];
    return name instanceof z.ZodLiteral ? [...name.values].map(String) : [];
  });
  return z.enum(names).meta({ examples: names.slice(0, 1), [allowedKey]: names.join(", ") });
}

/** What lies below the wrappers that only say "may be missing". */
function unwrap(node: z.ZodType | undefined): z.ZodType | undefined {
  if (node instanceof z.ZodOptional || node instanceof z.ZodDefault || node instanceof z.ZodPrefault) {
    return unwrap(node.unwrap() as z.ZodType);
  }
  return node;
}

/** The keys that may stand in a map: an object's, or those of a map whose keys are a list. */
function keysOf(node: z.ZodType | undefined): string[] {
  const bare = unwrap(node);
  if (bare instanceof z.ZodObject) return Object.keys(bare.shape);
  return bare instanceof z.ZodRecord && bare.keyType instanceof z.ZodEnum
    ? bare.keyType.options.map(String)
    : [];
}

/** An example as a person must type it, whole: text that YAML would read as a number stands in quotes. */
function typed(example: unknown): string {
  return typeof example === "string" && !/^[\d.]+$/u.test(example) ? example : JSON.stringify(example);
}

interface Notes {
  readonly allowed: string;
  readonly example: string;
}

/** The limits of what stands at `path`: its own, or those of the nearest part above that has any. */
function notesAt(schema: z.ZodType, path: readonly string[], input: unknown): Notes {
  for (let length = path.length; length > 0; length -= 1) {
    const node = schemaAt(schema, path.slice(0, length), input);
    if (node?.meta()?.[allowedKey] !== undefined) return notesOf(node);
    const keys = keysOf(node);
    if (keys.length > 0) return { allowed: `a map with ${keys.join(", ")}`, example: `${keys[0] ?? ""}: …` };
  }
  return notesOf(undefined);
}

function notesOf(node: z.ZodType | undefined): Notes {
  const meta = node?.meta();
  const [example] = (meta?.examples as unknown[] | undefined) ?? [];
  const allowed = meta?.[allowedKey];
  return { allowed: typeof allowed === "string" ? allowed : "see the reference", example: typed(example) };
}
