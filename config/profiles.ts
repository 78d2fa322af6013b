import type { Compute } from "./schema/quantity";
import type { NodeCount } from "./schema/nodes";

/** The environments, smallest first. */
export const environments = ["development", "staging", "production"] as const;

/** Name of an environment. */
export type Environment = (typeof environments)[number];

/** What an environment gives where the stack file is silent (R1). Environments differ in this data, never in code. */
export interface Profile {
  /** Processor and memory of one replica of a service. */
  readonly resources: { readonly requests: Compute; readonly limits: Compute };
  /** Replicas of a service in a region at full capacity. */
  readonly scaling: { readonly min: number; readonly max: number };
  /** Nodes of a region at full capacity. */
  readonly nodes: {
    /** Most that the nodes of a region may add up to, in EKS Auto Mode. */
    readonly limits: Compute;
    /** Nodes of each zone, in node groups. */
    readonly perZone: NodeCount;
  };
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
    nodes: { limits: { cpu: "16", memory: "64Gi" }, perZone: { min: 1, desired: 1, max: 2 } },
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
    nodes: { limits: { cpu: "64", memory: "256Gi" }, perZone: { min: 1, desired: 2, max: 6 } },
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
    nodes: { limits: { cpu: "400", memory: "1600Gi" }, perZone: { min: 2, desired: 3, max: 17 } },
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
