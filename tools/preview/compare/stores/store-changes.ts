import type { Change } from "../change";
import { isStore } from "./effect";

/** A store that a change would lose, or might. */
export interface StoreChange {
  /** By what `--allow-store-change` names it: its URN now, or before where it is removed. */
  readonly urn: string;
  readonly fate: Fate;
  /** Why; empty where the program just does not have it any more. */
  readonly reasons: readonly string[];
  /** The old one is kept, although Pulumi forgets it. */
  readonly retained: boolean;
  /** Pulumi refuses to delete it until it is no longer protected. */
  readonly protected: boolean;
  /** Named with `--allow-store-change`. */
  readonly allowed: boolean;
}

/** What becomes of a store. */
export type Fate = "deleted" | "replaced" | "may be replaced" | "forgotten, kept";

/**
 * The stores that are deleted or replaced, or may be. One with `retainOnDelete` is only forgotten when the program does
 * not have it any more: it is listed, but need not be allowed. Replaced, it needs leave all the same, for the program
 * then uses another, empty one.
 */
export function storeChangesOf(changes: readonly Change[], allowed: readonly string[]): StoreChange[] {
  return changes.flatMap((change) => {
    const fate = isStore(change.resource.type) ? fateOf(change) : undefined;
    if (fate === undefined) return [];
    // What counts is how the resource that goes is treated.
    const { protect, retainOnDelete } = change.former ?? change.resource;
    return [
      {
        urn: change.resource.urn,
        fate,
        reasons: change.replacement?.reasons ?? [],
        retained: retainOnDelete,
        protected: protect,
        allowed: allowed.includes(change.resource.urn),
      },
    ];
  });
}

function fateOf({ action, replacement, resource }: Change): Fate | undefined {
  if (action === "removed") return resource.retainOnDelete ? "forgotten, kept" : "deleted";
  if (replacement === undefined) return undefined;
  return replacement.certain ? "replaced" : "may be replaced";
}

/** Whether a change of a store must be allowed by name. */
export function needsLeave({ fate }: StoreChange): boolean {
  return fate !== "forgotten, kept";
}
