import { rmSync } from "node:fs";

/** Takes away the plans of a run (plans.ts). */
export default function teardown(): void {
  if (process.env.PLANS !== undefined) rmSync(process.env.PLANS, { recursive: true, force: true });
}
