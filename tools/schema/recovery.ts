import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { afterlife } from "../../components/backup/afterlife";
import { schedulesOf, weeklyMaintenance } from "../../components/backup/begins";
import { endsByAge, retentionClasses } from "../../components/backup/retention";
import { backupTierNames, backupTiers } from "../../components/backup/tiers";
import {
  recoveryTierNames,
  recoveryTiers,
  scenarios,
  type Objective,
} from "../../components/recovery/objectives";
import { storesOf, type StoreRow } from "../../components/recovery/stores";
import { duration, worstCases, type WorstCase } from "../../components/recovery/worst-case";
import { heldClassNames } from "../../config/schema/backup";
import { ownKeys, readConfig } from "../../config/stack-file";
import { isRecord } from "../../config/values";

const begin = "<!-- Written by `npm run schema` out of components/recovery and Pulumi.production.yaml. -->";
const end = "<!-- End of what is written by `npm run schema`. -->";

/** The page about recovery: by hand, with the tables between two marks out of the model. */
export function recoveryPage(): string {
  const page = readFileSync(join(process.cwd(), "docs/recovery.md"), "utf8");
  const [before = "", rest = ""] = page.split(begin);
  const [, after = ""] = rest.split(end);
  return [before, begin, "\n\n", tables(), "\n\n", end, after].join("");
}

function tables(): string {
  return [tierTable(), storeTable(), scheduleTable(), ageTable()].join("\n\n");
}

function tierTable(): string {
  const rows = recoveryTierNames.map((name) => {
    const cells = scenarios.flatMap((scenario) => {
      const { lossMinutes, restoreMinutes } = recoveryTiers[name][scenario];
      return [duration(lossMinutes), duration(restoreMinutes)];
    });
    return row([`\`${name}\``, ...cells]);
  });
  return [
    row(["tier", "lost in an outage", "restored", "lost when corrupted", "restored"]),
    row(["---", "---", "---", "---", "---"]),
    ...rows,
  ].join("\n");
}

function storeTable(): string {
  const heads = ["store", "holds", "where", "tier", "outage, at worst", "corruption, at worst", "drill"];
  return [row(heads), row(heads.map(() => "---")), ...storesOf(production()).map(storeRow)].join("\n");
}

function storeRow({ name, holds, where, tier, channels, drill }: StoreRow): string {
  const worst = worstCases(channels).map((one) => worstCell(one));
  return row([name, holds, where, tier ?? "not said", ...worst, drill]);
}

/** `5 min lost, 15 min (assumed) to restore: copy in another region` */
function worstCell({ scenario, worst, by }: WorstCase): string {
  if (worst === undefined || by === undefined) return "nothing helps";
  const assumed = by.assumed?.[scenario] ?? [];
  const shown = (key: keyof Objective): string =>
    `${duration(worst[key])}${assumed.includes(key) ? " (assumed)" : ""}`;
  return `${shown("lossMinutes")} lost, ${shown("restoreMinutes")} to restore: ${by.title}`;
}

function scheduleTable(): string {
  const maintenance = weeklyMaintenance(production().calendar.maintenance);
  const rows = backupTierNames.map((name) => {
    const { keepDays, lock } = backupTiers[name];
    const schedules = schedulesOf(backupTiers[name], maintenance);
    return row([
      name,
      schedules.map(({ expression }) => `\`${expression}\``).join(" and "),
      `${keepDays} days`,
      `${lock.minimumDays} to ${lock.maximumDays} days`,
    ]);
  });
  return [
    row(["backups", "when (UTC)", "kept", "lock of the vault"]),
    row(["---", "---", "---", "---"]),
    ...rows,
  ].join("\n");
}

function ageTable(): string {
  const tiers = production().recovery?.tiers ?? backupTiers;
  const heads = ["class", "in its store", "then in AWS Backup", "or in dumps", "oldest, at worst"];
  const rows = heldClassNames.filter(endsByAge).map((name) => {
    const { vaultDays, dumpDays, oldestDays } = afterlife(name, tiers);
    const days = [retentionClasses[name].maximumDays, vaultDays, dumpDays, oldestDays];
    return row([`\`${name}\``, ...days.map((count) => `${count} days`)]);
  });
  return [row(heads), row(heads.map(() => "---")), ...rows].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function production() {
  const file = parse(readFileSync(join(process.cwd(), "Pulumi.production.yaml"), "utf8")) as unknown;
  const config = isRecord(file) && isRecord(file.config) ? file.config : {};
  const reading = readConfig(ownKeys(config));
  if (reading.config === undefined)
    throw new RangeError("Pulumi.production.yaml has problems; see npm run preview");
  return reading.config;
}
