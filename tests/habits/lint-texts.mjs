// Lints texts as if they stood in files of the project. ESLint loads its configuration by a dynamic import, which jest
// does not have, so the tests run this in a process of its own: cases in as JSON, messages out as JSON.
import { readFileSync } from "node:fs";

import { ESLint } from "eslint";

const eslint = new ESLint();
const results = [];
for (const { file, text } of JSON.parse(readFileSync(0, "utf8"))) {
  const [{ messages }] = await eslint.lintText(text, { filePath: file });
  results.push(messages.map(({ ruleId, message }) => `${ruleId ?? "parser"}: ${message}`));
}
process.stdout.write(JSON.stringify(results));
