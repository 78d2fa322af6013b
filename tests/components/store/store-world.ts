import * as aws from "@pulumi/aws";
import * as random from "@pulumi/random";

import type { BucketAccess, StoreAccess } from "../../../components/store/access";
import { Stores, type StorePlace } from "../../../components/store/stores";
import type { StoreWindows, WindowsByKind } from "../../../components/store/windows";
import type {
  AnyMadeStore,
  CacheStore,
  DocumentStore,
  ObjectsStore,
  RelationalStore,
} from "../../../config/model";
import { record } from "../../support/recorder";
import { account, estate } from "../../support/samples";
import { Tree } from "../../support/tree";

export const relational: RelationalStore = {
  kind: "relational",
  name: "orders-db",
  createdIn: "us-west-2",
  global: true,
  members: [
    { region: "us-east-1", instances: 4 },
    { region: "us-west-2", instances: 2 },
  ],
  holds: "financial-7y",
  tier: "critical",
  engineVersion: "17.4",
  size: "db.r7g.large",
  backupDays: 33,
  database: "orders",
  passwordVersion: 1,
  proxy: false,
  signIn: "password",
};

export const document: DocumentStore = {
  kind: "document",
  name: "catalogue",
  createdIn: "us-east-1",
  global: true,
  members: [
    { region: "us-east-1", instances: 3 },
    { region: "us-west-2", instances: 0 },
  ],
  holds: "operational-30d",
  tier: "standard",
  engineVersion: "5.0.0",
  size: "db.r6g.large",
  backupDays: 31,
  passwordVersion: 1,
};

export const cache: CacheStore = {
  kind: "cache",
  name: "carts",
  createdIn: "us-east-1",
  global: true,
  members: [
    { region: "us-east-1", instances: 3 },
    { region: "us-west-2", instances: 2 },
  ],
  holds: "personal-90d",
  tier: "standard",
  engineVersion: "8.0",
  size: "cache.r7g.large",
  ttlMinutes: 30,
  passwordVersion: 1,
};

export const objects: ObjectsStore = {
  kind: "objects",
  name: "media",
  createdIn: "us-west-2",
  global: true,
  members: [{ region: "eu-central-1" }, { region: "us-east-1" }, { region: "us-west-2" }],
  holds: "published-30d",
  tier: "standard",
};

/** A store of one region that cannot span more. */
export function single<Store extends AnyMadeStore>(store: Store): Store {
  return { ...store, global: false, members: [{ region: store.createdIn, instances: 1 }] };
}

/** Ranges of the networks of the regions that the tests have. */
export const cidrs = {
  "us-east-1": "10.16.0.0/16",
  "us-west-2": "10.32.0.0/16",
  "eu-central-1": "10.48.0.0/16",
};

/** Windows that say whose they are. */
function kinds(region: string): WindowsByKind {
  const of = (kind: string): StoreWindows => ({
    maintenance: `maintenance of ${kind} in ${region}`,
    snapshot: `snapshot of ${kind} in ${region}`,
  });
  return { relational: of("relational"), document: of("document"), cache: of("cache") };
}

export function place(region: keyof typeof cidrs): StorePlace {
  const zones = ["a", "b", "c"].map((letter) => `${region}${letter}`);
  return {
    region,
    provider: new aws.Provider(`${region}-aws`, { region }),
    vpcId: `vpc of ${region}`,
    cidr: cidrs[region],
    zones,
    subnetIds: zones.map((zone) => `data subnet of ${zone}`),
    ranges: zones.map((zone) => `data range of ${zone}`),
    podGroupId: `pods of ${region}`,
    windows: kinds(region),
    routeTables: { [`${region}-private`]: `private of ${region}`, [`${region}-data`]: `data of ${region}` },
  };
}

export interface World {
  readonly tree: Tree;
  readonly access: readonly StoreAccess[];
  readonly buckets: readonly BucketAccess[];
}

const alerting = {
  runbooks: "https://runbooks.example.com",
  objectiveWindowDays: 30,
  alarmMail: "on-call@example.com",
};

/** Services of which two use the relational store, and one the others. */
const services = [
  { name: "order-service", uses: ["orders-db"] },
  { name: "user-service", uses: ["orders-db", "carts"] },
  { name: "product-service", uses: ["catalogue", "media"] },
];

export async function build(...stores: AnyMadeStore[]): Promise<World> {
  const made: Stores[] = [];
  const regions = Object.keys(cidrs).sort() as (keyof typeof cidrs)[];
  const recording = await record(() => {
    const provider = new random.Provider("random", {});
    made.push(
      new Stores("stores", {
        ...{ estate, account, stores, alerting, services },
        ...{ places: regions.map(place), random: provider },
      }),
    );
  });
  return { tree: new Tree(recording), access: made[0]!.access, buckets: made[0]!.buckets };
}
