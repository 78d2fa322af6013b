import type { PlatformConfig, Recovery } from "../../config/model";
import { isRecord } from "../../config/values";

/** A capability that a stack has because something is written under a key of its own. */
export interface Capability {
  /** What it is, in a few words. */
  readonly name: string;
  /** The key that switches it, below `social-commerce:`; `<name>` stands for any name. */
  readonly key: string;
  /** What a stack has of it: a few words, or nothing where it is off; out of the model, or of what is written where that has none. */
  readonly state: (config: PlatformConfig, written: Readonly<Record<string, unknown>>) => string;
}

/** `3 queues`, `1 queue`, or nothing of none. */
function count(things: readonly unknown[], one: string, several = `${one}s`): string {
  return things.length === 0 ? "" : `${things.length} ${things.length === 1 ? one : several}`;
}

const on = (there: boolean): string => (there ? "on" : "");

/** `governance` or `compliance`: the days of grace are those of a lock that nobody can lift. */
const lockMode = ({ lock }: Recovery): string => (lock.graceDays === undefined ? "governance" : "compliance");

/** Every optional capability that has settings of its own, and so a key of its own, in the order of the reference. */
export const capabilities: readonly Capability[] = [
  {
    name: "first way into private clusters, from named addresses",
    key: "apiAccess.publicCidrs",
    state: ({ apiAccess }) => count(apiAccess?.publicCidrs ?? [], "range"),
  },
  {
    name: "room that is kept free on running nodes",
    key: "nodes.headroomPercent",
    state: ({ headroom, account }) => (account && headroom.percent > 0 ? `${headroom.percent} %` : ""),
  },
  {
    name: "alarms of queues, buses and stores by mail",
    key: "alerting.alarmMail",
    state: ({ alerting }) => on(alerting.alarmMail !== undefined),
  },
  { name: "names of the shop by Route 53", key: "dns", state: ({ dns }) => on(dns !== undefined) },
  { name: "users' tokens", key: "auth", state: ({ auth }) => on(auth !== undefined) },
  {
    name: "hours without pods",
    key: "offHours",
    state: ({ offHours }) => (offHours ? `${offHours.wakes} to ${offHours.sleeps}` : ""),
  },
  {
    name: "hosts outside that services call",
    key: "outside",
    state: ({ outside }) => count(outside, "host"),
  },
  {
    name: "stores that services use",
    key: "stores",
    state: ({ stores }) => count(stores, "store"),
  },
  {
    name: "pools of connections to stores",
    key: "stores.<name>.proxy",
    state: ({ stores }) =>
      count(
        stores.filter((store) => store.kind === "relational" && store.proxy),
        "store",
      ),
  },
  {
    name: "topics",
    key: "topics",
    state: ({ topics }) => count(topics, "topic"),
  },
  {
    name: "buses of events, with an archive",
    key: "buses",
    state: ({ buses }) => count(buses, "bus", "buses"),
  },
  {
    name: "queues",
    key: "queues",
    state: ({ queues }) => count(queues, "queue"),
  },
  {
    name: "pods that follow a queue",
    key: "queues.<name>.backlogPerReplica",
    state: ({ queues }) =>
      count(
        queues.filter(({ backlogPerReplica }) => backlogPerReplica !== undefined),
        "queue",
      ),
  },
  {
    name: "backups of clusters and stores by AWS Backup",
    key: "recovery",
    state: ({ recovery }) => on(recovery !== undefined),
  },
  {
    name: "reports on backups, and controls of them",
    key: "recovery.audit",
    state: ({ recovery }) => on(recovery?.audit === true),
  },
  {
    name: "how the vaults of backups are locked",
    key: "recovery.lock",
    state: ({ recovery }) => (recovery ? lockMode(recovery) : ""),
  },
  {
    name: "buckets for backups, in pairs",
    key: "backups",
    state: ({ backups }) => count(backups, "pair of buckets", "pairs of buckets"),
  },
  {
    name: "tenants",
    key: "tenants",
    state: ({ tenants }) => count(tenants, "tenant"),
  },
  {
    name: "people in the clusters",
    key: "access",
    state: ({ access }) => count(access, "role"),
  },
  {
    name: "announced peaks",
    key: "calendar.events",
    state: ({ calendar }) => count(calendar.events, "peak"),
  },
  {
    name: "times without releases, besides peaks",
    key: "calendar.freezes",
    // Each peak brings one of its own, besides those that are written.
    state: ({ calendar: { events, freezes } }) => count(freezes.slice(events.length), "freeze"),
  },
  {
    name: "maintenance windows",
    key: "calendar.maintenance",
    state: ({ calendar }) => count(calendar.maintenance, "window"),
  },
  {
    name: "drills",
    key: "calendar.drills",
    state: ({ calendar }) => count(calendar.drills, "drill"),
  },
  {
    name: "what AWS has granted, compared with peaks",
    key: "quotas",
    state: (_, { quotas }) => count(isRecord(quotas) ? Object.keys(quotas) : [], "region"),
  },
  {
    name: "services that are cut off",
    key: "services.<name>.isolated",
    state: ({ services }) =>
      count(
        services.filter(({ isolated }) => isolated),
        "service",
      ),
  },
];
