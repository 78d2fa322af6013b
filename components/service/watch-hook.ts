import * as pulumi from "@pulumi/pulumi";

import type { Service } from "../../config/model";
import type { Weights } from "../../guards/facts";
import { weightsOf, type RouteRule } from "../../watch/cluster";
import { watchDeps } from "../../watch/run";
import { watchSettings, type WatchSettings } from "../../watch/settings";
import { markFirst, watchRelease, type WatchDeps } from "../../watch/watch";
import type { ClusterConnection } from "../region/providers";
import { addressOf } from "./cluster-address";
import type { RunNotes } from "./run-notes";

/** What a route is told about its watch. */
export interface WatchArgs {
  /** How the region's cluster is reached. */
  readonly connection: ClusterConnection;
  /** Share of users served in the region, in percent. At 0 a shift is judged by pods alone. */
  readonly userPercent: number;
}

/** The part of a {@link RouteArgs} that the watch reads. */
export interface WatchedRoute {
  /** The service, as the stack file has it. */
  readonly service: Service;
  /** Name of the region. */
  readonly region: string;
  /** Namespace of the route. */
  readonly namespace: string;
  /** How a shift of traffic is watched. */
  readonly watch: WatchArgs;
  /** What the guard saw in this run. */
  readonly notes: RunNotes;
}

/** The part of a route's inputs that the watch reads. */
interface RouteInputs {
  readonly spec?: { readonly rules?: readonly RouteRule[] };
}

/**
 * The watch of a route, run by the engine after it created or updated it, in `up` alone. It stays until the colour that
 * received traffic has proved itself, and fails the update where it does not.
 *
 * @param real What the watch needs of the world; a test gives its own.
 * @param settings The numbers; a test may give a shorter window.
 */
export function releaseWatchHook(
  route: string,
  watched: WatchedRoute,
  real: typeof watchDeps = watchDeps,
  settings: WatchSettings = watchSettings,
): pulumi.ResourceHook {
  const { service, region, namespace, watch, notes } = watched;
  return new pulumi.ResourceHook(`${route}-release-watch`, async ({ oldInputs, newInputs }) => {
    const rules = rulesOf(newInputs);
    const after = weightsOf(service.name, rules);
    const deps = real(await addressOf(watch.connection), logged(route));
    const ref = { namespace, name: service.name };
    const { stable } = service.rollout;
    const release = { service: ref, after, stable, colours: service.release };
    if (oldInputs === undefined) return markFirst(deps, release);
    return watchRelease(deps, {
      ...release,
      region,
      rules,
      before: weightsBefore(notes, after, weightsOf(service.name, rulesOf(oldInputs))),
      expectsTraffic: watch.userPercent > 0,
      settings,
    });
  });
}

/**
 * What served before: what the guard saw, because a rollback may have put other weights back than were last sent. Where
 * the new ones served already, a run was killed that had sent them: they are watched now.
 */
function weightsBefore({ served }: RunNotes, after: Weights, sent: Weights): Weights {
  return served === undefined || served.green === after.green ? sent : served;
}

function rulesOf(inputs: unknown): readonly RouteRule[] {
  return (inputs as RouteInputs | undefined)?.spec?.rules ?? [];
}

function logged(route: string): WatchDeps["log"] {
  return (line) => void pulumi.log.info(`${route}: ${line}`);
}
