import { releaseFacts } from "../../guards/release-facts";
import { releaseProblems } from "../../guards/release";
import { profiles } from "../profiles";
import { bytes, milliCores } from "../schema/quantity";
import { resolveRelease, resolveRollout } from "../resolve/services";
import type { Check } from "./check";

const path = (name: string, key: string): string => `social-commerce:services.${name}.${key}`;

/** Each service has a public path of its own. */
export const distinctPaths: Check = ({ services }) => {
  const all = Object.entries(services.entries);
  return all.flatMap(([name, service], index) =>
    all
      .slice(0, index)
      .filter(([, other]) => other.path === service.path)
      .map(([other]) => ({
        path: path(name, "path"),
        found: `${service.path}, which ${other} has`,
        allowed: "a path that no other service has",
        remedy: `write for example /${name}`,
      })),
  );
};

/** The floor of a service is not above its ceiling, whichever of the two the profile gives. */
export const floorBelowCeiling: Check = ({ services }) =>
  Object.entries(services.entries).flatMap(([name, { scaling }]) => {
    if (scaling === undefined || scaling.min <= scaling.max) return [];
    return [
      {
        path: path(name, "scaling"),
        found: `min ${scaling.min}, max ${scaling.max}`,
        allowed: "min not above max",
        remedy: `lower min to ${scaling.max} or raise max to ${scaling.min}`,
      },
    ];
  });

/** What a container asks for is not above what it may use. */
export const requestsBelowLimits: Check = ({ services, environment }) =>
  Object.entries(services.entries).flatMap(([name, service]) => {
    const resources = service.resources ?? (environment && profiles[environment].resources);
    if (resources === undefined) return [];
    const { requests, limits } = resources;
    const over = [
      milliCores(requests.cpu) > milliCores(limits.cpu) ? (["cpu"] as const) : [],
      bytes(requests.memory) > bytes(limits.memory) ? (["memory"] as const) : [],
    ].flat();
    return over.map((kind) => ({
      path: path(name, `resources.requests.${kind}`),
      found: `${requests[kind]}, above the limit ${limits[kind]}`,
      allowed: `at most ${limits[kind]}`,
      remedy: "lower the request or raise the limit",
    }));
  });

/** A release passes the guards that need to know neither the former release nor the cluster. */
export const releasePassesGuards: Check = ({ services, environment }) =>
  Object.entries(services.entries).flatMap(([name, entry]) => {
    // Without its profile a service is as small as it can be.
    const { max } = entry.scaling ?? (environment ? profiles[environment].scaling : { max: 0 });
    return releaseProblems(
      "file",
      releaseFacts({
        name,
        scaling: { max },
        release: resolveRelease(entry.release),
        rollout: resolveRollout(entry.release),
        connectionsPerReplica: entry.connectionsPerReplica,
        connectionLimit: entry.connectionLimit,
      }),
    );
  });

/** There is something to run. */
export const someService: Check = ({ services }) =>
  services.complete && services.names.length === 0
    ? [
        {
          path: "social-commerce:services",
          found: "an empty map",
          allowed: "at least one service",
          remedy: "declare a service, for example cart-service",
        },
      ]
    : [];
