import type { Drill, FreezeWindow } from "./calendar";
import type { OffHours } from "./off-hours";

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
  /** Times in which nothing but a way back passes. */
  readonly freezes?: readonly FreezeWindow[] | undefined;
  /** Times in which the same holds in some regions, again and again. */
  readonly drills?: readonly Drill[] | undefined;
  /** When the service runs; nothing where it runs at every hour. */
  readonly offHours?: OffHours | undefined;
}

/** What changes the schema of a service's stores before a release. */
export interface Migration {
  /** Command in the colour's image. */
  readonly command: readonly string[];
  /** Time after which it has failed, in seconds. */
  readonly timeoutSeconds: number;
}
