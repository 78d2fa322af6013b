import * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";

import type { Account, Alerting, AnyInstanceStore, AnyMadeStore, Service } from "../../config/model";
import type { Estate } from "../lib/estate";
import type { BucketAccess, StoreAccess } from "./access";
import { CacheStore } from "./cache-store";
import { DocumentStore } from "./document-store";
import type { StoreGround } from "./ground";
import { NetworkPeering, type PeeringSide } from "./network-peering";
import { ObjectsStore } from "./objects/objects-store";
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
  /** How alerts are made. */
  readonly alerting: Alerting;
  /** The services, of which some use stores. */
  readonly services: readonly Pick<Service, "name" | "uses">[];
}

/** Every store that the program makes, what each region has for them, and the ways between regions on which writes go. */
export class Stores extends pulumi.ComponentResource {
  /** What services are told of those with hosts. */
  public readonly access: readonly StoreAccess[];
  /** What services are told of those of objects. */
  public readonly buckets: readonly BucketAccess[];

  constructor(name: string, args: StoresArgs, opts?: pulumi.ComponentResourceOptions) {
    const { estate, account, stores, places } = args;
    super("platform:store:Stores", name, { estate, account, stores }, opts);

    const grounds = places.map((place) => ({ ...place, shared: sharedIn(this, place, args) }));
    const common = { estate, account, grounds, random: args.random, services: args.services };
    this.access = stores.flatMap((store) => (store.kind === "objects" ? [] : [build(this, store, common)]));
    this.buckets = stores.flatMap((store) =>
      store.kind === "objects"
        ? [new ObjectsStore(store.name, { ...common, store }, { parent: this }).access]
        : [],
    );
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
  const { estate, account, alerting } = args;
  const there = args.stores.filter(({ members }) => members.some((member) => member.region === region));
  const isWatched = there.some(({ global }) => global);
  const hasBuckets = there.some(({ kind }) => kind === "objects");
  const opts = { parent, providers: [provider] };
  return new StoreRegion(
    `${region}-stores`,
    { estate, account, region, alerting, isWatched, hasBuckets },
    opts,
  );
}

interface Common extends Pick<StoresArgs, "account" | "services"> {
  readonly estate: Estate;
  readonly grounds: readonly StoreGround[];
  readonly random: random.Provider;
}

function build(parent: Stores, store: AnyInstanceStore, common: Common): StoreAccess {
  switch (store.kind) {
    case "relational":
      return new RelationalStore(
        store.name,
        { ...common, store, users: usersOf(store, common.services) },
        { parent },
      ).access;
    case "document":
      return new DocumentStore(store.name, { ...common, store }, { parent }).access;
    case "cache":
      return new CacheStore(store.name, { ...common, store }, { parent }).access;
  }
}

function usersOf({ name }: AnyInstanceStore, services: Common["services"]): string[] {
  return services.filter(({ uses }) => uses.includes(name)).map((service) => service.name);
}

/** Each two of a list, in its order. */
export function pairs<T>(list: readonly T[]): [T, T][] {
  return list.flatMap((left, index) => list.slice(index + 1).map((right): [T, T] => [left, right]));
}

function sideOf({ region, provider, vpcId, cidr, routeTables }: StorePlace): PeeringSide {
  return { region, provider, vpcId, cidr, routeTables };
}
