import type { EnforcementLevel, ReportViolation } from "@pulumi/policy";

/** A violation of one resource. */
export interface Violation {
  /** What was found, what is allowed, what to set. */
  readonly message: string;
  /** The resource. */
  readonly urn: string;
  /** Overrides the level of the policy, and what the operator configured for it. */
  readonly enforcementLevel?: EnforcementLevel;
}

/**
 * Reports a violation at a level of its own. The SDK (1.21) takes an object and honours its level, and the engine too,
 * but the declared type knows only strings. A contract test holds this cast to what the real server does.
 */
export function report(reportViolation: ReportViolation, violation: Violation): void {
  (reportViolation as unknown as (violation: Violation) => void)(violation);
}
