import type { PlatformConfig, Service } from "../../config/model";
import type { LastDump, Observed } from "../../guards/facts";
import { present, type watchDeps } from "../../watch/run";
import { dumpName } from "../backup/dump/names";
import { addressOf } from "./cluster-address";
import type { RoutePlace } from "./route";

/** Where the dumps of a store are made. */
export interface DumpPlace extends RoutePlace {
  /** Name of the store. */
  readonly store: string;
}

/** A region that may make dumps, and the way to its cluster. */
interface DumpingRegion {
  /** The region, as the stack file has it. */
  readonly region: Pick<PlatformConfig["regions"][number], "name" | "state">;
  /** How its cluster is reached. */
  readonly ground: Pick<RoutePlace, "connection">;
}

/**
 * Where the stores that a service uses are dumped. That is the region of their pair of buckets, which may be another one
 * than the writer's. A region that is lost answers nobody, and is left out: it must not hold back what the others need.
 */
export function dumpPlaces(
  dumps: PlatformConfig["dumps"],
  { uses }: Pick<Service, "uses">,
  regions: readonly DumpingRegion[],
): DumpPlace[] {
  return dumps
    .filter(({ store }) => uses.includes(store))
    .flatMap(({ store, region: name }) =>
      regions
        .filter(({ region }) => region.name === name && region.state === "active")
        .map(({ ground }) => ({ store, region: name, connection: ground.connection })),
    );
}

/** Asks each cluster that makes dumps for the last one. Never throws: what could not be seen is told. */
export async function seeDumps(
  namespace: string,
  places: readonly DumpPlace[],
  real: typeof watchDeps,
): Promise<Observed> {
  const seen = places.map(async (place) => [place.store, await lastDump(namespace, place, real)] as const);
  return { dumps: Object.fromEntries(await Promise.all(seen)), now: present() };
}

async function lastDump(
  namespace: string,
  { store, connection }: DumpPlace,
  real: typeof watchDeps,
): Promise<LastDump | null> {
  try {
    const { cluster } = real(await addressOf(connection), () => undefined);
    return await cluster.readDump({ namespace, name: dumpName(store) });
  } catch (error) {
    // A kubeconfig that is none.
    return { kind: "unseen", why: error instanceof Error ? error.message : String(error) };
  }
}
