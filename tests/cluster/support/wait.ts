import { setTimeout as pause } from "node:timers/promises";

/** Something did not become true in time. */
export class TimedOut extends Error {}

/** Something was true that never should be. */
export class Happened extends Error {}

/**
 * Waits until `look` returns nothing that is missing. Time out: an error that lists what still was.
 */
export async function until(
  what: string,
  look: () => Promise<readonly string[]>,
  { seconds = 60, every = 250 }: { readonly seconds?: number; readonly every?: number } = {},
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const missing = await look();
    if (missing.length === 0) return;
    if (Date.now() > end) throw new TimedOut(`${what}: after ${seconds} s still\n  ${missing.join("\n  ")}`);
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
