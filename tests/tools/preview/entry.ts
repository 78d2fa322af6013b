import { runCommand } from "../../../tools/preview/command";
import { exitWith } from "../../../tools/preview/exits";

// What tools/preview/main.ts is, for a test program: its directory and its pack are the first two arguments.
const [directory = "", pack = "", ...words] = process.argv.slice(2);

exitWith(() =>
  runCommand(words, { directory, pack, check: () => [], out: process.stdout, err: process.stderr }),
);
