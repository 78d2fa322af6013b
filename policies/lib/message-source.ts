import type { LinkedResource } from "./resource";
import type { Stack } from "./stack";
import type { Value } from "./value";

/** Type of an event bus. */
export const busType = "aws:cloudwatch/eventBus:EventBus";

/** Type of what keeps the events of a bus. */
export const archiveType = "aws:cloudwatch/eventArchive:EventArchive";

/** Type of a topic. */
export const topicType = "aws:sns/topic:Topic";

/** What hands messages on or keeps them, and the property that names where they come from. */
const sourceProperty: Readonly<Record<string, string>> = {
  [archiveType]: "eventSourceArn",
  "aws:cloudwatch/eventTarget:EventTarget": "eventBusName",
  "aws:sns/topicSubscription:TopicSubscription": "topic",
};

/** Name or ARN of where the messages come from, of which a resource hands on or keeps a copy. */
export function namedSource({ type, properties }: LinkedResource): Value {
  return properties.at(sourceProperty[type] ?? "");
}

/**
 * The topic or bus of which a resource hands on or keeps messages; nothing where the stack has none, or it is not known yet
 * which. The graph is asked first; a name counts in one region, for every region has a topic of that name.
 */
export function messageSource(resource: LinkedResource, stack: Stack): LinkedResource | undefined {
  const from = resource.sources[sourceProperty[resource.type] ?? ""] ?? [];
  const named = namedSource(resource);
  return stack
    .ofTypes([busType, topicType])
    .find(
      (one) =>
        from.includes(one.urn) ||
        (one.provider === resource.provider && names(named, one.properties.at("name"))),
    );
}

/** A name itself, or an ARN that ends with it. */
function names(named: Value, name: Value): boolean {
  if (named.state !== "known" || name.state !== "known") return false;
  return String(named.content).split(/[:/]/u).at(-1) === name.content;
}
