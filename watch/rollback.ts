import { createHash } from "node:crypto";

import type { RollbackMark } from "../guards/marks";
import type { Shift } from "./shift";

/** A step that is taken back. */
export interface TakenBack extends Shift {
  /** Name of the region. */
  readonly region: string;
  /** Name of the service. */
  readonly service: string;
  /** What was found. */
  readonly reason: string;
  /** When, in milliseconds since 1970. */
  readonly time: number;
}

/**
 * The mark of a rollback. Its id is short enough to type, begins with the service, and is another one whenever the
 * region, the weights or the time are others: an acknowledgement never fits two rollbacks.
 */
export function rollbackMark({ region, service, before, after, reason, time }: TakenBack): RollbackMark {
  const at = new Date(time).toISOString();
  const facts = JSON.stringify([region, service, after.green, before.green, at]);
  const digest = createHash("sha256").update(facts).digest("hex").slice(0, 8);
  return { id: `${service}-${digest}`, from: after, to: before, reason, at };
}
