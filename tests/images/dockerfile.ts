import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Where an image's Dockerfile is. */
export function path(image: string): string {
  return join(__dirname, "../../images", image, "Dockerfile");
}

/** The instructions of a Dockerfile, each with what follows it on one line. */
export function readDockerfile(image: string): [instruction: string, rest: string][] {
  const text = readFileSync(path(image), "utf8").replaceAll(/\\\n\s*/gu, "");
  return [...text.matchAll(/^([A-Z]+) +(.*)$/gmu)].map(([, name = "", rest = ""]) => [name, rest]);
}
