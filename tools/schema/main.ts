import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { generatedFiles } from "./generated-files";

for (const { path, text } of generatedFiles()) {
  const target = join(process.cwd(), path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  console.log(`wrote ${path}`);
}
