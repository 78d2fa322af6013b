import type { Draft } from "../draft";
import type { Problem } from "../problems";
import type { BackupEntry } from "../schema/backup";
import type { Check } from "./check";
import { regionsOnAws } from "./on-aws";

const path = (name: string, key: keyof BackupEntry): string => `social-commerce:backups.${name}.${key}`;

/** Both sides of a pair are regions on AWS. */
export const backupRegions: Check = (draft) => {
  const known = regionsOnAws(draft.regions);
  return eachSide(draft, (name, key, region) => {
    if (known.includes(region) || draft.regions.names.length === 0) return [];
    return [
      {
        path: path(name, key),
        found: `the region ${JSON.stringify(region)}`,
        allowed: known.length === 0 ? "a region on AWS, of which there is none" : known.join(", "),
        remedy: "name a region on AWS that is declared under social-commerce:regions",
      },
    ];
  });
};

/** A copy is somewhere else. */
export const backupElsewhere: Check = ({ backups }) =>
  Object.entries(backups.entries)
    .filter(([, { region, copyTo }]) => region === copyTo)
    .map(([name, { copyTo }]) => ({
      path: path(name, "copyTo"),
      found: `${copyTo}, where the backups are written`,
      allowed: "another region: a copy in the same one is lost with it",
      remedy: "name another region",
    }));

/** Residency speaks of regions that are declared. */
export const residencyRegions: Check = ({ residency = {}, regions }) =>
  Object.entries(residency).flatMap(([retentionClass, names]) =>
    names
      .filter((name) => regions.names.length > 0 && !regions.names.includes(name))
      .map((name) => ({
        path: `social-commerce:residency.${retentionClass}`,
        found: `the region ${JSON.stringify(name)}`,
        allowed: regions.names.join(", "),
        remedy: "name a region under social-commerce:regions, or declare this one there",
      })),
  );

type SideRule = (name: string, key: "region" | "copyTo", region: string, entry: BackupEntry) => Problem[];

function eachSide({ backups }: Draft, rule: SideRule): Problem[] {
  return Object.entries(backups.entries).flatMap(([name, entry]) => [
    ...rule(name, "region", entry.region, entry),
    ...rule(name, "copyTo", entry.copyTo, entry),
  ]);
}
