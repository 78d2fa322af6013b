import type { Value } from "./value";

/** A resource as a rule sees it, whichever call of the engine it came with. */
export interface Resource {
  /** Its unique name in the engine. */
  readonly urn: string;
  /** Its type token, for example `aws:kms/key:Key`. */
  readonly type: string;
  /** Its name in the program. */
  readonly name: string;
  /** True when the engine refuses to delete it. */
  readonly protect: boolean;
  /** URN of the provider that manages it; two resources of one provider are in one region, or in one cluster. */
  readonly provider?: string;
  /** Its properties. */
  readonly properties: Value;
}

/** A resource in sight of the whole stack. */
export interface LinkedResource extends Resource {
  /** URN of its parent. */
  readonly parent?: string;
  /** For each property, the URNs of the resources that its value comes from. Known even while the value is not. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
}
