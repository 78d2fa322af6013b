import type { Profile } from "../profiles";
import type { balancings } from "../schema/routing";
import type { AccessClass } from "./auth";
import type { QueueBacklog } from "./messaging";
import type { Colour, ColourRelease, Rollout } from "./release";

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
  /** Names of what it calls and of the queues that it empties, sorted. */
  readonly uses: readonly string[];
  /** Names of the topics and queues that it sends messages to, sorted. */
  readonly publishes: readonly string[];
  /** What it promises its users. */
  readonly objective: ServiceObjective;
  /** Replicas in a region at full capacity. */
  readonly scaling: Profile["scaling"];
  /** Requests a second that one replica answers well. */
  readonly requestsPerReplica: number;
  /** Series of its own that says how many messages wait for it. */
  readonly backlog?: string | undefined;
  /** Queues by whose length its pods are added, sorted; absent where there are none. */
  readonly queueBacklogs?: readonly QueueBacklog[] | undefined;
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

/** What a service promises its users. */
export interface ServiceObjective {
  /** Share of requests that are answered without an error of the server, in percent. */
  readonly availabilityPercent: number;
  /** Time within which requests are answered, in milliseconds. */
  readonly latencyMs: number;
  /** Share of requests that are answered within that time, in percent. */
  readonly latencyPercent: number;
}
