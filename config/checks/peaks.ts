import { colours } from "../model";
import { concerns, peakFloor } from "../calendar/floor";
import type { Draft } from "../draft";
import { profiles, type Profile } from "../profiles";
import type { EventEntry } from "../schema/calendar";
import { replicaCeiling } from "../schema/service";
import { nodesCarryCeilings } from "./nodes";
import { podsFit } from "./pod-room";
import type { Check } from "./check";

/** What a service keeps at the greatest peak that concerns it. */
export interface Peak {
  /** Name of the service. */
  readonly service: string;
  /** Name of the peak. */
  readonly event: string;
  /** How many times the normal load is expected. */
  readonly factor: number;
  /** Its own replicas. */
  readonly scaling: Profile["scaling"];
  /** Replicas of a region at full capacity that it keeps then. */
  readonly floor: number;
}

/** The greatest peak of each service that has one. */
export function greatestPeaks({ calendar, services, environment }: Draft): Peak[] {
  const profile = environment && profiles[environment];
  return Object.entries(services.entries).flatMap(([service, { scaling = profile?.scaling }]) => {
    const [greatest] = Object.entries<EventEntry>(calendar.events.entries)
      .filter(([, event]) => concerns(event, service))
      .sort(([, left], [, right]) => right.factor - left.factor);
    // A floor above its own ceiling is another check's.
    if (greatest === undefined || scaling === undefined || scaling.min > scaling.max) return [];
    const [event, { factor }] = greatest;
    return [{ service, event, factor, scaling, floor: peakFloor(scaling, factor) }];
  });
}

/** The stack file with every ceiling as high as the floors of its peaks, whatever it says of them itself. */
export function atPeaks(draft: Draft): Draft {
  const raised = greatestPeaks(draft).flatMap(({ service, scaling, floor }) => {
    const entry = draft.services.entries[service];
    const higher = { ...scaling, max: Math.max(scaling.max, floor) };
    return entry === undefined ? [] : [[service, { ...entry, scaling: higher }] as const];
  });
  const entries = { ...draft.services.entries, ...Object.fromEntries(raised) };
  return { ...draft, services: { ...draft.services, entries } };
}

/** A service may scale to what its peaks ask for. */
export const ceilingsCoverPeaks: Check = (draft) =>
  greatestPeaks(draft)
    .filter(({ floor, scaling }) => floor > scaling.max)
    .map(({ service, event, factor, floor, scaling: { min, max } }) => ({
      path: `social-commerce:services.${service}.scaling.max`,
      found: `${max}, while ${event} asks for ${floor} replicas (${factor} × scaling.min, ${min})`,
      allowed:
        floor <= replicaCeiling
          ? `${floor} or more, and at most ${replicaCeiling}`
          : `at most ${replicaCeiling} replicas of a service in a region, at peaks as well`,
      remedy:
        floor <= replicaCeiling
          ? `raise scaling.max to ${floor}`
          : "lower the factor or scaling.min: one region runs no more of a service",
    }));

/** Addresses and nodes are enough for the peaks, where they are enough for everything else (R40). */
export const regionsCarryPeaks: Check = (draft) =>
  [podsFit, nodesCarryCeilings].flatMap((check) => {
    const known = new Set(check(draft).map(({ path }) => path));
    return check(atPeaks(draft))
      .filter(({ path }) => !known.has(path))
      .map(({ found, ...problem }) => ({ ...problem, found: `${found}, at the announced peaks` }));
  });

/** The stores have connections enough for the peaks, where they have enough for the ceilings. */
export const connectionsCoverPeaks: Check = (draft) =>
  greatestPeaks(draft).flatMap(({ service, event, floor, scaling: { max } }) => {
    const entry = draft.services.entries[service];
    const { connectionsPerReplica: each, connectionLimit: limit } = entry ?? {};
    if (each === undefined || limit === undefined || each * max * colours.length > limit) return [];
    const needed = each * floor * colours.length;
    if (needed <= limit) return [];
    return [
      {
        path: `social-commerce:services.${service}.connectionLimit`,
        found: `${limit}, while both colours open ${needed} at ${event} (${each} × ${floor} replicas × ${colours.length})`,
        allowed: `${needed} or more`,
        remedy: "lower connectionsPerReplica, put a pool before the database, or raise its limit",
      },
    ];
  });
