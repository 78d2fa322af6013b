import type { RetentionClassName } from "../components/backup/retention";
import type { Environment, Profile } from "./profiles";
import type { permissions } from "./schema/access";
import type { AddonPins } from "./schema/addons";
import type { ApiAccess } from "./schema/api-access";
import type { Architecture, ComputeChoice } from "./schema/nodes";
import type { regionRoles } from "./schema/region";
import type { balancings } from "./schema/routing";
import type { Outside, Store } from "./wiring-model";

/** The AWS account that an environment lives in, and the role that deploys there. */
export interface Account {
  /** Twelve digits. */
  readonly id: string;
  /** Name of the role that the pipeline assumes. */
  readonly deployRole: string;
}

/** Nodes of one region: those of the full platform, scaled to the region's capacity. */
export interface RegionNodes extends Readonly<Profile["nodes"]> {
  /** Processors of the nodes. */
  readonly architecture: Architecture;
}

/** Where a region's cluster comes from: made by the program on AWS, or there already. */
export type Ground =
  | {
      readonly kind: "aws";
      /** Private range of the region's network. */
      readonly cidr: string;
      /** Availability zones, in the order of their address ranges. */
      readonly zones: readonly string[];
      /** Kubernetes minor version of the EKS cluster. */
      readonly kubernetesVersion: string;
      /** NAT gateways: in each zone, or one for the region. */
      readonly natGateways: Profile["natGateways"];
      /** Whether the services of AWS are reached by endpoints inside the network. */
      readonly interfaceEndpoints: boolean;
      /** What makes the nodes. */
      readonly compute: ComputeChoice;
      /** How many nodes there may be, and what they are. */
      readonly nodes: RegionNodes;
      /** Versions of add-ons that are not those that the program knows. */
      readonly addons: AddonPins;
    }
  | {
      readonly kind: "existing";
      /** Name of the kubeconfig context. */
      readonly context: string;
      /** Whether the program installs the operators, or finds them there. */
      readonly operators: "installed" | "managed";
    };

/** One region, defaults filled in. */
export interface Region {
  /** Name of the region; on AWS, AWS's name for it. */
  readonly name: string;
  /** What the region is for. */
  readonly role: (typeof regionRoles)[number];
  /** `lost` where the cluster cannot be reached: updates there are skipped. */
  readonly state: "active" | "lost";
  /** Size as a share of the full platform, in percent. */
  readonly capacityPercent: number;
  /** Share of users served here, in percent. */
  readonly trafficPercent: number;
  /** Where the region's cluster comes from. */
  readonly ground: Ground;
}

/** The two permanent colours of a service. */
export const colours = ["blue", "green"] as const;

/** One of the two permanent colours of a service. */
export type Colour = (typeof colours)[number];

/** How an image reaches the users of a service (R7). */
export const releaseStrategies = ["blue-green", "canary", "rolling"] as const;

/** How an image reaches the users of a service. */
export type ReleaseStrategy = (typeof releaseStrategies)[number];

/** What one colour of a service runs. */
export interface ColourRelease {
  /** Version of the image, for people and labels. */
  readonly version: string;
  /** `sha256:…` of the image. */
  readonly digest: string;
  /** Size as a share of the service's floor, in percent. */
  readonly capacityPercent: number;
  /** False for a colour that the stack file leaves out: it runs the other colour's image and may take no traffic. */
  readonly declared: boolean;
  /** What changes the schema before its pods start. */
  readonly migration?: Migration | undefined;
  /** Share of requests, in percent; both colours sum to 100. */
  readonly weight: number;
  /** Versions of the database's schema that the image can work with. */
  readonly schema?: { readonly min: number; readonly max: number } | undefined;
}

/** How a release of a service may go on. */
export interface Rollout {
  /** How an image reaches the users. */
  readonly strategy: ReleaseStrategy;
  /** Shares through which a canary goes, in percent. */
  readonly steps: readonly number[];
  /** The colour to which every step is free. It changes when a release is complete. */
  readonly stable: Colour;
  /** Most that one edit may shift, in percent of the requests. */
  readonly maximumStepPercent: number;
  /** Time that a share must have been watched before the next step, in seconds. */
  readonly bakeSeconds: number;
  /** The rollback after which the release goes on. */
  readonly acknowledgeRollback?: string | undefined;
  /** Present version of the database's schema. */
  readonly databaseSchema?: number | undefined;
}

/** One service, defaults filled in. */
export interface Service {
  /** Name of the service. */
  readonly name: string;
  /** Public path below the API's host name. */
  readonly path: string;
  /** Port that the container listens on. */
  readonly port: number;
  /** Paths that the probes ask. */
  readonly health: { readonly liveness: string; readonly readiness: string };
  /** Processor and memory of one replica. */
  readonly resources: Profile["resources"];
  /** Path that Prometheus reads. */
  readonly metrics: string;
  /** Size of a disk that goes with its pod. */
  readonly storage?: string | undefined;
  /** Public paths by who may call them; its own path is in one of the three. */
  readonly access: Readonly<Record<AccessClass, readonly string[]>>;
  /** How requests are shared between the pods of a colour. */
  readonly balancing: (typeof balancings)[number];
  /** How a client stays with one pod of a colour. */
  readonly affinity?: { readonly cookie: string; readonly minutes: number } | undefined;
  /** Pages of other origins that may call it. */
  readonly cors?: { readonly origins: readonly string[] } | undefined;
  /** Names of what it calls, sorted. */
  readonly uses: readonly string[];
  /** What it promises its users. */
  readonly objective: ServiceObjective;
  /** Replicas in a region at full capacity. */
  readonly scaling: Profile["scaling"];
  /** Connections to the database that one replica holds at most. */
  readonly connectionsPerReplica?: number | undefined;
  /** Connections that the database has for the service. */
  readonly connectionLimit?: number | undefined;
  /** True for a service that is cut off: nothing reaches it, and it reaches nothing. */
  readonly isolated: boolean;
  /** How its release may go on. */
  readonly rollout: Rollout;
  /** What each colour runs, and its share of the requests. */
  readonly release: Readonly<Record<Colour, ColourRelease>>;
}

/** What changes the schema of a service's stores before a release. */
export interface Migration {
  /** Command in the colour's image. */
  readonly command: readonly string[];
  /** Time after which it has failed, in seconds. */
  readonly timeoutSeconds: number;
}

/** Who may call a path, from everybody to few. */
export const accessClasses = ["public", "user", "admin"] as const;

/** Who may call a path. */
export type AccessClass = (typeof accessClasses)[number];

/** Who issues the tokens of users. */
export interface Auth {
  /** Claim `iss` of each token. */
  readonly issuer: string;
  /** Where the issuer's public keys are read. */
  readonly jwksUri: string;
  /** Audiences, of which a token names one. */
  readonly audiences: readonly string[];
  /** Scope that the paths of administrators ask for. */
  readonly adminScope: string;
}

/** What a service promises its users. */
export interface ServiceObjective {
  /** Share of requests that are answered without an error of the server, in percent. */
  readonly availabilityPercent: number;
  /** Time within which requests are answered, in milliseconds. */
  readonly latencyMs: number;
  /** Share of requests that are answered within that time, in percent. */
  readonly latencyPercent: number;
}

/** How alerts are made. */
export interface Alerting {
  /** Address below which the runbooks are read, without a slash at its end. */
  readonly runbooks: string;
  /** Days over which objectives are promised. */
  readonly objectiveWindowDays: number;
}

/** How users find the regions. */
export interface Dns {
  /** Route 53 hosted zone of the domain. */
  readonly hostedZoneId: string;
  /** Path that is asked of each region. */
  readonly healthCheckPath: string;
}

/** A bucket for backups, and its copy in another region. */
export interface Backup {
  /** What is backed up: `orders`. */
  readonly name: string;
  /** What is kept, and so for how long. */
  readonly retentionClass: RetentionClassName;
  /** Name of the region that is written in. */
  readonly region: string;
  /** Name of the region that is copied to. */
  readonly copyTo: string;
}

/** Somebody else who works in the clusters, in namespaces of its own. */
export interface Tenant {
  /** Name of the tenant. */
  readonly name: string;
  /** Team that answers for it. */
  readonly owner: string;
  /** Who pays for it. */
  readonly costCenter: string;
  /** The most that it may have in each of its regions. */
  readonly quota: TenantQuota;
  /** Names of the regions that it is in, sorted. */
  readonly regions: readonly string[];
  /** Port of its pods that the gateway's proxy reaches; absent where it reaches none. */
  readonly gatewayPort?: number;
  /** `removed` where nobody gets in and nothing flows; its data is kept. */
  readonly state: "active" | "removed";
  /** True where its data was asked by name to be deleted with its entry. */
  readonly deleteData: boolean;
}

/** The most that a tenant may have in one region. */
export interface TenantQuota {
  /** Cores that its pods may request together. */
  readonly cpu: string;
  /** Memory that its pods may request together. */
  readonly memory: string;
  /** Pods at the same time. */
  readonly pods: number;
  /** Size of its volumes together. */
  readonly storage: string;
  /** Volumes that it may claim. */
  readonly volumes: number;
}

/** What lets one IAM role into the clusters on AWS. */
export interface Access {
  /** Name of the entry. */
  readonly name: string;
  /** The role, with its path where it has one. */
  readonly role: string;
  /** What it may do: a permission, or the work of a tenant. */
  readonly grant:
    | { readonly kind: "permission"; readonly permission: (typeof permissions)[number] }
    | { readonly kind: "tenant"; readonly tenant: string };
  /** Names of the regions in whose clusters the entry is, sorted. */
  readonly regions: readonly string[];
}

/** Everything the platform is built from: the stack file, checked, with every default filled in. */
export interface PlatformConfig {
  /** Which environment this is. */
  readonly environment: Environment;
  /** Domain of the shop. */
  readonly domain: string;
  /** Team that answers for the environment. */
  readonly owner: string;
  /** Absent where no region is on AWS. */
  readonly account?: Account;
  /** Absent where no region is on AWS. */
  readonly apiAccess?: ApiAccess;
  /** Image registry; `{region}` stands for the region's name. */
  readonly registry: string;
  /** Name of the region that takes the writes. */
  readonly writer: string;
  /** How alerts are made. */
  readonly alerting: Alerting;
  /** Absent where the shop's names are somebody else's to keep. */
  readonly dns?: Dns;
  /** Absent where every path is public. */
  readonly auth?: Auth;
  /** Sizes of what the platform itself runs in each cluster. */
  readonly operators: Profile["operators"];
  /** Sorted by name. */
  readonly outside: readonly Outside[];
  /** Sorted by name. */
  readonly stores: readonly Store[];
  /** Sorted by name. */
  readonly backups: readonly Backup[];
  /** Sorted by name. */
  readonly regions: readonly Region[];
  /** Sorted by name. */
  readonly tenants: readonly Tenant[];
  /** Sorted by name; without those whom nothing is granted any more, such as the people of a removed tenant. */
  readonly access: readonly Access[];
  /** Sorted by name. */
  readonly services: readonly Service[];
}
