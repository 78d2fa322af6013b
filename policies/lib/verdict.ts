/** What a rule says of one resource. `undecided`: a value that the answer needs is unknown before the update. */
export type VerdictKind = "pass" | "fail" | "undecided" | "not-applicable";

/** The answer of a rule, or of one of its conditions. */
export interface Verdict {
  /** The answer. */
  readonly kind: VerdictKind;
  /** What was found, what is allowed and what to set; for anything but a pass. */
  readonly message?: string;
}

/** The condition holds. */
export const pass: Verdict = { kind: "pass" };

/** The condition is broken. */
export function fail(message: string): Verdict {
  return { kind: "fail", message };
}

/** The condition needs a value that is unknown before the update. */
export function undecided(message: string): Verdict {
  return { kind: "undecided", message };
}

/** The rule has nothing to say about this resource. */
export function notApplicable(message: string): Verdict {
  return { kind: "not-applicable", message };
}

/** Every condition must hold: one broken condition fails, whatever is unknown beside it. */
export function allOf(...verdicts: readonly Verdict[]): Verdict {
  return strongest(verdicts, ["fail", "undecided", "pass"]);
}

/** One condition is enough: it passes, whatever is broken or unknown beside it. */
export function anyOf(...verdicts: readonly Verdict[]): Verdict {
  return strongest(verdicts, ["pass", "undecided", "fail"]);
}

/** The messages of one kind are reported together, so that one edit can repair everything that was found. */
function strongest(verdicts: readonly Verdict[], order: readonly VerdictKind[]): Verdict {
  const kind = order.find((candidate) => verdicts.some((verdict) => verdict.kind === candidate));
  if (kind === "pass") return pass;
  // Nothing was judged, and nothing must not count as a pass.
  if (kind === undefined) return verdicts[0] ?? notApplicable("nothing to judge");
  const messages = verdicts
    .filter((verdict) => verdict.kind === kind)
    .map((verdict) => verdict.message ?? kind);
  return { kind, message: [...new Set(messages)].join("\n") };
}
