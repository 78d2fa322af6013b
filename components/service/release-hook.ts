import * as pulumi from "@pulumi/pulumi";

import { colours, type Colour, type Service } from "../../config/model";
import { formatProblems } from "../../config/problems";
import { releaseProblems, type ReleaseFacts, type Weights } from "../../guards/release";
import { colourName } from "./route-spec";

/** The part of a route's inputs that a release guard reads. */
interface RouteInputs {
  readonly spec?: { readonly rules?: readonly { readonly backendRefs?: readonly BackendWeight[] }[] };
}

interface BackendWeight {
  readonly name: string;
  readonly weight: number;
}

/**
 * The guard of a route, run by the engine before it creates or updates it, in `preview` as well as in `up`. It judges
 * the weights that are really sent, not those that were meant.
 */
export function releaseGuardHook(route: string, service: Service): pulumi.ResourceHook {
  return new pulumi.ResourceHook(
    `${route}-release-guard`,
    async ({ oldInputs, newInputs }) => {
      const before = oldInputs === undefined ? undefined : weights(service, oldInputs as RouteInputs);
      const release = releaseFacts(service, newInputs as RouteInputs);
      const problems = releaseProblems(release, before);
      if (problems.length > 0)
        throw new pulumi.RunError(formatProblems(`the release of ${service.name}`, problems));
      if (before !== undefined) await tellShift(route, before, release);
    },
    { onDryRun: true },
  );
}

/** What the guards are told: the weights out of the route, the rest out of the stack file. */
export function releaseFacts(service: Service, route: RouteInputs): ReleaseFacts {
  const { blue, green } = service.release;
  const sent = weights(service, route);
  return {
    path: `social-commerce:services.${service.name}.release`,
    colours: { blue: { ...blue, weight: sent.blue }, green: { ...green, weight: sent.green } },
    maximumStepPercent: service.maximumStepPercent,
    rollback: service.rollback,
  };
}

function weights({ name }: Service, route: RouteInputs): Weights {
  const refs = (route.spec?.rules ?? []).flatMap(({ backendRefs = [] }) => backendRefs);
  const of = (colour: Colour): number =>
    refs.find((ref) => ref.name === colourName(name, colour))?.weight ?? 0;
  return { blue: of("blue"), green: of("green") };
}

/** Nothing here asks a cluster, so whoever shifts traffic is told what the guard has not seen. */
async function tellShift(route: string, before: Weights, { colours: after }: ReleaseFacts): Promise<void> {
  const receiver = colours.find((colour) => after[colour].weight > before[colour]);
  if (receiver === undefined) return;
  const shift = `${receiver} ${before[receiver]} → ${after[receiver].weight} %`;
  await pulumi.log.info(`${route}: ${shift}; the readiness of ${receiver}'s pods is not checked`);
}
