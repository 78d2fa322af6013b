import type { Draft } from "../draft";
import type { MessageService, Queue } from "../model";
import type { QueueEntry } from "../schema/messaging";

/** One queue, its topics sorted by name. */
export function resolveQueue(name: string, { topics, ...entry }: QueueEntry): Queue {
  const sources = Object.entries(topics)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([topic, { types = [] }]) => ({ topic, types }));
  return { name, ...entry, sources };
}

/** What services ask of AWS to send and receive messages: a region has ways for what is asked, and for nothing else. */
export function messageServices({ services, queues, topics }: MessageParts): MessageService[] {
  const named = Object.values(services.entries).flatMap(({ uses, publishes }) => [...uses, ...publishes]);
  const kinds = { queue: queues.names, topic: topics.names };
  return (["queue", "topic"] as const).filter((kind) => kinds[kind].some((name) => named.includes(name)));
}

type MessageParts = Pick<Draft, "services" | "queues" | "topics">;
