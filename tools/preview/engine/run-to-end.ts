import { ProgramError } from "../failure";
import { formatFaults } from "./faults";
import { type Listeners, refusal } from "./monitor";
import { type Ended, type Run, runProgram } from "./run";

/**
 * Runs the program, and once more with full traces when it fails: the fast run has none to show.
 *
 * @param onFailure - Called before the second run, in which nobody else takes part.
 * @throws {ProgramError} when the program fails, or does what an offline preview cannot do.
 */
export async function runToEnd(run: Run, listeners?: Listeners, onFailure?: () => void): Promise<Ended> {
  const ended = await runProgram(run, listeners);
  if (!failed(ended)) return ended;
  onFailure?.();
  const again = await runProgram({ ...run, traces: true });
  throw new ProgramError(explain(run, failed(again) ? again : ended));
}

function failed({ end, recording }: Ended): boolean {
  return end !== 0 || recording.faults.length > 0;
}

function explain({ stack }: Run, { end, recording, printed }: Ended): string {
  return [
    `The program failed for ${stack}${end === 0 ? "" : ` (exit ${end})`}.`,
    ...section("It does what an offline preview cannot do:", formatFaults(recording.faults)),
    // What follows from a fault says less than the fault.
    ...section("It reported:", recording.errors.filter((error) => !error.includes(refusal)).join("\n")),
    ...section("It printed:", printed),
  ].join("\n\n");
}

function section(heading: string, text: string): string[] {
  return text === "" ? [] : [`${heading}\n${text}`];
}
