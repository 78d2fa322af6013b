import type { AnyInstanceStore, AnyMadeStore } from "../../config/model";
import { retentionClasses } from "../backup/retention";
import type { StoreAccess, StoreHosts } from "./access";
import type { StoreGround } from "./ground";

/** Where a store is, and who reaches it. */
export interface Members {
  /** The region that it was made in. */
  readonly home: StoreGround;
  /** Its other regions, sorted. */
  readonly others: readonly StoreGround[];
  /** Ranges of the networks of all regions but one that may read the store, whose pods write there when writes go there. */
  readonly callersOf: (region: string) => string[];
}

/**
 * The regions of a store, by what never changes: the one that it was made in, and the others. Who takes the writes, and who
 * is lost, is no part of it.
 *
 * @throws {RangeError} where a region of the store is none that the program makes on AWS; the stack-file check says it first.
 */
export function membersOf(store: AnyMadeStore, grounds: readonly StoreGround[]): Members {
  const found = store.members.map(({ region }) => {
    const ground = grounds.find((one) => one.region === region);
    if (ground === undefined)
      throw new RangeError(`${store.name} is in ${region}, which is no region on AWS`);
    return ground;
  });
  const home = found.find(({ region }) => region === store.createdIn);
  if (home === undefined)
    throw new RangeError(`${store.name} was made in ${store.createdIn}, where it is not`);
  return {
    home,
    others: found.filter((ground) => ground !== home),
    callersOf: (region) =>
      grounds.filter((one) => one.region !== region && mayRead(store, one.region)).map(({ cidr }) => cidr),
  };
}

/** What is about people is read from where it may be, and from nowhere else: to read it from elsewhere is to transfer it. */
function mayRead({ holds, permitted }: AnyMadeStore, region: string): boolean {
  return !retentionClasses[holds].personal || (permitted?.includes(region) ?? true);
}

/** Where services reach a store: the ranges of the subnets of its regions, and the hosts of those that have any. */
export function whereToReach(
  grounds: readonly Pick<StoreGround, "ranges">[],
  made: readonly { readonly region: string; readonly hosts: StoreHosts | undefined }[],
): Pick<StoreAccess, "endpoints" | "ranges"> {
  return {
    ranges: grounds.flatMap(({ ranges }) => ranges),
    endpoints: Object.fromEntries(made.flatMap(({ region, hosts }) => (hosts ? [[region, hosts]] : []))),
  };
}

/** `made in us-east-1 · us-east-1 2, us-west-2 2 × db.r7g.large`, for the preview's tree. */
export function madeWhere({ createdIn, members, size }: AnyInstanceStore): string {
  const counts = members.map(({ region, instances }) => `${region} ${instances}`).join(", ");
  return `made in ${createdIn} · ${counts} × ${size}`;
}

/** Instances of a store in one region. */
export function instancesIn(store: AnyInstanceStore, region: string): number {
  return store.members.find((member) => member.region === region)?.instances ?? 0;
}
