import type * as random from "@pulumi/random";
import type * as pulumi from "@pulumi/pulumi";

import type { AnyMadeStore, PlatformConfig, Region as RegionConfig, Store } from "../../config/model";
import type { Estate } from "../lib/estate";
import { addressPlan } from "../region/network/address-plan";
import type { Region } from "../region/region";
import type { BucketAccess, StoreAccess } from "./access";
import { Stores, type StorePlace } from "./stores";
import { storeWindows } from "./windows";

/** A region, and what it stands on. */
interface PlacedRegion {
  readonly region: RegionConfig;
  readonly ground: Region;
}

/** Whether the program makes a store. */
export function isMade(store: Store): store is AnyMadeStore {
  return store.kind !== "external";
}

/** What services are told of all stores. */
export interface ToldStores {
  /** Those with hosts, whoever made them. */
  readonly stores: readonly StoreAccess[];
  /** Those of objects. */
  readonly buckets: readonly BucketAccess[];
}

/** Builds the stores that the program makes, and tells what services are told of all stores. */
export function buildStores(
  parent: pulumi.Resource,
  config: PlatformConfig,
  shared: { readonly estate: Estate; readonly random: random.Provider },
  grounds: readonly PlacedRegion[],
): ToldStores {
  const { account, stores, alerting, services } = config;
  const made = stores.filter(isMade);
  const external = stores.filter((store) => store.kind === "external");
  if (account === undefined || made.length === 0) return { stores: external, buckets: [] };
  const places = grounds.flatMap((one) => placeOf(config, one));
  const args = { ...shared, account, stores: made, places, alerting, services };
  const { access, buckets } = new Stores("stores", args, { parent });
  const all = [...external, ...access].sort((left, right) => (left.name < right.name ? -1 : 1));
  return { stores: all, buckets };
}

function placeOf(
  platform: PlatformConfig,
  { region: { name: region, ground: config }, ground: { made } }: PlacedRegion,
): StorePlace[] {
  if (made === undefined || config.kind !== "aws") return [];
  const { network, clusterSecurityGroupId: podGroupId, aws: provider } = made;
  const { cidr, zones } = config;
  const privateTables = zones.flatMap((zone, index) => {
    const table = network.privateRouteTableIds[index];
    return table === undefined ? [] : [[`${zone}-private`, table] as const];
  });
  return [
    {
      ...{ region, provider, cidr, zones, podGroupId },
      ...{ vpcId: network.vpcId, subnetIds: network.dataSubnetIds },
      ranges: addressPlan(cidr, zones).map(({ data }) => data),
      windows: storeWindows(platform, region),
      routeTables: { ...Object.fromEntries(privateTables), [`${region}-data`]: network.dataRouteTableId },
    },
  ];
}
