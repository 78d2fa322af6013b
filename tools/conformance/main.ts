import { dirname } from "node:path";

import { checkStackFile } from "../../config/stack-file";
import { exitWith } from "../preview/exits";
import { runConformance } from "./command";

// The bundle is dist/conformance.js, so the project is one up.
const directory = dirname(__dirname);

exitWith(() =>
  runConformance(process.argv.slice(2), {
    directory,
    check: checkStackFile,
    out: process.stdout,
    err: process.stderr,
    environment: process.env,
  }),
);
