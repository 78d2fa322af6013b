import type { Region } from "../config/model";

/** The part of a region that decides when a release reaches it. */
export type WaveRegion = Pick<Region, "name" | "role" | "state">;

/**
 * Which region is first to get a change: the one where a fault costs least and is still seen. A secondary has users,
 * but not all of them; the standby has none to notice anything, and must not differ from what it stands in for.
 */
const order: readonly Region["role"][] = ["secondary", "primary", "standby"];

/**
 * Regions in the order in which a release reaches them, one after another; regions of one role by name. A lost region
 * comes last: nothing waits for it.
 */
export function inWaves<R extends WaveRegion>(regions: readonly R[]): R[] {
  const rank = ({ role, state }: WaveRegion): number =>
    state === "lost" ? order.length : order.indexOf(role);
  return [...regions].sort((left, right) => rank(left) - rank(right) || (left.name < right.name ? -1 : 1));
}

/** The region whose wave must end well before a region's begins; none for the first, and none for a lost one. */
export function waveBefore(regions: readonly WaveRegion[], name: string): string | undefined {
  const chain = inWaves(regions).filter(({ state }) => state === "active");
  const place = chain.findIndex((region) => region.name === name);
  return place > 0 ? chain[place - 1]?.name : undefined;
}
