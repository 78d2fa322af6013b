/** A problem as a test writes it: path after the namespace, what is found, what is allowed, what to do. */
export type Told = readonly [path: string, found: string, allowed: string, remedy: string];

/** One edit of the correct base file, and every problem that it makes. */
export interface BrokenFile {
  readonly title: string;
  /** What the base file reads at one place, and what the broken one reads there. */
  readonly edit: readonly [from: string, to: string];
  readonly problems: readonly Told[];
}

/** A file in which one place reads otherwise. */
export const broken = (
  title: string,
  from: string,
  to: string,
  ...problems: readonly Told[]
): BrokenFile => ({
  title,
  edit: [from, to],
  problems,
});
