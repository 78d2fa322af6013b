import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";

import type { Account, RelationalStore as RelationalConfig } from "../../config/model";
import type { Estate } from "../lib/estate";
import type { StoreAccess } from "./access";
import { storeTags, type StoreGround } from "./ground";
import { madeWhere, membersOf, whereToReach } from "./members";
import { databaseId } from "./names";
import { relationalPort, RelationalMember } from "./relational-member";
import { StoreSecret } from "./store-secret";

/** What a {@link RelationalStore} must be told. */
export interface RelationalStoreArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The store, as the stack file has it. */
  readonly store: RelationalConfig;
  /** The account that the store is in. */
  readonly account: Account;
  /** Services that use it. */
  readonly users: readonly string[];
  /** What each region on AWS offers. */
  readonly grounds: readonly StoreGround[];
  /** Provider of random values. */
  readonly random: random.Provider;
}

/** Who signs in with the password. */
const username = "platform";

/**
 * A PostgreSQL database over regions: an Aurora global database, with one cluster in each region. Nothing here knows who
 * takes the writes: the clusters differ by which of them was made first, which never changes, and AWS decides who is the
 * writer when somebody promotes one. So no promotion, and no value of `writer`, replaces or deletes anything.
 * Sharding is not modelled: a table that outgrows one writer is somebody's design, not a setting.
 */
export class RelationalStore extends pulumi.ComponentResource {
  /** What services are told of it. */
  public readonly access: StoreAccess;

  constructor(name: string, args: RelationalStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const { estate, account, users, store, grounds } = args;
    super("platform:store:RelationalStore", name, { createdIn: store.createdIn, store }, opts);
    const { home, others, callersOf } = membersOf(store, grounds);
    const secret = new StoreSecret(
      `${name}-password`,
      { estate, store, username, home, others, random: args.random },
      { parent: this },
    );
    const global = store.global ? globalCluster(this, name, args, home) : undefined;
    const member = (ground: StoreGround, more: object): RelationalMember =>
      new RelationalMember(
        `${ground.region}-${store.name}`,
        { ...{ estate, account, users, store, ground, callers: callersOf(ground.region), global }, ...more },
        { parent: this, providers: [ground.provider] },
      );
    const login = { username, password: secret.password };
    const first = member(home, { login });
    secret.writeAfter(first.cluster);
    // A copy of a cluster that has no instance yet is refused.
    const copies = others.map((ground) => member(ground, { after: first.parts }));

    this.access = {
      ...{ name: store.name, engine: "postgresql", port: relationalPort, secret: store.name },
      signIn: store.signIn,
      ...whereToReach([home, ...others], [first, ...copies]),
      facts: { DATABASE: store.database, TLS: "required" },
      signInRegions: store.members.map(({ region }) => region),
    };
    this.registerOutputs({ summary: `PostgreSQL ${store.engineVersion} · ${madeWhere(store)}` });
  }
}

/** What joins the clusters. Its provider is that of the region that it was made in, whoever takes the writes. */
function globalCluster(
  parent: RelationalStore,
  name: string,
  { estate, store }: RelationalStoreArgs,
  home: StoreGround,
): aws.rds.GlobalCluster {
  const id = databaseId(estate, store.name);
  return new aws.rds.GlobalCluster(
    `${name}-global`,
    {
      globalClusterIdentifier: id,
      engine: "aurora-postgresql",
      engineVersion: store.engineVersion,
      databaseName: store.database,
      storageEncrypted: true,
      deletionProtection: true,
      tags: storeTags(estate, home.region, `${home.region}-${store.name}-global`, store),
    },
    // The first cluster joins it, and tells it the name of the database; both are read back, and differ by who asks.
    {
      parent,
      provider: home.provider,
      protect: true,
      ignoreChanges: ["databaseName", "sourceDbClusterIdentifier"],
    },
  );
}
