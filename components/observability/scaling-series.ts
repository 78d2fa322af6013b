/**
 * Series that autoscalers add pods by, each recorded for a colour of a service under {@link scalingLabels} and served as
 * an external metric by prometheus-adapter. A series that is not here is not served, whoever records it.
 */
export const scalingSeries = {
  /** Requests a second that the colour answers. */
  requestRate: "platform:request_rate",
  /**
   * Messages that wait for the colour, of which a replica bears {@link backlogPerReplica}: as its pods report them, or its
   * share of what is in the service's queues.
   */
  backlog: "platform:backlog",
  /** Pods that slow answers ask for; 0 while they are not slow. */
  slow: "platform:slow_replicas",
  /** Pods that are kept although fewer would do; 0 while none are. */
  held: "platform:held_replicas",
  /** Pods that are there before an announced peak; 0 outside of it. */
  calendarFloor: "platform:calendar_floor_replicas",
} as const;

/** Name of a series that autoscalers add pods by. */
export type ScalingSeries = (typeof scalingSeries)[keyof typeof scalingSeries];

/** Labels of each of them, which autoscalers select by; the namespace is theirs by the address that they ask. */
export const scalingLabels = ["namespace", "service", "colour"] as const;

/** Messages that may wait for each replica (R9). The length of a queue that allows another number is converted. */
export const backlogPerReplica = 100;
