import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";

import type { DocumentStore as DocumentConfig } from "../../config/model";
import type { Estate } from "../lib/estate";
import type { StoreAccess } from "./access";
import { documentPort, DocumentMember } from "./document-member";
import type { StoreGround } from "./ground";
import { madeWhere, membersOf, whereToReach } from "./members";
import { databaseId } from "./names";
import { StoreSecret } from "./store-secret";

/** What a {@link DocumentStore} must be told. */
export interface DocumentStoreArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The store, as the stack file has it. */
  readonly store: DocumentConfig;
  /** What each region on AWS offers. */
  readonly grounds: readonly StoreGround[];
  /** Provider of random values. */
  readonly random: random.Provider;
}

/** Who signs in with the password. `admin` and `root` are taken. */
const username = "platform";

/**
 * A document database over regions: a DocumentDB global cluster, with one cluster in each region. As with a relational
 * store, its clusters differ by which of them was made first, and by nothing that a promotion changes. Elastic clusters,
 * which shard, are not modelled.
 */
export class DocumentStore extends pulumi.ComponentResource {
  /** What services are told of it. */
  public readonly access: StoreAccess;

  constructor(name: string, args: DocumentStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const { estate, store, grounds } = args;
    super("platform:store:DocumentStore", name, { createdIn: store.createdIn, store }, opts);
    const { home, others, callersOf } = membersOf(store, grounds);
    const secret = new StoreSecret(
      `${name}-password`,
      { estate, store, username, home, others, random: args.random },
      { parent: this },
    );
    const global = store.global ? globalCluster(this, name, args, home) : undefined;
    const member = (ground: StoreGround, more: object): DocumentMember =>
      new DocumentMember(
        `${ground.region}-${store.name}`,
        { ...{ estate, store, ground, callers: callersOf(ground.region), global }, ...more },
        { parent: this, providers: [ground.provider] },
      );
    const login = { username, password: secret.password };
    const first = member(home, { login });
    secret.writeAfter(first.cluster);
    const copies = others.map((ground) => member(ground, { after: first.parts }));

    this.access = {
      ...{ name: store.name, engine: "mongodb", port: documentPort, secret: store.name },
      ...whereToReach([home, ...others], [first, ...copies]),
      facts: { TLS: "required" },
    };
    this.registerOutputs({ summary: `DocumentDB ${store.engineVersion} · ${madeWhere(store)}` });
  }
}

/** What joins the clusters. Its provider is that of the region that it was made in, whoever takes the writes. */
function globalCluster(
  parent: DocumentStore,
  name: string,
  { estate, store }: DocumentStoreArgs,
  home: StoreGround,
): aws.docdb.GlobalCluster {
  return new aws.docdb.GlobalCluster(
    `${name}-global`,
    {
      globalClusterIdentifier: databaseId(estate, store.name),
      engine: "docdb",
      engineVersion: store.engineVersion,
      storageEncrypted: true,
      deletionProtection: true,
    },
    {
      parent,
      provider: home.provider,
      protect: true,
      ignoreChanges: ["databaseName", "sourceDbClusterIdentifier"],
    },
  );
}
