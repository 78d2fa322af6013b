import { runCommand } from "../../../tools/preview/command";
import { exitOnSignals } from "../../../tools/preview/signals";

// What tools/preview/main.ts is, for a test program: its directory and its pack are the first two arguments.
const [directory = "", pack = "", ...words] = process.argv.slice(2);

exitOnSignals();
void runCommand(words, { directory, pack, check: () => [], out: process.stdout, err: process.stderr }).then(
  (code) => {
    process.exitCode = code;
  },
);
