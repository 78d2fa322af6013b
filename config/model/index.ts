import type { Residency } from "../../components/backup/copies";
import type { RetentionClassName } from "../../components/backup/retention";
import type { Environment, Profile } from "../profiles";
import type { Compute } from "../schema/quantity";
import type { ApiAccess } from "../schema/api-access";
import type { Account } from "./account";
import type { Auth } from "./auth";
import type { Calendar } from "./calendar";
import type { Features } from "./features";
import type { OffHours } from "./off-hours";
import type { Bus, Queue, Topic } from "./messaging";
import type { Dump, Recovery, StorePromise } from "./recovery";
import type { Region } from "./region";
import type { Service } from "./service";
import type { Access, Tenant } from "./tenant";
import type { Outside, Store } from "./wiring";

export * from "./account";
export * from "./auth";
export * from "./calendar";
export * from "./features";
export * from "./messaging";
export * from "./off-hours";
export * from "./recovery";
export * from "./region";
export * from "./release";
export * from "./service";
export * from "./store";
export * from "./tenant";
export * from "./wiring";

/** How alerts are made. */
export interface Alerting {
  /** Address below which the runbooks are read, without a slash at its end. */
  readonly runbooks: string;
  /** Days over which objectives are promised. */
  readonly objectiveWindowDays: number;
  /** Address that the alarms of queues, buses and stores are mailed to; nobody where there is none. */
  readonly alarmMail?: string | undefined;
}

/** How users find the regions. */
export interface Dns {
  /** Route 53 hosted zone of the domain. */
  readonly hostedZoneId: string;
  /** Path that is asked of each region. */
  readonly healthCheckPath: string;
}

/** Room that is kept free on running nodes, so that pods that are added need not wait for a node. */
export interface Headroom {
  /** Share of what the services' floors ask for in a region, in percent; 0 for none. */
  readonly percent: number;
  /** Size of each of the pods that keep it, which is that of a replica. */
  readonly requests: Compute;
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
  /** Absent where the services run at every hour. */
  readonly offHours?: OffHours;
  /** Absent where every path is public. */
  readonly auth?: Auth;
  /** What is announced. */
  readonly calendar: Calendar;
  /** The setting of each optional capability. */
  readonly features: Features;
  /** Sizes of what the platform itself runs in each cluster. */
  readonly operators: Profile["operators"];
  /** Room that is kept free on the nodes of each region that the program makes. */
  readonly headroom: Headroom;
  /** Sorted by name. */
  readonly outside: readonly Outside[];
  /** Sorted by name. */
  readonly stores: readonly Store[];
  /** Regions that each class of records may be in. */
  readonly residency: Residency;
  /** Sorted by name. */
  readonly topics: readonly Topic[];
  /** Sorted by name. */
  readonly buses: readonly Bus[];
  /** Sorted by name. */
  readonly queues: readonly Queue[];
  /** Sorted by name. */
  readonly backups: readonly Backup[];
  /** Absent where nothing is backed up by AWS Backup. */
  readonly recovery?: Recovery;
  /** Sorted by the store's name. */
  readonly dumps: readonly Dump[];
  /** What is promised of each store that was there before, sorted by name. */
  readonly promises: readonly StorePromise[];
  /** Sorted by name. */
  readonly regions: readonly Region[];
  /** Sorted by name. */
  readonly tenants: readonly Tenant[];
  /** Sorted by name; without those whom nothing is granted any more, such as the people of a removed tenant. */
  readonly access: readonly Access[];
  /** Sorted by name. */
  readonly services: readonly Service[];
}
