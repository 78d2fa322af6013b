import * as pulumi from "@pulumi/pulumi";

import type { Colour } from "../../config/model";
import { formatProblems, type Problem } from "../../config/problems";
import type { ColourChange, Observed, ReleaseFacts, Step } from "../../guards/facts";
import type { Moment } from "../../guards/guard";
import { clusterGuardCodes, releaseProblems } from "../../guards/release";
import { releaseFacts } from "../../guards/release-facts";
import { shiftOf } from "../../guards/shift";
import { observe } from "../../watch/observe";
import { present, watchDeps } from "../../watch/run";
import { addressOf } from "./cluster-address";
import { seeDumps, type DumpPlace } from "./dump-places";
import {
  colourOf,
  drainOf,
  floorChange,
  podChange,
  ruleWeights,
  sentWeights,
  servedBefore,
  type ObjectInputs,
} from "./release-sight";
import type { RoutePlace } from "./route";
import type { WatchedRoute } from "./watch-hook";

/** What a guard must be told. */
export interface GuardedService extends WatchedRoute {
  /** Size of the region as a share of the full platform, in percent. */
  readonly regionPercent: number;
  /** The service's route in the region whose wave comes first. */
  readonly earlier?: RoutePlace | undefined;
  /** Where the stores that it uses are dumped. @default they are not */
  readonly dumps?: readonly DumpPlace[] | undefined;
}

/** One call of the hook: who is asked about, and what it has and gets. */
interface Call {
  readonly guarded: GuardedService;
  /** Nothing before the object is created. */
  readonly before: ObjectInputs | undefined;
  readonly after: ObjectInputs;
  /** Looks at what serves; in a preview it sees no more than the time. */
  readonly look: () => Promise<Observed>;
  /** Looks at the last dumps; in a preview it sees no more than the time. */
  readonly lookAtDumps: () => Promise<Observed>;
}

type Ask = (call: Call) => Promise<readonly Problem[]> | readonly Problem[];

/**
 * The guard of a release: one hook, bound to the migrations, the deployments, the autoscalers and the route of a service
 * in a region, in `preview` as well as in `up`.
 *
 * What changes of a colour is noted when its objects are asked about, and the route, which depends on both colours and
 * therefore is always asked about last, is judged with the notes of the same run. A refusal at the route comes after
 * the pods in `up --skip-preview`; any other `up` asks everything in its preview first.
 *
 * In `up` the guard looks at the cluster before pods or a route change, and before a migration at the clusters that dump
 * what the service uses; in a preview it asks nobody. Which of both runs is known when the hook is made: `isDryRun()` reads
 * the SDK's store, out of the runner's `--dry-run`, and the engine starts the program anew for the preview and for the
 * update of one `up`.
 *
 * @param real What the guard needs of the world; a test gives its own.
 */
export function releaseGuardHook(
  name: string,
  guarded: GuardedService,
  real: typeof watchDeps = watchDeps,
): pulumi.ResourceHook {
  const isPreview = pulumi.runtime.isDryRun();
  const { namespace, dumps = [] } = guarded;
  const unlessPreview = (see: () => Promise<Observed>) => (): Promise<Observed> =>
    isPreview ? Promise.resolve({ now: present() }) : see();
  const eyes = {
    look: unlessPreview(() => see(guarded, real)),
    lookAtDumps: unlessPreview(() => seeDumps(namespace, dumps, real)),
  };
  return new pulumi.ResourceHook(
    `${name}-release-guard`,
    async ({ type, oldInputs, newInputs }) => {
      const kind = kinds.get(type);
      const call = { guarded, before: oldInputs, after: newInputs, ...eyes } as Call;
      const problems = (await kind?.ask(call)) ?? [];
      if (problems.length > 0)
        throw new pulumi.RunError(formatProblems(`the release of ${guarded.service.name}`, problems));
      if (isPreview) await kind?.tell?.(call);
    },
    { onDryRun: true },
  );
}

/** What serves in the region, and in the one before it. Pods and routes are asked about minutes apart: each looks anew. */
async function see(
  { service, namespace, regionPercent, watch, earlier }: GuardedService,
  real: typeof watchDeps,
): Promise<Observed> {
  const clusterOf = async (connection: RoutePlace["connection"]) =>
    real(await addressOf(connection), () => undefined).cluster;
  try {
    const seen = await observe({
      service: { namespace, name: service.name },
      floor: (service.scaling.min * regionPercent) / 100,
      cluster: await clusterOf(watch.connection),
      earlier: earlier && { name: earlier.region, cluster: await clusterOf(earlier.connection) },
    });
    return { now: present(), ...seen };
  } catch (error) {
    // A kubeconfig that is none.
    return { unseen: error instanceof Error ? error.message : String(error) };
  }
}

/** Nothing but whether what the migration may break could be had back. */
const askMigration: Ask = async ({ guarded: { service, region, dumps }, after, lookAtDumps }) => {
  const release = { ...releaseFacts(service, undefined, region), dumps };
  return releaseProblems("migration", release, { migrating: colourOf(after) }, await lookAtDumps());
};

const askPods: Ask = async ({ guarded: { service, region, notes }, before, after, look }) => {
  const colour = colourOf(after);
  const change = before && podChange(before, after);
  if (colour !== undefined) note(notes.changes, colour, change);
  const own = colour && change ? { [colour]: change } : {};
  const observed = change ? await look() : {};
  const release = releaseFacts(service, undefined, region);
  return releaseProblems("pods", release, { changes: own, drain: drainOf(after) }, observed);
};

/** An autoscaler is noted, never refused: whether its floor may change is a question of the shares. */
const askFloor: Ask = ({ guarded: { notes }, before, after }) => {
  const colour = colourOf(after);
  if (colour !== undefined && before !== undefined) note(notes.changes, colour, floorChange(before, after));
  return [];
};

const askRoute: Ask = async (call) => {
  const { guarded, before, look } = call;
  const observed = before ? await look() : {};
  guarded.notes.served = observed.weights;
  return releaseProblems("route", ...routeEdit(call), observed);
};

/** What the guard does about a kind of object. */
interface Kind {
  readonly ask: Ask;
  /** Says in a preview which guards nobody asked. */
  readonly tell?: (call: Call) => Promise<void>;
}

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["kubernetes:batch/v1:Job", { ask: askMigration, tell: tellOfMigration }],
  ["kubernetes:apps/v1:Deployment", { ask: askPods }],
  ["kubernetes:autoscaling/v2:HorizontalPodAutoscaler", { ask: askFloor }],
  ["kubernetes:gateway.networking.k8s.io/v1:HTTPRoute", { ask: askRoute, tell: tellOfShift }],
]);

function note(
  changes: GuardedService["notes"]["changes"],
  colour: Colour,
  change: ColourChange | undefined,
): void {
  if (change !== undefined) changes[colour] = { ...changes[colour], ...change };
}

/** The weights that are really sent, not those that were meant; the rest out of the stack file. */
function routeEdit({ guarded: { service, region, notes }, before, after }: Call): [ReleaseFacts, Step] {
  const rules = ruleWeights(service, after);
  const release = { ...releaseFacts(service, sentWeights(service, after), region), rules };
  return [release, { changes: notes.changes, ...(before && { before: servedBefore(service, before) }) }];
}

/** Whoever previews a step is told which guards nobody has asked: once, in the region of the first wave. */
async function tellOfShift(call: Call): Promise<void> {
  const { service, earlier } = call.guarded;
  const shift = shiftOf(...routeEdit(call));
  if (!shift?.forward || earlier !== undefined) return;
  await tellUnasked(`${service.name}: ${shift.tried} ${shift.from} → ${shift.to} %`, "route");
}

/** So is whoever previews a migration, where anything that it may break is dumped. */
async function tellOfMigration({ guarded: { service, dumps = [] }, after }: Call): Promise<void> {
  if (dumps.length === 0) return;
  await tellUnasked(`${service.name}: a migration before ${colourOf(after) ?? "its pods"}`, "migration");
}

async function tellUnasked(what: string, moment: Moment): Promise<void> {
  const codes = clusterGuardCodes(moment).join(", ");
  await pulumi.log.info(`${what}; the guards that see the cluster (${codes}) are asked in up alone`);
}
