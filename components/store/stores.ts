import * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";

import type { Account, AnyMadeStore } from "../../config/model";
import type { Estate } from "../lib/estate";
import type { StoreAccess } from "./access";
import { CacheStore } from "./cache-store";
import { DocumentStore } from "./document-store";
import type { StoreGround } from "./ground";
import { NetworkPeering, type PeeringSide } from "./network-peering";
import { RelationalStore } from "./relational-store";
import { StoreRegion } from "./store-region";

/** A region on AWS, as stores see it before anything of theirs is there. */
export type StorePlace = Omit<StoreGround, "shared"> & Pick<PeeringSide, "routeTables">;

/** What {@link Stores} must be told. */
export interface StoresArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the stores are in. */
  readonly account: Account;
  /** The stores that the program makes, as the stack file has them. */
  readonly stores: readonly AnyMadeStore[];
  /** Every region on AWS, sorted. */
  readonly places: readonly StorePlace[];
  /** Provider of random values. */
  readonly random: random.Provider;
}

/** Every store that the program makes, what each region has for them, and the ways between regions on which writes go. */
export class Stores extends pulumi.ComponentResource {
  /** What services are told of them. */
  public readonly access: readonly StoreAccess[];

  constructor(name: string, args: StoresArgs, opts?: pulumi.ComponentResourceOptions) {
    const { estate, account, stores, places } = args;
    super("platform:store:Stores", name, { estate, account, stores }, opts);

    const grounds = places.map((place) => ({ ...place, shared: sharedIn(this, place, args) }));
    this.access = stores.map((store) => build(this, store, { estate, grounds, random: args.random }));
    // A store in one region alone is written from the others all the same.
    for (const [left, right] of pairs(places))
      new NetworkPeering(
        `${left.region}-${right.region}-peering`,
        { estate, left: sideOf(left), right: sideOf(right) },
        { parent: this },
      );

    this.registerOutputs({ summary: stores.map((store) => store.name).join(", ") });
  }
}

function sharedIn(parent: Stores, { region, provider }: StorePlace, args: StoresArgs): StoreRegion {
  const { estate, account } = args;
  const opts = { parent, providers: [provider] };
  return new StoreRegion(`${region}-stores`, { estate, account, region }, opts);
}

interface Common {
  readonly estate: Estate;
  readonly grounds: readonly StoreGround[];
  readonly random: random.Provider;
}

function build(parent: Stores, store: AnyMadeStore, common: Common): StoreAccess {
  switch (store.kind) {
    case "relational":
      return new RelationalStore(store.name, { ...common, store }, { parent }).access;
    case "document":
      return new DocumentStore(store.name, { ...common, store }, { parent }).access;
    case "cache":
      return new CacheStore(store.name, { ...common, store }, { parent }).access;
  }
}

/** Each two of a list, in its order. */
export function pairs<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((left, index) => list.slice(index + 1).map((right): [T, T] => [left, right]));
}

function sideOf({ region, provider, vpcId, cidr, routeTables }: StorePlace): PeeringSide {
  return { region, provider, vpcId, cidr, routeTables };
}
