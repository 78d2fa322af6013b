import type { Service } from "../config/model";
import type { ReleaseFacts, Weights } from "./facts";

/** What the guards need to know of a service. */
export type ReleasedService = Pick<
  Service,
  "name" | "release" | "rollout" | "connectionsPerReplica" | "connectionLimit"
> & { readonly scaling: Pick<Service["scaling"], "max"> };

/**
 * What the guards are told of a service.
 *
 * @param sent Shares that are really sent, where they are not those of the stack file.
 * @param region Name of the region that is asked about. Where there is none, no drill is known.
 */
export function releaseFacts(service: ReleasedService, sent?: Weights, region?: string): ReleaseFacts {
  const { name, release, rollout, scaling, connectionsPerReplica, connectionLimit } = service;
  const path = `social-commerce:services.${name}`;
  const { blue, green } = release;
  return {
    path: `${path}.release`,
    ...rollout,
    drills: rollout.drills?.filter(({ regions }) => region !== undefined && regions.includes(region)),
    colours: {
      blue: { ...blue, weight: sent?.blue ?? blue.weight },
      green: { ...green, weight: sent?.green ?? green.weight },
    },
    connections: {
      path,
      perReplica: connectionsPerReplica,
      limit: connectionLimit,
      replicas: scaling.max,
    },
  };
}
