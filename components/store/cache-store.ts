import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";

import type { CacheStore as CacheConfig } from "../../config/model";
import type { Estate } from "../lib/estate";
import type { StoreAccess } from "./access";
import { cachePort, CacheMember } from "./cache-member";
import type { StoreGround } from "./ground";
import { madeWhere, membersOf, whereToReach } from "./members";
import { cacheId } from "./names";
import { StoreSecret } from "./store-secret";

/** What a {@link CacheStore} must be told. */
export interface CacheStoreArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The store, as the stack file has it. */
  readonly store: CacheConfig;
  /** What each region on AWS offers. */
  readonly grounds: readonly StoreGround[];
  /** Provider of random values. */
  readonly random: random.Provider;
}

/**
 * A cache over regions: an ElastiCache global datastore of Valkey, with one replication group in each region. The group
 * that was made first says what all of them are; the others only join. A promotion changes neither.
 */
export class CacheStore extends pulumi.ComponentResource {
  /** What services are told of it. */
  public readonly access: StoreAccess;

  constructor(name: string, args: CacheStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const { estate, store, grounds } = args;
    super("platform:store:CacheStore", name, { createdIn: store.createdIn, store }, opts);
    const { home, others, callersOf } = membersOf(store, grounds);
    const username = store.name;
    const secret = new StoreSecret(
      `${name}-password`,
      { estate, store, username, home, others, random: args.random },
      { parent: this },
    );
    const member = (ground: StoreGround, global?: aws.elasticache.GlobalReplicationGroup): CacheMember =>
      new CacheMember(
        `${ground.region}-${store.name}`,
        {
          ...{ estate, store, ground, callers: callersOf(ground.region), global },
          // A user of ElastiCache has two at most.
          login: { username, passwords: [secret.password, ...(secret.former ? [secret.former] : [])] },
        },
        { parent: this, providers: [ground.provider] },
      );
    const first = member(home);
    secret.writeAfter(first.group);
    const global = store.global ? globalDatastore(this, name, args, home, first) : undefined;
    const copies = others.map((ground) => member(ground, global));

    this.access = {
      ...{ name: store.name, engine: "valkey", port: cachePort, secret: store.name },
      ...whereToReach([home, ...others], [first, ...copies]),
      facts: { TLS: "required", TTL_SECONDS: String(store.ttlMinutes * 60) },
    };
    this.registerOutputs({ summary: summary(store) });
  }
}

/** What joins the groups, and by which all of them are resized and upgraded. */
function globalDatastore(
  parent: CacheStore,
  name: string,
  { estate, store }: CacheStoreArgs,
  home: StoreGround,
  first: CacheMember,
): aws.elasticache.GlobalReplicationGroup {
  return new aws.elasticache.GlobalReplicationGroup(
    `${name}-global`,
    {
      globalReplicationGroupIdSuffix: cacheId(estate, store.name),
      globalReplicationGroupDescription: `${store.name}, made in ${store.createdIn}`,
      primaryReplicationGroupId: first.groupId,
      engineVersion: store.engineVersion,
      cacheNodeType: store.size,
      automaticFailoverEnabled: true,
    },
    // Read back, it names whoever is the primary now, and a difference would replace the whole.
    { parent, provider: home.provider, protect: true, ignoreChanges: ["primaryReplicationGroupId"] },
  );
}

function summary(store: CacheConfig): string {
  return `Valkey ${store.engineVersion} · ${madeWhere(store)} · entries live ${store.ttlMinutes} min`;
}
