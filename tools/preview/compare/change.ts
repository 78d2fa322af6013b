import type { PlanResource } from "../plan";
import type { PropertyChange } from "./properties";

/** What becomes of one resource that a provider manages. */
export interface Change {
  /** `moved`: only its URN is another, by an alias; `options`: only how Pulumi treats it. */
  readonly action: "added" | "removed" | "changed" | "replaced" | "moved" | "options";
  /** As it is now; as it was, where it is removed. */
  readonly resource: PlanResource;
  /** As it was; absent for what is added. */
  readonly former?: PlanResource;
  readonly properties: readonly PropertyChange[];
  /** Provider, protection, retention: what is not sent to the provider. */
  readonly options: readonly PropertyChange[];
  /** Why the resource is, or may be, replaced. */
  readonly replacement?: Replacement;
}

/** A replacement: a new resource is made, and the old one is deleted with what is in it. */
export interface Replacement {
  /** False where nothing at hand says what the provider does. */
  readonly certain: boolean;
  readonly reasons: readonly string[];
}
