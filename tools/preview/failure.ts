/** What the process exits with: the shared language of `npm run preview` and the pipeline that calls it. */
export const exitCodes = { fine: 0, refused: 1, badInput: 2, programFailed: 3 } as const;

/** One of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A preview that cannot go on: its message is for a person and is printed without a stack trace. */
abstract class Failure extends Error {
  abstract readonly exitCode: ExitCode;
}

/** The operator wrote something that cannot be previewed: an argument, a stack file, an output directory. */
export class InputError extends Failure {
  readonly exitCode = exitCodes.badInput;
}

/** The program or the policy pack failed, or did what an offline preview cannot do. */
export class ProgramError extends Failure {
  readonly exitCode = exitCodes.programFailed;
}

/** True for the failures above, false for a defect of the preview itself. */
export function isFailure(error: unknown): error is Failure {
  return error instanceof Failure;
}

/** The code of several stacks: a failed program hides more than bad input, and bad input more than a refusal. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  const { programFailed, badInput, refused, fine } = exitCodes;
  return [programFailed, badInput, refused].find((code) => codes.includes(code)) ?? fine;
}
