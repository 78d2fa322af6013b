import type { Residency } from "../../components/backup/copies";
import type { RetentionClassName } from "../../components/backup/retention";
import type { Draft } from "../draft";
import type { MessageService, Queue, QueueBacklog } from "../model";
import type { QueueEntry } from "../schema/messaging";

/** Where a topic or a bus may be, by the class of what it carries. */
export function placed<Entry extends { readonly holds: RetentionClassName }>(
  name: string,
  entry: Entry,
  residency: Residency,
): Entry & { readonly name: string; readonly permitted?: readonly string[] } {
  const permitted = residency[entry.holds];
  return { name, ...entry, ...(permitted && { permitted }) };
}

/** One queue, its topics and buses sorted by name. */
export function resolveQueue(
  name: string,
  entry: QueueEntry,
  carriers: Carriers,
  residency: Residency,
): Queue {
  const { topics, buses, ...rest } = entry;
  const holds = queueClasses(entry, carriers);
  const permitted = permittedToAll(holds, residency);
  return {
    name,
    ...rest,
    holds,
    ...(permitted && { permitted }),
    sources: chosen(topics).map(([topic, types]) => ({ topic, types })),
    events: chosen(buses).map(([bus, types]) => ({ bus, types })),
  };
}

type Carriers = Pick<Draft, "buses" | "topics">;

/** Classes of what waits in a queue: of what is sent to it, and of all that its topics and buses carry; sorted, each once. */
export function queueClasses(entry: QueueEntry, carriers: Carriers): RetentionClassName[] {
  const carried = (["topics", "buses"] as const).flatMap((key) =>
    Object.keys(entry[key]).flatMap((name) => carriers[key].entries[name]?.holds ?? []),
  );
  return [...new Set([entry.holds, ...carried])].sort();
}

/** Regions that records of each of these classes may be in; nothing where all of them may be anywhere. */
export function permittedToAll(
  classes: readonly RetentionClassName[],
  residency: Residency,
): readonly string[] | undefined {
  const [first, ...others] = classes.map((name) => residency[name]).filter((list) => list !== undefined);
  return first?.filter((region) => others.every((list) => list.includes(region)));
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
