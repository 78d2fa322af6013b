import type { Compute } from "./schema/quantity";
import type { cacheClasses, documentClasses, relationalClasses } from "../components/store/classes";
import type { NodeCount } from "./schema/nodes";

/** The environments, smallest first. */
export const environments = ["development", "staging", "production"] as const;

/** Name of an environment. */
export type Environment = (typeof environments)[number];

/** What a kind of store is made of in each of its regions. */
interface StoreSize<Class> {
  /** Instances in a region. */
  readonly instances: number;
  /** Class of the instances. */
  readonly size: Class;
}

/** Stores of an environment. */
export interface StoreProfile {
  /** Whether a store can span regions. It cannot be changed while there are stores: each would have to be made anew. */
  readonly global: boolean;
  /** Fewest instances of a region that has any: two survive the loss of a zone. */
  readonly fewestInstances: number;
  /** Days to any second of which a store can be restored. */
  readonly backupDays: number;
  /** PostgreSQL. */
  readonly relational: StoreSize<(typeof relationalClasses)[number]>;
  /** Documents; R1 says how many. */
  readonly document: StoreSize<(typeof documentClasses)[number]>;
  /** Caches. */
  readonly cache: StoreSize<(typeof cacheClasses)[number]>;
}

/** What an environment gives where the stack file is silent (R1). Environments differ in this data, never in code. */
export interface Profile {
  /** Processor and memory of one replica of a service. */
  readonly resources: { readonly requests: Compute; readonly limits: Compute };
  /** Replicas of a service in a region at full capacity. */
  readonly scaling: { readonly min: number; readonly max: number };
  /** Requests a second that one replica answers well: a guess of 150 for each core that it requests, until a load test says more. */
  readonly requestsPerReplica: number;
  /** Nodes of a region at full capacity. */
  readonly nodes: {
    /** Most that the nodes of a region may add up to, in EKS Auto Mode. */
    readonly limits: Compute;
    /** Nodes of each zone, in node groups. */
    readonly perZone: NodeCount;
  };
  /**
   * Room that is kept free on running nodes, as a share of what the services' floors ask for in the region, in percent;
   * 0 keeps none. Costs about 35 USD a month for each core on EKS Auto Mode.
   */
  readonly headroomPercent: number;
  /** Stores that the program makes, where the stack file is silent about them. */
  readonly stores: StoreProfile;
  /** Fewest availability zones of a region. */
  readonly minimumZones: number;
  /** NAT gateways of a region: one in each zone survives the loss of a zone, one alone costs less (about 33 USD a month each, plus traffic). */
  readonly natGateways: "one" | "per-zone";
  /**
   * Whether the services of AWS are reached by endpoints inside the network: about 175 USD a month for a region of three
   * zones. Without them the same requests go out by NAT.
   */
  readonly interfaceEndpoints: boolean;
  /** Whether stores must be backed up, and say what is promised of them. */
  readonly backups: "optional" | "required";
  /** Sizes of what the platform itself runs in each cluster. */
  readonly operators: {
    /** Replicas of each operator. */
    readonly replicas: number;
    /** Proxies of the gateway: as many as that, and at most. */
    readonly proxies: { readonly min: number; readonly max: number };
    /** Prometheus: its replicas, the disk of each in GiB (about 8 USD a month for 100 GiB), and its memory. */
    readonly prometheus: {
      readonly replicas: number;
      readonly storageGi: number;
      readonly memory: string;
    };
  };
}

/** The environment profiles by name (R1). */
export const profiles: Readonly<Record<Environment, Profile>> = {
  development: {
    resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
    scaling: { min: 1, max: 2 },
    requestsPerReplica: 38,
    nodes: { limits: { cpu: "16", memory: "64Gi" }, perZone: { min: 1, desired: 1, max: 2 } },
    headroomPercent: 0,
    stores: {
      global: false,
      fewestInstances: 1,
      backupDays: 30,
      relational: { instances: 1, size: "db.t4g.medium" },
      document: { instances: 1, size: "db.t4g.medium" },
      cache: { instances: 1, size: "cache.t4g.small" },
    },
    minimumZones: 2,
    natGateways: "one",
    interfaceEndpoints: false,
    backups: "optional",
    operators: {
      replicas: 1,
      proxies: { min: 1, max: 2 },
      prometheus: { replicas: 1, storageGi: 10, memory: "1Gi" },
    },
  },
  staging: {
    resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "1000m", memory: "1Gi" } },
    scaling: { min: 2, max: 5 },
    requestsPerReplica: 75,
    nodes: { limits: { cpu: "64", memory: "256Gi" }, perZone: { min: 1, desired: 2, max: 6 } },
    headroomPercent: 25,
    stores: {
      global: true,
      fewestInstances: 2,
      backupDays: 30,
      relational: { instances: 2, size: "db.r7g.large" },
      document: { instances: 3, size: "db.r6g.large" },
      cache: { instances: 2, size: "cache.r7g.large" },
    },
    minimumZones: 3,
    natGateways: "per-zone",
    interfaceEndpoints: true,
    backups: "optional",
    operators: {
      replicas: 2,
      proxies: { min: 2, max: 5 },
      prometheus: { replicas: 1, storageGi: 100, memory: "4Gi" },
    },
  },
  production: {
    resources: { requests: { cpu: "1000m", memory: "1Gi" }, limits: { cpu: "2000m", memory: "2Gi" } },
    scaling: { min: 3, max: 20 },
    requestsPerReplica: 150,
    nodes: { limits: { cpu: "400", memory: "1600Gi" }, perZone: { min: 2, desired: 3, max: 17 } },
    headroomPercent: 100,
    stores: {
      global: true,
      fewestInstances: 2,
      backupDays: 35,
      relational: { instances: 2, size: "db.r7g.2xlarge" },
      document: { instances: 5, size: "db.r6g.xlarge" },
      cache: { instances: 3, size: "cache.r7g.large" },
    },
    minimumZones: 3,
    natGateways: "per-zone",
    interfaceEndpoints: true,
    backups: "required",
    operators: {
      replicas: 2,
      proxies: { min: 3, max: 30 },
      prometheus: { replicas: 2, storageGi: 100, memory: "8Gi" },
    },
  },
};
