import type { Draft } from "../draft";
import type { MessageService, Queue, QueueBacklog } from "../model";
import type { QueueEntry } from "../schema/messaging";

/** One queue, its topics and buses sorted by name. */
export function resolveQueue(name: string, { topics, buses, ...entry }: QueueEntry): Queue {
  return {
    name,
    ...entry,
    sources: chosen(topics).map(([topic, types]) => ({ topic, types })),
    events: chosen(buses).map(([bus, types]) => ({ bus, types })),
  };
}

function chosen(map: QueueEntry["topics"]): (readonly [name: string, types: readonly string[]])[] {
  return Object.entries(map)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, { types = [] }]) => [name, types]);
}

/** What services ask of AWS to send and receive messages: a region has ways for what is asked, and for nothing else. */
export function messageServices({ services, queues, topics, buses }: MessageParts): MessageService[] {
  const named = Object.values(services.entries).flatMap(({ uses, publishes }) => [...uses, ...publishes]);
  const scaled = queues.names.filter((name) => queues.entries[name]?.backlogPerReplica !== undefined);
  const kinds = { bus: buses.names, length: scaled, queue: queues.names, topic: topics.names };
  return (["bus", "length", "queue", "topic"] as const).filter((kind) =>
    kinds[kind].some((name) => named.includes(name)),
  );
}

type MessageParts = Pick<Draft, "buses" | "services" | "queues" | "topics">;

/** The queues that a service empties, and by whose length its pods are added. */
export function queueBacklogs(uses: readonly string[], queues: Draft["queues"]): QueueBacklog[] {
  return [...uses].sort().flatMap((queue) => {
    const perReplica = queues.entries[queue]?.backlogPerReplica;
    return perReplica === undefined ? [] : [{ queue, perReplica }];
  });
}
