import type { RetentionClass } from "../../../components/backup/retention";
import { must, mustBeWithin } from "../../lib/condition";
import { control } from "../../lib/control";
import { archiveType, busType, messageSource, namedSource, topicType } from "../../lib/message-source";
import type { LinkedResource } from "../../lib/resource";
import { mustNameRetentionClasses, retentionClassesOf } from "../../lib/retention-class";
import { defineStackRule } from "../../lib/rule";
import type { Stack } from "../../lib/stack";
import type { Value } from "../../lib/value";
import { allOf, fail, pass, undecided, type Verdict } from "../../lib/verdict";

const queueType = "aws:sqs/queue:Queue";

const secondsOfDay = 86_400;

/** Messages are gone when the records that they tell of must be. How long a record is kept at least is no matter of messages. */
export const messageTimes = defineStackRule({
  name: "retention-messages",
  title: "Messages are gone in their class's time",
  description:
    "A queue, a topic and an event bus must name the classes of what they carry; a queue and the archive of a bus must keep none of it for longer than each class may be.",
  severity: "high",
  controls: [
    control("GDPR", "5(1)(e)", "Personal data is kept no longer than needed."),
    control("SOC 2", "C1.2", "Confidential information is disposed of in time."),
  ],
  remediation: [
    "Tag the queue, topic or bus with `retention-class`: the class of its records, or several with spaces between them.",
    "Set `messageRetentionSeconds` of the queue to at most the longest time of each class.",
    "Set `retentionDays` of the archive to at most the longest time of its bus's class: left out, events are kept for ever.",
  ],
  types: [archiveType, busType, queueType, topicType],
  check(resource, stack) {
    if (resource.type === archiveType) return archiveEnds(resource, stack);
    return allOf(
      mustNameRetentionClasses(resource),
      resource.type === queueType ? queueEnds(resource) : pass,
    );
  },
});

/** Left out, it is four days, which every class bears. */
function queueEnds(queue: LinkedResource): Verdict {
  const seconds = queue.properties.at("messageRetentionSeconds");
  const classes = retentionClassesOf(queue);
  if (!seconds.present || classes.length === 0) return pass;
  return mustBeWithin(seconds, 60, longestDays(classes) * secondsOfDay);
}

/** An archive has no tags in AWS, and so is of its bus's class. */
function archiveEnds(archive: LinkedResource, stack: Stack): Verdict {
  const days = archive.properties.at("retentionDays");
  const bus = messageSource(archive, stack);
  const classes = bus === undefined ? [] : retentionClassesOf(bus);
  if (classes.length > 0) return mustBeWithin(days, 1, longestDays(classes));
  return allOf(mustEnd(days), withoutClass(archive, bus));
}

/** Without a class the longest time cannot be judged, but that there is one can. */
function mustEnd(days: Value): Verdict {
  return must(days, (content) => typeof content === "number" && content > 0, {
    allowed: "a number of days, and not 0, which is for ever",
    fix: "set retentionDays",
  });
}

function withoutClass(archive: LinkedResource, bus: LinkedResource | undefined): Verdict {
  // What its tag lacks is said of the bus itself.
  if (bus !== undefined) return undecided("the class of its bus is not known");
  const named = namedSource(archive);
  return named.state === "unknown"
    ? undecided(`${named.path} is not known before the update`)
    : fail(
        `${named.path} is ${named.show()}, a bus of somebody else; allowed: one of the stack, whose class says how long; archive that`,
      );
}

function longestDays(classes: readonly RetentionClass[]): number {
  return Math.min(...classes.map(({ maximumDays }) => maximumDays));
}
