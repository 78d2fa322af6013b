import { percentOff } from "../../components/off-hours/hours";
import { colourSize } from "../../components/service/size";
import { colours, type PlatformConfig } from "../../config/model";
import { milliCores } from "../../config/schema/quantity";

/** About what a core costs on EKS Auto Mode, in USD a month: the figure of the profiles' headroom. */
export const coreUsd = 35;

/** What the services of one region ask for at rest, and what sleeping saves of it. */
export interface Saving {
  /** Name of the region. */
  readonly region: string;
  /** Pods of both colours of every service at their floors. */
  readonly pods: number;
  /** Processors that they request. */
  readonly cores: number;
  /** Share of the week without pods, in percent. */
  readonly percent: number;
  /** What is saved at most, in USD a month: nodes are as full as if each core were used. */
  readonly usd: number;
}

/** The saving in each region; none where services run at every hour. */
export function savings({ offHours, services, regions }: PlatformConfig): Saving[] {
  if (offHours === undefined) return [];
  const percent = percentOff(offHours);
  return regions.map(({ name, capacityPercent }) => {
    const floors = services.flatMap(({ scaling, release, resources }) =>
      colours.map((colour) => ({
        pods: colourSize(scaling, capacityPercent, release[colour].capacityPercent).min,
        milli: milliCores(resources.requests.cpu),
      })),
    );
    const pods = floors.reduce((sum, floor) => sum + floor.pods, 0);
    const cores = floors.reduce((sum, floor) => sum + floor.pods * floor.milli, 0) / 1000;
    return { region: name, pods, cores, percent, usd: Math.floor((cores * coreUsd * percent) / 100) };
  });
}
