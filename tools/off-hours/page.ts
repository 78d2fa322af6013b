import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { configMap, readSource } from "../../config/source";
import { ownKeys, readConfig } from "../../config/stack-file";
import { between } from "../scaling/page";
import { markdown } from "../scaling/table";
import { savings } from "./saving";

const marks = ["<!-- saved -->", "<!-- end -->"] as const;
const path = "docs/off-hours.md";

/** The page on hours without pods, of which the part between two marks is computed from the stack files. */
export const offHoursPage = {
  path,
  text: () => between(marks, path, readFileSync(join(process.cwd(), path), "utf8"), savingTable()),
};

/** What each stack file saves, in Markdown. */
export function savingTable(): string {
  const stacks = readdirSync(process.cwd()).flatMap((file) => /^Pulumi\.(.+)\.yaml$/u.exec(file)?.[1] ?? []);
  const rows = stacks.sort().flatMap((stack) => {
    const { document } = readSource(readFileSync(join(process.cwd(), `Pulumi.${stack}.yaml`), "utf8"));
    const config = document && readConfig(ownKeys(configMap(document))).config;
    return (config ? savings(config) : []).map(({ region, pods, cores, percent, usd }) => [
      ...[stack, region, String(pods), cores.toFixed(1), `${percent} %`, `${usd} USD`],
    ]);
  });
  return markdown([["stack", "region", "pods at rest", "cores", "no pods", "saved a month"], ...rows]);
}
