import { colours, releaseStrategies, type Colour, type ReleaseStrategy } from "../config/model";

/** The annotation of a route that tells the permanent facts of its release. */
export const releaseAnnotation = "social-commerce/release";

/**
 * What the annotation says. Only facts that a shift of requests, or another image on the idle colour, leaves as they
 * are: a route changes when its shares do, or one of these.
 */
export interface ReleaseNotes {
  /** How an image reaches the users. */
  readonly strategy: ReleaseStrategy;
  /** The colour to which every step is free. */
  readonly stable: Colour;
}

/** Form of the annotation; a reader that does not know a form reads nothing. */
const version = 1;

/** The annotation's text. */
export function writeReleaseNotes({ strategy, stable }: ReleaseNotes): string {
  return JSON.stringify({ version, strategy, stable });
}

/** What an annotation says; nothing where it is missing, of another form, or not ours. */
export function readReleaseNotes(text: unknown): Partial<ReleaseNotes> {
  const notes = parsed(text);
  if (notes.version !== version) return {};
  const strategy = releaseStrategies.find((one) => one === notes.strategy);
  const stable = colours.find((one) => one === notes.stable);
  return { ...(strategy && { strategy }), ...(stable && { stable }) };
}

function parsed(text: unknown): Readonly<Record<string, unknown>> {
  if (typeof text !== "string") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
