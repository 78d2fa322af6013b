import { copyRegion, mayBeIn } from "../../components/backup/copies";
import { clusterClass } from "../../components/backup/recoverable";
import { retentionClasses, type RetentionClassName } from "../../components/backup/retention";
import {
  backupTierNames,
  backupTiers,
  coldStorageMinimumDays,
  tiersOf,
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
export const recoveryWhereRequired: Check = (draft) => {
  const { regions, recovery, unreadable } = draft;
  const onAws = regionsOnAws(regions);
  if (!areRequired(draft) || recovery !== undefined || onAws.length === 0 || unreadable.includes("recovery"))
    return [];
  return [
    {
      path: "social-commerce:recovery",
      found: "nothing",
      allowed: `backups of what is in ${onAws.join(", ")}`,
      remedy: "add it, for example { copyTo: [us-west-2, us-east-1] }",
    },
  ];
};

/** Where the profile asks for backups, somebody is told when they fail: the alarms would go off unheard. */
export const recoveryTellsSomebody: Check = (draft) => {
  const { regions, recovery } = draft;
  const isMade = recovery !== undefined && regionsOnAws(regions).length > 0;
  if (!areRequired(draft) || !isMade || recovery.notify.length > 0) return [];
  return [
    {
      path: path("notify"),
      found: "nobody",
      allowed: `at least one address where backups are required, as in ${String(draft.environment)}`,
      remedy: "add one, for example [backups@shop.example.com], and let its owner confirm it in each region",
    },
  ];
};

/** There, somebody is told when a copy of a store lags, or messages wait: what is promised counts on a person who acts. */
export const alarmsTellSomebody: Check = (draft) => {
  const { regions, alerting, stores, queues, buses } = draft;
  const made = Object.entries(stores.entries).flatMap(([name, { kind }]) =>
    kind === "external" ? [] : [name],
  );
  const watched = regionsOnAws(regions).length > 0 ? [...made, ...queues.names, ...buses.names] : [];
  if (
    !areRequired(draft) ||
    alerting === undefined ||
    alerting.alarmMail !== undefined ||
    watched.length === 0
  )
    return [];
  return [
    {
      path: "social-commerce:alerting.alarmMail",
      found: "nobody",
      allowed: `an address where backups are required, as in ${String(draft.environment)}: ${watched.join(", ")} have alarms`,
      remedy: "add one, for example on-call@shop.example.com, and let its owner confirm it in each region",
    },
  ];
};

function areRequired({ environment }: Draft): boolean {
  return environment !== undefined && profiles[environment].backups === "required";
}

/** Backups are copied to regions on AWS, and each cluster's and store's to another one where its records may be. */
export const copiesSomewhere: Check = (draft) => {
  const { recovery, regions, residency = {} } = draft;
  if (recovery === undefined || regions.names.length === 0) return [];
  const onAws = regionsOnAws(regions);
  const strange = recovery.copyTo.filter((name) => !onAws.includes(name));
  if (strange.length > 0)
    return strange.map((name) => ({
      path: path("copyTo"),
      found: `the region ${JSON.stringify(name)}`,
      allowed: onAws.length === 0 ? "a region on AWS, of which there is none" : onAws.join(", "),
      remedy: "name a region on AWS that is declared under social-commerce:regions",
    }));
  return backedUp(draft)
    .filter(({ holds, region }) => mayBeIn(residency, holds, region))
    .filter(({ holds, region }) => copyRegion(holds, region, recovery.copyTo, residency) === undefined)
    .map((stuck) => nowhereToCopy(stuck, recovery.copyTo));
};

/** Records of one class that are backed up in one region. */
interface BackedUp {
  readonly holds: RetentionClassName;
  readonly region: string;
}

/** What is backed up where: clusters, and the databases that the program makes; each class and region once. */
function backedUp({ regions, stores }: Draft): BackedUp[] {
  const onAws = regionsOnAws(regions);
  const clusters = onAws.map((region) => ({ holds: clusterClass, region }));
  const databases = Object.values(stores.entries).flatMap((store) =>
    store.kind === "external" || store.kind === "cache" || store.kind === "objects"
      ? []
      : Object.keys(store.regions).map((region) => ({ holds: store.holds, region })),
  );
  const known = [...clusters, ...databases].filter(({ region }) => onAws.includes(region));
  return [...new Map(known.map((one) => [`${one.holds} ${one.region}`, one])).values()];
}

function nowhereToCopy({ holds, region }: BackedUp, copyTo: readonly string[]): Problem {
  return {
    path: path("copyTo"),
    found: `${show(copyTo)}, of which none can take the backups of ${region}`,
    allowed: `a region besides ${region} where records of class ${holds} may be`,
    remedy: "add one at the end, or permit one under social-commerce:residency",
  };
}

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

/** A lock ends after it begins: AWS refuses another. */
export const locksInOrder: Check = (draft) =>
  eachTier(draft, (name, { lock: { minimumDays, maximumDays } }) =>
    minimumDays <= maximumDays
      ? []
      : [
          {
            path: path(`tiers.${name}.lock.maximumDays`),
            found: `${maximumDays}, below minimumDays`,
            allowed: `${minimumDays} or more`,
            remedy: "raise it, or lower minimumDays",
          },
        ],
  );

/** The lock of a tier's vaults brackets what is kept there, or its jobs would fail when they run. */
export const lockBrackets: Check = (draft) =>
  eachTier(draft, (name, { keepDays, lock: { minimumDays, maximumDays } }) =>
    minimumDays > maximumDays || (minimumDays <= keepDays && keepDays <= maximumDays)
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

/**
 * What must be kept for years is backed up for as long. A tier that keeps a class for longer than it may be kept is left
 * out for it, so a longer tier can leave a class with none.
 */
export const backupsOutlastDuty: Check = (draft) => {
  const { recovery } = draft;
  if (recovery === undefined) return [];
  const tiers = resolveTiers(recovery.tiers);
  const classes = [...new Set(backedUp(draft).map(({ holds }) => holds))];
  return classes.flatMap((holds) => {
    const { minimumDays, maximumDays } = retentionClasses[holds];
    const longest = Math.max(0, ...tiersOf(holds, tiers).map((name) => tiers[name].keepDays));
    if (longest >= minimumDays) return [];
    return [
      {
        path: path("tiers"),
        found: `tiers that keep backups of ${holds} for ${longest} days at most`,
        allowed: `one whose keepDays is from ${minimumDays} to ${maximumDays}`,
        remedy: "set keepDays of a tier inside that, or leave the tiers as they are",
      },
    ];
  });
};

/**
 * No edit of a tier takes from a class in use what it has by the tiers that the program knows: kept for longer than the class
 * may be, the tier would leave the class out, and nobody asked for that.
 */
export const tiersKeepTheirClasses: Check = (draft) => {
  const classes = [...new Set(backedUp(draft).map(({ holds }) => holds))];
  return eachTier(draft, (name, { keepDays }) => {
    const lost = classes
      .filter((holds) => tiersOf(holds, backupTiers).includes(name))
      .filter((holds) => retentionClasses[holds].maximumDays < keepDays);
    const longest = Math.min(...lost.map((holds) => retentionClasses[holds].maximumDays));
    return lost.length === 0
      ? []
      : [
          {
            path: path(`tiers.${name}.keepDays`),
            found: `${keepDays}, longer than ${lost.join(", ")} may be kept, which would have no ${name} backups`,
            allowed: `at most ${longest}`,
            remedy: "keep it for less: what must be kept for longer is in a tier of its own",
          },
        ];
  });
};

type TierRule = (name: BackupTierName, tier: BackupTier) => Problem[];

/** Only what the stack file changes: the tiers that the program knows have tests of their own. */
function eachTier({ recovery }: Draft, rule: TierRule): Problem[] {
  if (recovery === undefined) return [];
  const tiers = resolveTiers(recovery.tiers);
  return backupTierNames
    .filter((name) => recovery.tiers[name] !== undefined)
    .flatMap((name) => rule(name, tiers[name]));
}
