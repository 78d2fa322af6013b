import type { z } from "zod";

/** What a field of the stack file is, for the reference page, the editor and the errors. */
export interface FieldNotes {
  /** One sentence: what it is, its unit, and what a change of it does. */
  readonly description: string;
  /** What may stand there, as the end of "allowed: …". */
  readonly allowed: string;
  /** A value that a person could type. */
  readonly example: unknown;
}

/** The metadata key under which a field's limits travel with its schema. */
export const allowedKey = "x-allowed";

/** A schema with its notes attached; the notes reach the JSON Schema, the reference page and every error. */
export function field<T extends z.ZodType>(schema: T, { description, allowed, example }: FieldNotes): T {
  return schema.meta({ description, examples: [example], [allowedKey]: allowed });
}
