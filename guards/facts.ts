import type { Colour, FreezeWindow, OffHours, RecurringWindow, ReleaseStrategy } from "../config/model";
import type { RollbackMark, WatchedMark } from "./marks";

/** Share of the requests that each colour serves, in percent. */
export type Weights = Readonly<Record<Colour, number>>;

/** Versions of a database's schema, both ends included. */
export interface SchemaRange {
  /** Oldest version. */
  readonly min: number;
  /** Newest version. */
  readonly max: number;
}

/** What the guards of a release are told of one colour. */
export interface ColourFacts {
  /** Share of requests, in percent. */
  readonly weight: number;
  /** Whether the stack file says what the colour runs. */
  readonly declared: boolean;
  /** Size as a share of the service's floor, in percent. */
  readonly capacityPercent: number;
  /** Version of the image, as people call it. */
  readonly version: string;
  /** `sha256:…` of the image. */
  readonly digest: string;
  /** Versions of the database's schema that the image can work with. */
  readonly schema?: SchemaRange | undefined;
}

/** What a service may ask of its database. */
export interface ConnectionFacts {
  /** Where the service is written: `social-commerce:services.cart-service`. */
  readonly path: string;
  /** Connections that one replica holds at most; nothing where the stack file is silent. */
  readonly perReplica?: number | undefined;
  /** Connections that the database has for the service; nothing where the stack file is silent. */
  readonly limit?: number | undefined;
  /** Most replicas of one colour in a region at full capacity. */
  readonly replicas: number;
}

/** What the guards judge: a release as the stack file, or a route, has it. */
export interface ReleaseFacts {
  /** Where the release is written: `social-commerce:services.cart-service.release`. */
  readonly path: string;
  /** How an image reaches the users. */
  readonly strategy: ReleaseStrategy;
  /** Shares through which a canary goes, in percent. */
  readonly steps: readonly number[];
  /** The colour to which every step is free. */
  readonly stable: Colour;
  /** Most that one edit may shift, in percent of the requests. */
  readonly maximumStepPercent: number;
  /** Time that a share must have been watched before the next step, in seconds. */
  readonly bakeSeconds: number;
  /** The rollback after which the file goes on. */
  readonly acknowledgeRollback?: string | undefined;
  /** Present version of the database's schema; nothing for a service that has none. */
  readonly databaseSchema?: number | undefined;
  /** What is known of each colour. */
  readonly colours: Readonly<Record<Colour, ColourFacts>>;
  /** Shares that each rule of the route sends; nothing where no route is seen. */
  readonly rules?: readonly Weights[] | undefined;
  /** Connections to the database. */
  readonly connections: ConnectionFacts;
  /** Windows in which nothing but a way back passes. */
  readonly freezes?: readonly FreezeWindow[] | undefined;
  /** When the service runs; nothing where it runs at every hour. */
  readonly offHours?: OffHours | undefined;
  /** Drills of the region, in which the same holds. */
  readonly drills?: readonly RecurringWindow[] | undefined;
  /** Stores that the service uses and that are dumped, in whatever region; none of a lost one, which answers nobody. */
  readonly dumps?: readonly DumpedStore[] | undefined;
}

/** A store of which dumps are made. */
export interface DumpedStore {
  /** Name of the store. */
  readonly store: string;
  /** The region whose cluster makes them. */
  readonly region: string;
}

/** What a route had before an edit. */
export interface Served {
  /** Shares that the former inputs of the route have. */
  readonly weights: Weights;
  /** Absent where the route does not say. */
  readonly strategy?: ReleaseStrategy | undefined;
  /** Absent where the route does not say. */
  readonly stable?: Colour | undefined;
}

/** A value before an edit and after it. */
export interface Change<T> {
  /** The former value. */
  readonly before: T;
  /** The new value. */
  readonly after: T;
}

/** What an edit changes of one colour. */
export interface ColourChange {
  /** Digest of the image. */
  readonly image?: Change<string> | undefined;
  /** Version of the image. */
  readonly version?: Change<string> | undefined;
  /** Whether the pods differ, in whatever respect: they are made anew. */
  readonly pods?: boolean | undefined;
  /** Fewest replicas. */
  readonly floor?: Change<number> | undefined;
}

/** Times in which a pod stops, in seconds. */
export interface DrainTimes {
  /** From the order to stop until the process hears of it; the proxies forget the pod meanwhile. */
  readonly preStop: number;
  /** Longest request that the gateway waits for. */
  readonly longestRequest: number;
  /** Left to close what is open. */
  readonly closing: number;
  /** Grace that Kubernetes gives. */
  readonly grace: number;
}

/** What an edit does, as far as the one who asks can see it. */
export interface Step {
  /** What the route had; nothing before it is created, and where the route is not seen. */
  readonly before?: Served | undefined;
  /** What changes of each colour. */
  readonly changes?: Partial<Readonly<Record<Colour, ColourChange>>> | undefined;
  /** How the pods would stop; nothing where pods are not seen. */
  readonly drain?: DrainTimes | undefined;
  /** The colour that a migration prepares the stores for; nothing where none is made, or nobody knows for whom. */
  readonly migrating?: Colour | undefined;
}

/** The live route of the same service in the region that a release reaches before this one. */
export interface EarlierRegion {
  /** Name of the region. */
  readonly name: string;
  /** Shares of its live route. */
  readonly weights: Weights;
  /** The mark on it. */
  readonly mark: WatchedMark | null;
}

/** What the cluster that makes the dumps of a store says of the last one. */
export type LastDump =
  /** When it was done, ISO 8601. */
  | { readonly kind: "done"; readonly at: string }
  /** None was done; since when one might have been, ISO 8601. */
  | { readonly kind: "never"; readonly at: string }
  /** Why nobody could see it. */
  | { readonly kind: "unseen"; readonly why: string };

/**
 * What somebody saw in the cluster. Each part stands alone: nothing means that nobody looked, and the guards that need
 * it are silent; `null` means that somebody looked and there is none.
 */
export interface Observed {
  /** Present time, ISO 8601. */
  readonly now?: string | undefined;
  /** Shares of the live route; they may differ from what the program last sent. */
  readonly weights?: Weights | undefined;
  /** Ready pods of each colour as a share of the service's floor, in percent. */
  readonly readyPercent?: Readonly<Record<Colour, number>> | undefined;
  /** The mark on the live route. */
  readonly mark?: WatchedMark | null | undefined;
  /** The rollback that the watch made on the live route and no step has made good. */
  readonly rollback?: Pick<RollbackMark, "id"> | null | undefined;
  /** The region whose wave comes first. */
  readonly earlier?: EarlierRegion | null | undefined;
  /** The last dump of each store, by its name; `null` where nothing makes dumps yet. */
  readonly dumps?: Readonly<Record<string, LastDump | null>> | undefined;
  /** Why something could not be seen, where somebody looked in vain. */
  readonly unseen?: string | undefined;
}
