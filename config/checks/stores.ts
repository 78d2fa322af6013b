import { connectionLimit, isBurstable } from "../../components/store/classes";
import { longestCacheName, longestDatabaseName } from "../../components/store/names";
import type { Draft } from "../draft";
import type { Problem } from "../problems";
import { profiles, type StoreProfile } from "../profiles";
import type { InstanceStoreEntry, MadeStoreEntry } from "../schema/store";
import type { Check } from "./check";
import { regionsOnAws } from "./on-aws";

const path = (name: string, key: string): string => `social-commerce:stores.${name}.${key}`;

type Rule = (name: string, store: MadeStoreEntry) => readonly Problem[];

/** Asks a rule about each store that the program makes. */
function eachMade({ stores }: Draft, rule: Rule): Problem[] {
  return Object.entries(stores.entries).flatMap(([name, store]) =>
    store.kind === "external" ? [] : rule(name, store),
  );
}

/** Asks a rule about each store of instances. */
function eachOfInstances(
  draft: Draft,
  rule: (name: string, store: InstanceStoreEntry) => readonly Problem[],
): Problem[] {
  return eachMade(draft, (name, store) => (store.kind === "objects" ? [] : rule(name, store)));
}

/** What the environment gives; nothing while it could not be read. */
function profileOf({ environment }: Draft): StoreProfile | undefined {
  return environment && profiles[environment].stores;
}

/** Instances of a store in a region; a bucket counts as one. */
function instancesIn(store: MadeStoreEntry, region: string, profile: StoreProfile): number {
  if (store.kind === "objects") return region in store.regions ? 1 : 0;
  const member = store.regions[region];
  return member === undefined ? 0 : (member.instances ?? profile[store.kind].instances);
}

/** A service runs in every region, so each that uses what is made on AWS must be on AWS. */
export const storesOfAws: Check = (draft) => {
  const existing = draft.regions.names.filter((name) => !regionsOnAws(draft.regions).includes(name));
  return eachMade(draft, (name, { kind }) => {
    const users = Object.entries(draft.services.entries).filter(([, { uses }]) => uses.includes(name));
    if (existing.length === 0 || users.length === 0) return [];
    const [user] = users.map(([service]) => service);
    return [
      {
        path: path(name, "kind"),
        found: `${kind}, used by ${user ?? ""}, which runs in ${existing.join(", ")}, too`,
        allowed: "external, where a region is an existing cluster: nothing of AWS is made or reached there",
        remedy: "make the store another way, and write kind: external with its endpoints",
      },
    ];
  });
};

/** A cache's name on AWS ends at 40 characters, and that of a database's instance at 63. */
export const storeNameFits: Check = (draft) =>
  eachOfInstances(draft, (name, { kind }) => {
    const [longest, allowed] =
      kind === "cache"
        ? [longestCacheName, "for a cache, whose name on AWS has the environment's besides"]
        : [
            longestDatabaseName,
            "for a database, whose names on AWS have the environment and the region besides",
          ];
    if (name.length <= longest) return [];
    return [
      {
        path: `social-commerce:stores.${name}`,
        found: `a name of ${name.length} characters`,
        allowed: `up to ${longest} characters ${allowed}`,
        remedy: "shorten it",
      },
    ];
  });

/** A store is in regions that the program makes. */
export const storeInKnownRegions: Check = (draft) => {
  const known = regionsOnAws(draft.regions);
  return eachMade(draft, (name, { regions }) =>
    Object.keys(regions)
      .filter((region) => draft.regions.names.length > 0 && !known.includes(region))
      .map((region) => ({
        path: path(name, `regions.${region}`),
        found: `the region ${JSON.stringify(region)}`,
        allowed: known.length === 0 ? "a region on AWS, of which there is none" : known.join(", "),
        remedy: "name a region on AWS that is declared under social-commerce:regions",
      })),
  );
};

/** The region that a store was made in is still one of its own: what was made there is a copy like any other. */
export const storeCreatedInItsRegions: Check = (draft) =>
  eachMade(draft, (name, { createdIn, regions }) =>
    createdIn in regions
      ? []
      : [
          {
            path: path(name, "createdIn"),
            found: JSON.stringify(createdIn),
            allowed: Object.keys(regions).join(", ") || "one of the store's regions, of which there is none",
            remedy: "name the region that the store was first made in, and keep it under regions",
          },
        ],
  );

/** Where stores do not span regions, each has one. */
export const storeInOneRegion: Check = (draft) =>
  eachMade(draft, (name, { regions }) => {
    const count = Object.keys(regions).length;
    if (profileOf(draft)?.global !== false || count <= 1) return [];
    return [
      {
        path: path(name, "regions"),
        found: `${count} regions in ${draft.environment ?? ""}, where stores do not span regions`,
        allowed: "one",
        remedy: "name the region that the store is in",
      },
    ];
  });

/** A zone that is lost takes no region's store with it. */
export const storeInstances: Check = (draft) =>
  eachOfInstances(draft, (name, store) => {
    const profile = profileOf(draft);
    if (profile === undefined) return [];
    const { fewestInstances } = profile;
    return Object.keys(store.regions).flatMap((region) => {
      const count = instancesIn(store, region, profile);
      const isEmpty = count === 0 && store.kind !== "cache";
      if (isEmpty || count >= fewestInstances) return [];
      return [
        {
          path: path(name, `regions.${region}.instances`),
          found: `${count}`,
          allowed:
            store.kind === "cache"
              ? `at least ${fewestInstances}: a cache without nodes is none`
              : `0, for a copy without instances, or at least ${fewestInstances}, each in another zone`,
          remedy: `set ${fewestInstances}, or more`,
        },
      ];
    });
  });

/** Writes go to one region for all stores, so each has instances there. */
export const storeWriter: Check = (draft) =>
  eachMade(draft, (name, store) => {
    const { writer } = draft;
    const profile = profileOf(draft);
    if (writer === undefined || profile === undefined || !draft.regions.names.includes(writer)) return [];
    if (instancesIn(store, writer, profile) > 0) return [];
    const able = Object.keys(store.regions).filter((region) => instancesIn(store, region, profile) > 0);
    return [
      {
        path: "social-commerce:writer",
        found: `${writer}, where ${name} has no instance to take writes`,
        allowed: able.join(", ") || "a region where every store has instances",
        remedy: `name one of these, or give ${name} instances in ${writer}`,
      },
    ];
  });

/** What spans regions is made of classes that can. */
export const storeSizeFits: Check = (draft) =>
  eachOfInstances(draft, (name, { kind, size }) => {
    if (profileOf(draft)?.global !== true || size === undefined || !isBurstable(size)) return [];
    return [
      {
        path: path(name, "size"),
        found: `${size}, which is burstable`,
        allowed: "a class that is not, because a store that spans regions cannot be made of burstable ones",
        remedy: `remove it: the profile gives ${profileOf(draft)?.[kind].size ?? ""}`,
      },
    ];
  });

/** The services that say how many connections their replicas hold find as many in one instance. */
export const storeHoldsConnections: Check = (draft) =>
  eachMade(draft, (name, store) => {
    const { environment } = draft;
    // A proxy lets connections wait for one of its own, which are a share of what an instance takes.
    if (store.kind !== "relational" || store.proxy || environment === undefined) return [];
    const { stores, scaling } = profiles[environment];
    const size = store.size ?? stores.relational.size;
    const limit = connectionLimit(size);
    const asked = Object.values(draft.services.entries)
      .filter(({ uses }) => uses.includes(name))
      // Both colours stand beside each other during a release, each up to the service's ceiling.
      .reduce(
        (sum, one) => sum + 2 * (one.connectionsPerReplica ?? 0) * (one.scaling?.max ?? scaling.max),
        0,
      );
    if (asked <= limit) return [];
    return [
      {
        path: path(name, "size"),
        found: `${size}, which takes ${limit} connections, while the services that use it may hold ${asked}`,
        allowed: `a class that takes ${asked}`,
        remedy:
          "take a larger class, lower connectionsPerReplica or scaling.max of these services, or let a proxy share " +
          "connections out: proxy: true",
      },
    ];
  });

/** A pool of connections takes roles alone: a password given to pods would be given for nothing. */
export const proxyTakesRoles: Check = (draft) =>
  eachMade(draft, (name, store) =>
    store.kind === "relational" && store.proxy && store.signIn === "password"
      ? [
          {
            path: path(name, "signIn"),
            found: "password, beside proxy: true",
            allowed: "role: a proxy takes roles alone",
            remedy: "remove it, or do without the proxy",
          },
        ]
      : [],
  );
