import type { Service } from "../../config/model";
import { backlogPerReplica, scalingSeries, type ScalingSeries } from "../observability/scaling-series";

/**
 * A series of a colour that its autoscaler adds pods by, besides its use of processors and memory: as many pods as bring
 * the series to `perReplica` for each. A series that counts pods has 1.
 */
export interface ExternalSignal {
  /** Name of the series. Somebody must record it under the labels of the colour, always: see docs/scaling.md. */
  readonly series: ScalingSeries;
  /** What one pod stands for. */
  readonly perReplica: number;
}

/** Has the replicas that a calendar records there before they are needed; for services that an announced peak names. */
export const calendarFloorSignal: ExternalSignal = { series: scalingSeries.calendarFloor, perReplica: 1 };

/** What the pods of a service are added by wherever its proxies are read. */
export function serviceSignals({
  requestsPerReplica,
  backlog,
  queueBacklogs,
}: Pick<Service, "backlog" | "queueBacklogs" | "requestsPerReplica">): ExternalSignal[] {
  const waiting = { series: scalingSeries.backlog, perReplica: backlogPerReplica };
  return [
    { series: scalingSeries.requestRate, perReplica: requestsPerReplica },
    ...(backlog === undefined && queueBacklogs === undefined ? [] : [waiting]),
    { series: scalingSeries.slow, perReplica: 1 },
    { series: scalingSeries.held, perReplica: 1 },
  ];
}
