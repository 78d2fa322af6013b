import { retentionClasses } from "../../components/backup/retention";
import { hiddenSeconds, longestEventDays } from "../../components/messaging/times";
import type { Draft } from "../draft";
import { queueBacklogs } from "../resolve/messaging";
import type { Check } from "./check";
import { regionsOnAws } from "./on-aws";

const at = (queue: string, key: string): string => `social-commerce:queues.${queue}.${key}`;

/** A queue takes messages from topics and buses that there are, of types that they carry: of any other, none would ever come. */
export const queueSources: Check = (draft) =>
  Object.entries(draft.queues.entries).flatMap(([queue, entry]) =>
    (["topics", "buses"] as const).flatMap((key) =>
      Object.entries(entry[key]).flatMap(([name, { types = [] }]) => {
        const { entries, names } = draft[key];
        const carried = entries[name]?.types;
        if (!names.includes(name))
          return [
            {
              path: at(queue, `${key}.${name}`),
              found: JSON.stringify(name),
              allowed: names.length > 0 ? names.join(", ") : "nothing yet",
              remedy: `name one of these, or declare it under ${key}`,
            },
          ];
        return types
          .filter((type) => carried !== undefined && !carried.includes(type))
          .map((type) => ({
            path: at(queue, `${key}.${name}.types`),
            found: JSON.stringify(type),
            allowed: carried?.join(", ") ?? "",
            remedy: `name one of these, or add it to ${key}.${name}.types`,
          }));
      }),
    ),
  );

const secondsOfDay = 86_400;

/** What cannot be handled is put aside before it is lost. */
export const retriesEndInTime: Check = ({ queues }) =>
  Object.entries(queues.entries)
    .filter(([, entry]) => hiddenSeconds(entry) * entry.maxReceives >= entry.retentionDays * secondsOfDay)
    .map(([queue, entry]) => ({
      path: at(queue, "maxReceives"),
      found: `${entry.maxReceives} times ${hiddenSeconds(entry)} seconds`,
      allowed: `less than retentionDays, which are ${entry.retentionDays * secondsOfDay} seconds`,
      remedy: "lower maxReceives or handlingSeconds, or raise retentionDays",
    }));

/** An event is gone when its class must be: what is replayed on the archive's last day waits in queues once more. */
export const archivesEndInTime: Check = ({ buses }) =>
  Object.entries(buses.entries).flatMap(([bus, { archiveDays, holds }]) => {
    const { maximumDays } = retentionClasses[holds];
    if (archiveDays + longestEventDays <= maximumDays) return [];
    return [
      {
        path: `social-commerce:buses.${bus}.archiveDays`,
        found: `${archiveDays}, and ${longestEventDays} days more in which what is replayed may wait`,
        allowed: `${maximumDays - longestEventDays} or less: records of class ${holds} are gone after ${maximumDays} days`,
        remedy: "lower archiveDays, or name the class of the events under holds, if it is another",
      },
    ];
  });

/** Queues, topics and buses are AWS's: a service that sends or receives messages runs on AWS alone. */
export const messagesNeedAws: Check = (draft) => {
  const onAws = regionsOnAws(draft.regions);
  const others = draft.regions.names.filter((region) => !onAws.includes(region));
  if (others.length === 0) return [];
  return [...declaredForNobody(draft, onAws), ...usedElsewhere(draft, others)];
};

function declaredForNobody(draft: Draft, onAws: readonly string[]) {
  return (["topics", "buses", "queues"] as const)
    .filter((key) => onAws.length === 0 && draft[key].names.length > 0)
    .map((key) => ({
      path: `social-commerce:${key}`,
      found: draft[key].names.join(", "),
      allowed: "nothing where every region is an existing cluster: they are made on AWS",
      remedy: "remove it, or let a region be on AWS",
    }));
}

function usedElsewhere({ services, queues, topics, buses }: Draft, others: readonly string[]) {
  const messages = [...queues.names, ...topics.names, ...buses.names];
  return Object.entries(services.entries).flatMap(([service, entry]) =>
    (["uses", "publishes"] as const).flatMap((key) =>
      entry[key]
        .filter((name) => messages.includes(name))
        .map((name) => ({
          path: `social-commerce:services.${service}.${key}`,
          found: `${name}, which there is on AWS alone`,
          allowed: `no queue, no topic and no bus while ${others.join(", ")} is an existing cluster`,
          remedy: "remove it, or let every region be on AWS",
        })),
    ),
  );
}

/** One thing says how much waits for a service: the pods themselves, or the queues that they empty. */
export const backlogOnce: Check = ({ services, queues }) =>
  Object.entries(services.entries).flatMap(([service, { backlog, uses }]) => {
    const scaled = queueBacklogs(uses, queues).map(({ queue }) => queue);
    if (backlog === undefined || scaled.length === 0) return [];
    return [
      {
        path: `social-commerce:services.${service}.backlog`,
        found: `${backlog}, beside the length of ${scaled.join(", ")}`,
        allowed: "nothing where the length of a queue says how much waits",
        remedy: `remove it, or remove backlogPerReplica of ${scaled.join(", ")}`,
      },
    ];
  });
