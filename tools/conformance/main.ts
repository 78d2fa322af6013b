import { dirname } from "node:path";

import { checkStackFile } from "../../config/stack-file";
import { exitOnSignals } from "../preview/signals";
import { runConformance } from "./command";

// The bundle is dist/conformance.js, so the project is one up.
const directory = dirname(__dirname);

exitOnSignals();
runConformance(process.argv.slice(2), {
  directory,
  check: checkStackFile,
  out: process.stdout,
  err: process.stderr,
  environment: process.env,
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 3;
  },
);
