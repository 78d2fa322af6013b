import type { Colour } from "../config/model";
import type { ColourFacts, Weights } from "./facts";
import { other } from "./shift";

/** Annotations of a live route by which a watch leaves word to the next run. */
export const markAnnotations = {
  /** The weights that were watched to their end, or went back. */
  watched: "release.social-commerce/watched",
  /** The last time that a watch put the old weights back. */
  rolledBack: "release.social-commerce/rolled-back",
} as const;

/** Weights that a watch let stand. Where the live weights are others, nobody watched those to the end. */
export interface WatchedMark {
  /** What each colour serves, in percent. */
  readonly weights: Weights;
  /** Image of the colour that is tried, `sha256:…`: a mark of an earlier attempt says nothing of another image. */
  readonly digest: string;
  /** Since when these weights serve, as `2026-11-27T07:00:00.000Z`. */
  readonly since: string;
}

/** A step that a watch took back. It locks the route until an edit names its id. */
export interface RollbackMark {
  /** What `release.acknowledgeRollback` must say. */
  readonly id: string;
  /** The weights that were watched. */
  readonly from: Weights;
  /** The weights that serve again. */
  readonly to: Weights;
  /** What was found, as a sentence. */
  readonly reason: string;
  /** When, as `2026-11-27T07:00:00.000Z`. */
  readonly at: string;
}

/** Either mark as the text of its annotation. */
export function formatMark(mark: WatchedMark | RollbackMark): string {
  return JSON.stringify(mark);
}

/** What an annotation says was watched; nothing where there is none, or where somebody wrote something else there. */
export function parseWatched(text: unknown): WatchedMark | undefined {
  const mark = parseObject(text);
  const weights = parseWeights(mark.weights);
  const { digest, since } = mark;
  return weights !== undefined && isDigest(digest) && isTime(since) ? { weights, digest, since } : undefined;
}

/** What an annotation says was taken back; nothing where there is none, or where somebody wrote something else there. */
export function parseRollback(text: unknown): RollbackMark | undefined {
  const mark = parseObject(text);
  const [from, to] = [parseWeights(mark.from), parseWeights(mark.to)];
  const { id, reason, at } = mark;
  if (from === undefined || to === undefined || !isTime(at)) return undefined;
  if (typeof id !== "string" || id === "" || typeof reason !== "string") return undefined;
  return { id, from, to, reason, at };
}

/** What a release serves, and what each colour runs. */
export interface Serving {
  /** What each colour serves, in percent. */
  readonly weights: Weights;
  /** The colour to which every step is free. */
  readonly stable: Colour;
  /** Image of each colour. */
  readonly colours: Readonly<Record<Colour, Pick<ColourFacts, "digest">>>;
}

/** The mark of weights that serve since a moment. */
export function markOf({ weights, stable, colours }: Serving, since: string): WatchedMark {
  return { weights, digest: colours[other(stable)].digest, since };
}

/** Whether a mark is about exactly what serves. */
export function isMarked(
  mark: WatchedMark | null | undefined,
  { weights, stable, colours }: Serving,
): boolean {
  return mark?.weights.green === weights.green && mark.digest === colours[other(stable)].digest;
}

/**
 * Whether weights need no watch after a step towards the stable colour: it serves everything again, or the image that
 * is tried was watched with as large a share.
 */
export function isProven(
  mark: WatchedMark | null | undefined,
  { weights, stable, colours }: Serving,
): boolean {
  if (weights[stable] === 100) return true;
  const tried = other(stable);
  return (mark?.weights[tried] ?? 0) >= weights[tried] && mark?.digest === colours[tried].digest;
}

function parseObject(text: unknown): Readonly<Record<string, unknown>> {
  if (typeof text !== "string") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function parseWeights(value: unknown): Weights | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { blue, green } = value as { blue?: unknown; green?: unknown };
  return isPercent(blue) && isPercent(green) ? { blue, green } : undefined;
}

function isPercent(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100;
}

function isDigest(value: unknown): value is string {
  return typeof value === "string" && /^sha256:[0-9a-f]{64}$/u.test(value);
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}
