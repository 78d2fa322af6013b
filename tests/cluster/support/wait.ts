import { setTimeout as pause } from "node:timers/promises";

/** Something did not become true in time. */
export class TimedOut extends Error {}

/** Something was true that never should be. */
export class Happened extends Error {}

/** How a wait is made. */
interface Waiting {
  readonly seconds: number;
  /** Milliseconds between two looks. */
  readonly every: number;
  readonly patience: Patience;
}

/** How long waits may still take in all tests of this file, in seconds: what is broken once is not waited for again. */
export interface Patience {
  seconds: number;
}

/** What is left after a wait that was in vain: enough for what needs nothing of what is broken. */
const afterFailure = 5;

const fileWide: Patience = { seconds: Infinity };

/**
 * Waits until `look` returns nothing that is missing. Time out: an error that lists what still was; later waits of the
 * same test file are short then.
 */
export async function until(
  what: string,
  look: () => Promise<readonly string[]>,
  { seconds = 60, every = 250, patience = fileWide }: Partial<Waiting> = {},
): Promise<void> {
  const allowed = Math.min(seconds, patience.seconds);
  const end = Date.now() + allowed * 1000;
  for (;;) {
    const missing = await look();
    if (missing.length === 0) return;
    if (Date.now() > end) {
      const earlier = allowed < seconds ? ", because an earlier wait was in vain" : "";
      patience.seconds = Math.min(patience.seconds, afterFailure);
      throw new TimedOut(`${what}: after ${allowed} s${earlier}, still\n  ${missing.join("\n  ")}`);
    }
    await pause(every);
  }
}

/** Looks for some seconds, and throws at once when something is there that never should be. */
export async function never(
  what: string,
  look: () => Promise<readonly string[]>,
  { seconds = 3, every = 250 }: { readonly seconds?: number; readonly every?: number } = {},
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const found = await look();
    if (found.length > 0) throw new Happened(`${what}, which should not be:\n  ${found.join("\n  ")}`);
    await pause(every);
  }
}
