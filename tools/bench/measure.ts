/** Seconds that several runs of one thing took. */
export interface Timing {
  readonly name: string;
  readonly seconds: readonly number[];
}

/** The middle of an odd number of values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs each contender in turn, round after round, so that a busy moment of the machine hits all of them. */
export async function interleave(
  contenders: Readonly<Record<string, () => Promise<unknown>>>,
  rounds: number,
): Promise<Timing[]> {
  const seconds = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      const started = performance.now();
      await run();
      seconds.get(name)?.push((performance.now() - started) / 1000);
    }
  }
  return [...seconds].map(([name, list]) => ({ name, seconds: list }));
}
