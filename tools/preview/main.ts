import { dirname, join } from "node:path";

import { checkStackFile } from "../../config/stack-file";
import { checkStackFiles } from "../../config/stack-files";
import { calendarRemarks } from "./calendar-remarks";
import { runCommand } from "./command";
import { exitWith } from "./exits";
import { pairRemarks } from "./pair-remarks";

// The bundle is dist/preview.js, so the project is one up.
const directory = dirname(__dirname);

exitWith(() =>
  runCommand(process.argv.slice(2), {
    directory,
    pack: join(directory, "policies"),
    check: checkStackFile,
    checkTogether: checkStackFiles,
    remarks: (text) => [...calendarRemarks(text, new Date().toISOString()), ...pairRemarks(text)],
    out: process.stdout,
    err: process.stderr,
  }),
);
