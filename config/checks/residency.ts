import { copyRegion } from "../../components/backup/copies";
import { clusterClass } from "../../components/backup/recoverable";
import { retentionClasses, type RetentionClassName } from "../../components/backup/retention";
import { logClasses } from "../../components/region/log-classes";
import type { Draft } from "../draft";
import type { Problem } from "../problems";
import type { BackupEntry } from "../schema/backup";
import type { MadeStoreEntry } from "../schema/store";
import type { Check } from "./check";
import { eachDump } from "./each-dump";
import { regionsOnAws } from "./on-aws";

/** Records of a class that come to be in a region by what is written at a place of the stack file. */
interface Presence {
  readonly path: string;
  readonly holds: RetentionClassName;
  readonly region: string;
  /** How they come there, where the path does not say it: `where order-service reads it`. */
  readonly how?: string;
  /** What to do. */
  readonly remedy: string;
}

/** A way in which records come to be in regions. */
type Channel = (draft: Draft) => readonly Presence[];

/** Both sides of a pair of buckets: what is written, and what is replicated. */
const buckets: Channel = ({ backups }) =>
  Object.entries(backups.entries).flatMap(([name, entry]) =>
    (["region", "copyTo"] as const).map((key) => ({
      path: `social-commerce:backups.${name}.${key}`,
      holds: entry.retentionClass,
      region: entry[key],
      remedy: "name a permitted region, or permit this one under social-commerce:residency",
    })),
  );

/** A store's clusters in each of its regions, with what follows them there: its snapshots, its secret, its key. */
const stores: Channel = (draft) =>
  eachMade(draft, (name, { holds, regions }) =>
    Object.keys(regions).map((region) => ({
      path: `social-commerce:stores.${name}.regions.${region}`,
      holds,
      region,
      remedy: "remove the region, or permit it under social-commerce:residency",
    })),
  );

/** A dump of what is of another class than its pair: the pair's own residency says nothing of it. */
const dumps: Channel = (draft) =>
  eachDumped(draft, (name, holds, pair) =>
    (pair.retentionClass === holds ? [] : [pair.region, pair.copyTo]).map((region) => ({
      path: `social-commerce:stores.${name}.dump.into`,
      holds,
      region,
      remedy: "name a pair in permitted regions, or permit this one under social-commerce:residency",
    })),
  );

/** The disk on which a dump is made: backups of the cluster take what disks are there. Source: AWS Backup, "Amazon EKS backups". */
const dumpDisks: Channel = (draft) =>
  eachDumped(draft, (name, holds, { region: from }) => {
    const { recovery, residency = {} } = draft;
    const region = recovery && copyRegion(clusterClass, from, recovery.copyTo, residency);
    if (region === undefined) return [];
    return [
      {
        path: "social-commerce:recovery.copyTo",
        holds,
        region,
        how: `where the cluster of ${from} is copied with the disk on which ${name} is dumped`,
        remedy: "name a permitted region before it, or permit it under social-commerce:residency",
      },
    ];
  });

/**
 * The ways between networks: a service runs in every region, and what it reads of a store in another one has left that.
 * For personal data to be read from elsewhere is to be transferred (EDPB guidelines 05/2021, 2.2); other classes are bound
 * where they are kept.
 */
const networks: Channel = (draft) =>
  eachMade(draft, (name, { holds }) => {
    if (!retentionClasses[holds].personal) return [];
    const [user] = Object.entries(draft.services.entries).find(([, { uses }]) => uses.includes(name)) ?? [];
    if (user === undefined) return [];
    return regionsOnAws(draft.regions).map((region) => ({
      path: `social-commerce:stores.${name}.holds`,
      holds,
      region,
      how: `where ${user} reads it`,
      remedy: "run this store and its services in an environment of permitted regions alone",
    }));
  });

/**
 * Topics, buses with their archives, and queues with their dead letters, of which every region on AWS has one of each name. A
 * queue is judged by what is sent to it: what it takes from elsewhere is of a class that is judged there, in the same regions.
 */
const messages: Channel = (draft) =>
  (["topics", "buses", "queues"] as const).flatMap((key) => {
    const entries: Readonly<Record<string, { readonly holds: RetentionClassName }>> = draft[key].entries;
    return Object.entries(entries).flatMap(([name, { holds }]) =>
      regionsOnAws(draft.regions).map((region) => ({
        path: `social-commerce:${key}.${name}.holds`,
        holds,
        region,
        how: "which has one like every region on AWS",
        remedy:
          "put the id of such a record into messages and not the record, or permit the region under social-commerce:residency",
      })),
    );
  });

const channels: readonly Channel[] = [buckets, stores, dumps, dumpDisks, networks, messages];

/**
 * No record comes to be where its class may not be, over whatever channel. Backups' copies are no channel of their own:
 * each goes to the first permitted region of `recovery.copyTo`, and where there is none the check of copies says so.
 */
export const recordsStay: Check = (draft) =>
  channels
    .flatMap((channel) => channel(draft))
    .flatMap(({ path, holds, region, how, remedy }): Problem[] => {
      const permitted = draft.residency?.[holds];
      if (permitted === undefined || permitted.includes(region)) return [];
      const where = how === undefined ? region : `${region}, ${how}`;
      return [
        {
          path,
          found: `${where}, where records of class ${holds} may not be`,
          allowed: permitted.join(", "),
          remedy,
        },
      ];
    });

/** What every region on AWS keeps, wherever it is: so its class may be in each of them, or the region must go. */
export const regionsMayKeep: Check = (draft) => {
  const { residency = {}, regions, recovery } = draft;
  const onAws = regionsOnAws(regions);
  const missing = (holds: RetentionClassName): string[] =>
    onAws.filter((name) => residency[holds]?.includes(name) === false);
  const problem = (holds: RetentionClassName, found: string, remedy: string): Problem => ({
    path: `social-commerce:residency.${holds}`,
    found,
    allowed: `all regions on AWS: ${onAws.join(", ")}`,
    remedy,
  });
  const logs = [...new Set(Object.values(logClasses))]
    .filter((holds) => missing(holds).length > 0)
    .map((holds) =>
      problem(holds, `a list without ${missing(holds).join(", ")}, ${logsOf(holds)}`, logRemedy),
    );
  const clusters = (recovery === undefined ? [] : missing(clusterClass)).map((name) =>
    problem(
      clusterClass,
      `a list without ${name}, where a cluster is backed up`,
      "add the region to the list, or do without it",
    ),
  );
  return [...logs, ...clusters];
};

const logRemedy = "add the regions to the list, or do without them: logs stay where they are written";

function logsOf(holds: RetentionClassName): string {
  const kinds = Object.entries(logClasses).flatMap(([kind, its]) => (its === holds ? [kind] : []));
  return `where logs of that class are kept (${kinds.join(", ")})`;
}

function eachMade(
  { stores: { entries } }: Draft,
  channel: (name: string, store: MadeStoreEntry) => readonly Presence[],
): Presence[] {
  return Object.entries(entries).flatMap(([name, store]) =>
    store.kind === "external" ? [] : channel(name, store),
  );
}

function eachDumped(
  draft: Draft,
  channel: (name: string, holds: RetentionClassName, pair: BackupEntry) => readonly Presence[],
): Presence[] {
  return eachDump(draft, (name, { holds }, { into }) => {
    const pair = draft.backups.entries[into];
    return pair === undefined || holds === undefined ? [] : channel(name, holds, pair);
  });
}
