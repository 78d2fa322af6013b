import type { ColourRelease, Service } from "../model";
import type { Profile } from "../profiles";
import type { ColourEntry, ServiceEntry } from "../schema/service";

/** Size of a colour that the stack file leaves out, as a share of the service's floor, in percent: kept small, kept there. */
const undeclaredCapacityPercent = 10;

/** One service, with the environment's sizes where the stack file is silent. */
export function resolveService(name: string, entry: ServiceEntry, profile: Profile): Service {
  const {
    path,
    port,
    health,
    objective,
    resources = profile.resources,
    scaling = profile.scaling,
    release,
  } = entry;
  const { maximumStepPercent, rollback } = release;
  const colours = resolveRelease(release);
  return {
    name,
    path,
    port,
    health,
    objective,
    resources,
    scaling,
    maximumStepPercent,
    rollback,
    release: colours,
  };
}

/** Both colours of a release. One that the stack file leaves out exists all the same, small, on the other's image. */
export function resolveRelease({ blue, green, greenPercent }: ServiceEntry["release"]): Service["release"] {
  const shadow = { ...blue, capacityPercent: undeclaredCapacityPercent };
  return {
    blue: colourRelease(blue, 100 - greenPercent, true),
    green: colourRelease(green ?? shadow, greenPercent, green !== undefined),
  };
}

function colourRelease(entry: ColourEntry, weight: number, declared: boolean): ColourRelease {
  return { ...entry, weight, declared };
}
