const suffixes: Readonly<Record<string, number>> = {
  "": 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A Kubernetes quantity as a number: `250m` is 0.25. Throws on what it cannot read. */
export function quantity(text: string): number {
  const [, digits, suffix] = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(text) ?? [];
  const factor = suffixes[suffix ?? "?"];
  if (digits === undefined || factor === undefined) throw new RangeError(`not a quantity: ${text}`);
  return Number(digits) * factor;
}
