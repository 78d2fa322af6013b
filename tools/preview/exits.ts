/** Exit codes of a process that a signal ended, as shells report them. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Exit code where what runs failed by an error that it did not foresee. */
const failed = 3;

/** Has the process exit with the code of a command, and with 3, after the error, where the command fails itself. */
export function exitWith(run: () => Promise<number>): void {
  exitOnSignals();
  run().then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error);
      process.exitCode = failed;
    },
  );
}

/** Turns a death by signal into an exit, so that children and temporary files go with this process. */
function exitOnSignals(): void {
  for (const [signal, code] of Object.entries(exitCodes)) process.once(signal, () => process.exit(code));
}
