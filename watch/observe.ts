import type { Colour } from "../config/model";
import type { EarlierRegion, Observed } from "../guards/facts";
import { markAnnotations, parseRollback, parseWatched } from "../guards/marks";
import type { LiveRoute, RouteAnswer, ServiceRef, WatchedCluster } from "./cluster";
import type { Pods } from "./sample";

/** Whom to look at before an update. */
export interface Watchpoint {
  /** The service. */
  readonly service: ServiceRef;
  /** Pods that the service's whole floor asks for in the region. May be a fraction: floors of colours are rounded up. */
  readonly floor: number;
  /** The region's cluster. */
  readonly cluster: WatchedCluster;
  /** The region that a release reaches before this one. */
  readonly earlier?: { readonly name: string; readonly cluster: WatchedCluster } | undefined;
}

/** Looks at a service once, for the guards of its release. Never throws: what could not be seen is told. */
export async function observe({ cluster, service, floor, earlier }: Watchpoint): Promise<Observed> {
  const [route, blue, green, before] = await Promise.all([
    cluster.readRoute(service),
    cluster.readPods(service, "blue"),
    cluster.readPods(service, "green"),
    earlier?.cluster.readRoute(service),
  ]);
  const unseen = [
    ...missing("the route", route),
    ...(blue ? [] : ["the pods of blue"]),
    ...(green ? [] : ["the pods of green"]),
    ...missing(`the route in ${String(earlier?.name)}`, before),
  ];
  return {
    ...(route.ok && seenOf(route.route)),
    ...readyOf({ blue, green }, floor),
    ...(before?.ok && { earlier: earlierOf(String(earlier?.name), before.route) }),
    ...(unseen.length > 0 && { unseen: unseen.join(", ") }),
  };
}

function readyOf(
  { blue, green }: Readonly<Record<Colour, Pods | undefined>>,
  floor: number,
): Pick<Observed, "readyPercent"> {
  if (blue === undefined || green === undefined) return {};
  return { readyPercent: { blue: percentOf(blue, floor), green: percentOf(green, floor) } };
}

function missing(what: string, answer: RouteAnswer | undefined): string[] {
  return answer === undefined || answer.ok ? [] : [`${what} (${answer.why})`];
}

function seenOf(route: LiveRoute | null): Pick<Observed, "mark" | "rollback" | "weights"> {
  return {
    ...(route && { weights: route.weights }),
    mark: parseWatched(route?.annotations[markAnnotations.watched]) ?? null,
    rollback: parseRollback(route?.annotations[markAnnotations.rolledBack]) ?? null,
  };
}

function earlierOf(name: string, route: LiveRoute | null): EarlierRegion | null {
  if (route === null) return null;
  const { weights, annotations } = route;
  return { name, weights, mark: parseWatched(annotations[markAnnotations.watched]) ?? null };
}

/** Whole percents that the ready pods can carry; a service without a floor asks for none. */
function percentOf({ ready }: Pods, floor: number): number {
  return floor > 0 ? Math.min(100, Math.floor((ready / floor) * 100)) : 100;
}
