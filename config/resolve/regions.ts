import { nodesOfRegion } from "../../components/region/cluster/node-capacity";
import type { Draft } from "../draft";
import type { Ground, Region, RegionNodes } from "../model";
import type { Profile } from "../profiles";
import type { RegionEntry } from "../schema/region";
import { messageServices } from "./messaging";

/** What the regions of an environment have in common. */
export interface Common {
  /** The environment's defaults. */
  readonly profile: Profile;
  /** What the stack file says of every region. */
  readonly draft: Pick<Draft, "nodes" | "addons" | "services" | "buses" | "queues" | "topics">;
}

/** One region, with its share of users in percent. */
export function resolveRegion(
  name: string,
  entry: RegionEntry,
  trafficPercent: number,
  common: Common,
): Region {
  const { role, state, capacityPercent } = entry;
  return { name, role, state, capacityPercent, trafficPercent, ground: resolveGround(name, entry, common) };
}

/** The nodes of the full platform: what the stack file says, and the environment's where it is silent. */
export function resolveNodes(nodes: Draft["nodes"], profile: Profile): RegionNodes {
  const { limits, perZone } = profile.nodes;
  return {
    architecture: nodes?.architecture ?? "amd64",
    limits: nodes?.limits ?? limits,
    perZone: nodes?.perZone ?? perZone,
  };
}

/** The zones of a region on AWS whose stack file names none: its first three. */
export function defaultZones(region: string): string[] {
  return ["a", "b", "c"].map((letter) => `${region}${letter}`);
}

function resolveGround(name: string, entry: RegionEntry, { profile, draft }: Common): Ground {
  if (entry.existingCluster !== undefined) return { kind: "existing", ...entry.existingCluster };
  const { cidr = "", kubernetesVersion = "", zones = defaultZones(name) } = entry;
  const { natGateways, interfaceEndpoints } = profile;
  return {
    kind: "aws",
    cidr,
    zones,
    kubernetesVersion,
    natGateways,
    interfaceEndpoints,
    messageServices: messageServices(draft),
    compute: entry.compute ?? "auto",
    nodes: nodesOfRegion(resolveNodes(draft.nodes, profile), entry.capacityPercent),
    addons: draft.addons ?? {},
  };
}
