import type { RetentionClassName } from "../../components/backup/retention";

/** Where the services of a region announce what happened, for whoever wants to know. */
export interface Topic {
  /** Name by which services publish to it. */
  readonly name: string;
  /** Types of the messages that it carries. */
  readonly types: readonly string[];
  /** Class of what its messages say. */
  readonly holds: RetentionClassName;
  /** Names of the regions that it may be in; any where there are none. */
  readonly permitted?: readonly string[] | undefined;
}

/** Where the services of a region put events, which are kept in an archive as well. */
export interface Bus {
  /** Name by which services publish to it. */
  readonly name: string;
  /** Types of the events that it carries. */
  readonly types: readonly string[];
  /** Class of what its events say. */
  readonly holds: RetentionClassName;
  /** Names of the regions that it may be in, and its archive; any where there are none. */
  readonly permitted?: readonly string[] | undefined;
  /** Days for which the archive keeps them. */
  readonly archiveDays: number;
}

/** What a queue takes from a bus. */
export interface EventSource {
  /** Name of the bus. */
  readonly bus: string;
  /** Types of the events that it takes; all where there are none. */
  readonly types: readonly string[];
}

/** What a queue takes from a topic. */
export interface QueueSource {
  /** Name of the topic. */
  readonly topic: string;
  /** Types of the messages that it takes; all where there are none. */
  readonly types: readonly string[];
}

/** Messages of a region that wait for a service to handle them. */
export interface Queue {
  /** Name by which services use it. */
  readonly name: string;
  /** Longest time in which a service handles what it received at once, in seconds. */
  readonly handlingSeconds: number;
  /** Days for which a message waits. */
  readonly retentionDays: number;
  /** Times that a message is received before it is put aside. */
  readonly maxReceives: number;
  /** Age of the oldest message at which somebody is told, in seconds. */
  readonly alarmAgeSeconds: number;
  /** Messages that may wait for each replica of who empties it; nothing where nobody is scaled by it. */
  readonly backlogPerReplica?: number | undefined;
  /** Classes of what waits in it: of what is sent to it, and of what its topics and buses carry; sorted, each once. */
  readonly holds: readonly RetentionClassName[];
  /** Names of the regions that it may be in, which each of its classes permits; any where there are none. */
  readonly permitted?: readonly string[] | undefined;
  /** The topics that it takes messages from, sorted by name. */
  readonly sources: readonly QueueSource[];
  /** The buses that it takes events from, sorted by name. */
  readonly events: readonly EventSource[];
}

/** A queue by whose length pods are added. */
export interface QueueBacklog {
  /** Name of the queue. */
  readonly queue: string;
  /** Messages that may wait for each replica. */
  readonly perReplica: number;
}

/** What services ask of AWS to send and receive messages, and what asks how long queues are. */
export type MessageService = "bus" | "length" | "queue" | "topic";
