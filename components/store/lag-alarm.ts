import type * as pulumi from "@pulumi/pulumi";

import type { AnyMadeStore } from "../../config/model";
import { metricAlarm } from "../lib/metric-alarm";
import { lagAlarmMinutes, lagLimitSeconds } from "../recovery/lag";
import { databaseId } from "./names";
import type { MemberArgs } from "./ground";

/** A metric by which CloudWatch tells how far a copy is behind. */
export interface LagMetric {
  /** Who emits it: `AWS/RDS`. */
  readonly namespace: string;
  /** Its name. */
  readonly metricName: string;
  /** Which copy it is about, by some of its dimensions. */
  readonly where: Readonly<Record<string, string>>;
  /** How many of its units are a second. */
  readonly perSecond: number;
}

/** Names of the alarms about stores; each has a page in `docs/runbooks`. */
export const storeAlarmNames = ["StoreReplicationLag", "ObjectCopiesFailed"] as const;

/** An alarm about a store in one region. */
interface StoreAlarm extends Pick<LagMetric, "metricName" | "namespace" | "where"> {
  /** Its name, and that of its runbook. */
  readonly alarm: (typeof storeAlarmNames)[number];
  /** The most that is well, in units of the metric. */
  readonly threshold: number;
  /** Minutes for which it must be more. */
  readonly minutes: number;
  /** What is wrong then. */
  readonly text: string;
}

/** Where an alarm is, and about which store. */
type AlarmPlace = Pick<MemberArgs, "estate" | "ground">;

/**
 * An alarm when a region's copy falls behind by half of what its tier may lose. Each region has one: whichever takes the
 * writes emits no lag, and missing data is no alarm. About 0.10 USD a month.
 */
export function lagAlarm(
  parent: pulumi.Resource,
  name: string,
  store: AnyMadeStore,
  { perSecond, ...metric }: LagMetric,
  place: AlarmPlace,
): void {
  storeAlarm(parent, `${name}-lag`, place, {
    ...metric,
    alarm: "StoreReplicationLag",
    threshold: lagLimitSeconds(store.tier) * perSecond,
    minutes: lagAlarmMinutes,
    text: `The copy of ${store.name} in ${place.ground.region} is behind.`,
  });
}

/** An alarm when objects could not be copied, which S3 tries no more. About 0.10 USD a month. */
export function failedCopiesAlarm(
  parent: pulumi.Resource,
  name: string,
  store: AnyMadeStore,
  where: Readonly<Record<string, string>>,
  place: AlarmPlace,
): void {
  storeAlarm(parent, `${name}-failed`, place, {
    ...{ namespace: "AWS/S3", metricName: "OperationsFailedReplication", where },
    alarm: "ObjectCopiesFailed",
    threshold: 0,
    minutes: 1,
    text: `Objects of ${store.name} in ${place.ground.region} were not copied.`,
  });
}

/**
 * An alarm on the greatest of whatever metrics match: AWS adds dimensions of its own to some of them, such as the region
 * that Aurora copies from, which a promotion changes, and an alarm by dimensions must name every one. Sources: Amazon
 * CloudWatch user guide, "Create alarms on Metrics Insights queries"; AWS database blog, "Monitor Amazon Aurora Global
 * Database replication at scale using Amazon CloudWatch Metrics Insights".
 */
function storeAlarm(
  parent: pulumi.Resource,
  name: string,
  { estate, ground: { region, shared } }: AlarmPlace,
  { alarm, namespace, metricName, where, threshold, minutes, text }: StoreAlarm,
): void {
  const { alarms } = shared;
  if (alarms === undefined) return;
  const conditions = Object.entries(where).map(([key, value]) => `${key} = '${value}'`);
  const expression = `SELECT MAX(${metricName}) FROM "${namespace}" WHERE ${conditions.join(" AND ")}`;
  metricAlarm(
    name,
    {
      ...{ estate, region, text, threshold },
      alarmName: databaseId(estate, name),
      runbook: `${alarms.runbooks}/${alarm}.md`,
      topicArn: alarms.topicArn,
      measured: { metricQueries: [{ id: "behind", expression, period: 60, returnData: true }] },
      times: minutes,
    },
    { parent },
  );
}
