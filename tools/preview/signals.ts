/** Exit codes of a process that a signal ended, as shells report them. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** Turns a death by signal into an exit, so that children and temporary files go with this process. */
export function exitOnSignals(): void {
  for (const [signal, code] of Object.entries(exitCodes)) process.once(signal, () => process.exit(code));
}
