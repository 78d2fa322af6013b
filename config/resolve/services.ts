import type { ColourRelease, Rollout, Service } from "../model";
import type { Profile } from "../profiles";
import type { ColourEntry, ReleaseEntry } from "../schema/release";
import type { ServiceEntry } from "../schema/service";

/** Size of a colour that the stack file leaves out, as a share of the service's floor, in percent: kept small, kept there. */
const undeclaredCapacityPercent = 10;

/** One service, with the environment's sizes where the stack file is silent. */
export function resolveService(name: string, entry: ServiceEntry, profile: Profile): Service {
  const {
    resources = profile.resources,
    scaling = profile.scaling,
    release,
    paths,
    uses,
    publishes,
    ...rest
  } = entry;
  return {
    name,
    ...rest,
    access: resolveAccessClasses(entry.path, paths),
    uses: [...uses].sort(),
    publishes: [...publishes].sort(),
    resources,
    scaling,
    requestsPerReplica: entry.requestsPerReplica ?? profile.requestsPerReplica,
    rollout: resolveRollout(release),
    release: resolveRelease(release),
  };
}

/** A service's own path needs a user, unless a list says otherwise. */
export function resolveAccessClasses(path: string, paths: ServiceEntry["paths"]): Service["access"] {
  const isListed = Object.values(paths).some((list) => list.includes(path));
  return isListed ? paths : { ...paths, user: [path, ...paths.user] };
}

/** How a release may go on: what the stack file says of it, apart from what each colour runs. */
export function resolveRollout(release: ReleaseEntry): Rollout {
  const { blue, green, greenPercent, ...rollout } = release;
  return rollout;
}

/**
 * Both colours of a release. One that the stack file leaves out exists all the same, small, on the other's image, and
 * without a migration: the other's has brought the schema to where that image can use it.
 */
export function resolveRelease({ blue, green, greenPercent }: ReleaseEntry): Service["release"] {
  const { migration, ...image } = blue;
  const shadow = { ...image, capacityPercent: undeclaredCapacityPercent };
  return {
    blue: colourRelease(blue, 100 - greenPercent, true),
    green: colourRelease(green ?? shadow, greenPercent, green !== undefined),
  };
}

function colourRelease(entry: ColourEntry, weight: number, declared: boolean): ColourRelease {
  return { ...entry, weight, declared };
}
