import { providerUrn } from "../preview/engine/registration";
import { readJson } from "../preview/engine/wire";
import { InputError } from "../preview/failure";
import type { PlanValue } from "../preview/plan";

/** One resource as the engine plans it, as far as it is compared. */
export interface PlannedResource {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly parent?: string;
  /** URN of the provider, without its id. */
  readonly provider?: string;
  readonly inputs: Readonly<Record<string, PlanValue>>;
}

/** A state in the document that `pulumi preview --json` prints; there is more in it. */
interface State {
  readonly urn: string;
  readonly type: string;
  readonly custom?: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs?: unknown;
}

/**
 * The resources that a preview of the engine ends with: the new state of each step, but of those that delete. A
 * replacement has several steps, with the same new state.
 *
 * @param text - What `pulumi preview --json` printed.
 * @throws {InputError} when it is no such document.
 */
export function readDigest(text: string): PlannedResource[] {
  const planned = new Map<string, PlannedResource>();
  for (const { newState } of steps(text))
    if (newState !== undefined) planned.set(newState.urn, asPlanned(newState));
  return [...planned.values()];
}

function steps(text: string): readonly { readonly newState?: State }[] {
  try {
    const digest = JSON.parse(text) as { steps?: unknown } | null;
    if (Array.isArray(digest?.steps)) return digest.steps as { newState?: State }[];
  } catch {
    // The message below says what was expected.
  }
  throw new InputError(
    "pulumi preview --json did not print a document with steps; run it by hand, and see what it prints instead.",
  );
}

function asPlanned({
  urn,
  type,
  custom = false,
  parent = "",
  provider = "",
  inputs,
}: State): PlannedResource {
  const reference = providerUrn(provider);
  return {
    ...{ urn, type, custom },
    ...(parent === "" ? {} : { parent }),
    ...(reference === undefined ? {} : { provider: reference }),
    inputs: readJson(inputs),
  };
}
