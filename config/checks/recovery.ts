import { copyRegion, mayBeIn } from "../../components/backup/copies";
import { clusterClass } from "../../components/backup/recoverable";
import {
  backupTierNames,
  coldStorageMinimumDays,
  type BackupTier,
  type BackupTierName,
} from "../../components/backup/tiers";
import type { Draft } from "../draft";
import { show, type Problem } from "../problems";
import { profiles } from "../profiles";
import { resolveTiers } from "../resolve/recovery";
import type { Check } from "./check";
import { regionsOnAws } from "./on-aws";

const path = (key: string): string => `social-commerce:recovery.${key}`;

/** Where the profile asks for backups, there are some. */
export const recoveryWhereRequired: Check = ({ environment, regions, recovery, unreadable }) => {
  const onAws = regionsOnAws(regions);
  const required = environment !== undefined && profiles[environment].backups === "required";
  if (!required || recovery !== undefined || onAws.length === 0 || unreadable.includes("recovery")) return [];
  return [
    {
      path: "social-commerce:recovery",
      found: "nothing",
      allowed: `backups of what is in ${onAws.join(", ")}`,
      remedy: "add it, for example { copyTo: [us-west-2, us-east-1] }",
    },
  ];
};

/** Backups are copied to regions on AWS, and every cluster's to another one where its records may be. */
export const copiesSomewhere: Check = ({ recovery, regions, residency = {} }) => {
  if (recovery === undefined || regions.names.length === 0) return [];
  const onAws = regionsOnAws(regions);
  const strange = recovery.copyTo.filter((name) => !onAws.includes(name));
  const stuck = onAws
    .filter((name) => mayBeIn(residency, clusterClass, name))
    .filter((name) => copyRegion(clusterClass, name, recovery.copyTo, residency) === undefined);
  return [
    ...strange.map((name) => ({
      path: path("copyTo"),
      found: `the region ${JSON.stringify(name)}`,
      allowed: onAws.length === 0 ? "a region on AWS, of which there is none" : onAws.join(", "),
      remedy: "name a region on AWS that is declared under social-commerce:regions",
    })),
    ...(strange.length > 0 ? [] : stuck.map((name) => nowhereToCopy(name, recovery.copyTo))),
  ];
};

function nowhereToCopy(region: string, copyTo: readonly string[]): Problem {
  return {
    path: path("copyTo"),
    found: `${show(copyTo)}, of which none can take the backups of ${region}`,
    allowed: `a region besides ${region} where records of class ${clusterClass} may be`,
    remedy: "add one at the end, or permit one under social-commerce:residency",
  };
}

/** A cluster's objects and disks are records, and are where they may be. */
export const clustersWhereTheyMayBe: Check = ({ recovery, regions, residency = {} }) =>
  recovery === undefined
    ? []
    : regionsOnAws(regions)
        .filter((name) => !mayBeIn(residency, clusterClass, name))
        .map((name) => ({
          path: `social-commerce:residency.${clusterClass}`,
          found: `a list without ${name}, where a cluster is backed up`,
          allowed: `all regions on AWS: ${regionsOnAws(regions).join(", ")}`,
          remedy: "add the region to the list, or do without it",
        }));

/** What nobody can undo is said by name, with days to think again. */
export const lockConfirmed: Check = ({ recovery, environment }) => {
  if (recovery === undefined || environment === undefined) return [];
  const { mode, graceDays, confirm } = recovery.lock;
  if (mode === "governance") {
    const stray = (["graceDays", "confirm"] as const).filter((key) => recovery.lock[key] !== undefined);
    return stray.map((key) => ({
      path: path(`lock.${key}`),
      found: show(recovery.lock[key]),
      allowed: "nothing beside mode: governance, which can be lifted at any time",
      remedy: `remove it, or set mode: compliance`,
    }));
  }
  const sentence = `lock the vaults of ${environment} for ever`;
  return [
    ...(graceDays === undefined
      ? [
          {
            path: path("lock.graceDays"),
            found: "nothing",
            allowed: "a whole number from 3 to 36500 beside mode: compliance",
            remedy: "add it, for example 14: until then the lock can be taken back",
          },
        ]
      : []),
    ...(confirm === sentence
      ? []
      : [
          {
            path: path("lock.confirm"),
            found: show(confirm),
            allowed: sentence,
            remedy: "write this sentence if the vaults are to be locked so that nobody can ever lift it",
          },
        ]),
  ];
};

/** The lock of a tier's vaults brackets what is kept there, or its jobs would fail when they run. */
export const lockBrackets: Check = (draft) =>
  eachTier(draft, (name, { keepDays, lock: { minimumDays, maximumDays } }) =>
    minimumDays <= keepDays && keepDays <= maximumDays
      ? []
      : [
          {
            path: path(`tiers.${name}.keepDays`),
            found: `${keepDays}, outside of the lock of the tier's vaults`,
            allowed: `${minimumDays} to ${maximumDays}`,
            remedy: `set keepDays inside the lock, or move tiers.${name}.lock`,
          },
        ],
  );

/** Cold storage is for 90 days at least. */
export const coldLongEnough: Check = (draft) =>
  eachTier(draft, (name, { keepDays, coldAfterDays }) =>
    coldAfterDays === undefined || coldAfterDays + coldStorageMinimumDays <= keepDays
      ? []
      : [
          {
            path: path(`tiers.${name}.coldAfterDays`),
            found: `${coldAfterDays}, which leaves ${keepDays - coldAfterDays} days in cold storage`,
            allowed: `at most ${keepDays - coldStorageMinimumDays}: cold storage is for ${coldStorageMinimumDays} days or more`,
            remedy: "move it to cold storage earlier, or not at all; or keep the backups for longer",
          },
        ],
  );

type TierRule = (name: BackupTierName, tier: BackupTier) => Problem[];

/** Only what the stack file changes: the tiers that the program knows have tests of their own. */
function eachTier({ recovery }: Draft, rule: TierRule): Problem[] {
  if (recovery === undefined) return [];
  const tiers = resolveTiers(recovery.tiers);
  return backupTierNames
    .filter((name) => recovery.tiers[name] !== undefined)
    .flatMap((name) => rule(name, tiers[name]));
}
