import { InputError } from "../../failure";
import type { Comparison } from "../comparison";
import { needsLeave } from "./store-changes";

/** What was compared of one stack. */
interface Compared {
  readonly plan: { readonly stack: string };
  readonly comparison?: Comparison;
}

/**
 * Leave that nothing needs is a mistake: a misspelled URN, or what is left of a former change.
 *
 * @param stacks - Names of the stacks that were asked for; one that could not be previewed tells nothing.
 * @throws {InputError} naming what does need it.
 */
export function requireNeeded(
  allowed: readonly string[],
  compared: readonly Compared[],
  stacks: readonly string[],
): void {
  const known = new Set(compared.map(({ plan }) => plan.stack));
  const failed = stacks.filter((stack) => !known.has(stack));
  const needing = compared.flatMap(({ comparison }) => comparison?.stores.filter(needsLeave) ?? []);
  const urns = needing.map(({ urn }) => urn);
  const idle = allowed.filter(
    (urn) => !urns.includes(urn) && !failed.some((stack) => urn.startsWith(`urn:pulumi:${stack}::`)),
  );
  if (idle.length === 0) return;
  const list = urns.length === 0 ? ["  nothing does"] : urns.map((urn) => `  ${urn}`);
  throw new InputError(
    [`--allow-store-change: nothing needs leave for ${idle.join(", ")}. What needs it:`, ...list].join("\n"),
  );
}
