import { accessClasses } from "../model";
import { resolveAccessClasses } from "../resolve/services";
import type { Check } from "./check";

const at = (name: string, key: string): string => `social-commerce:services.${name}.${key}`;

const isBelow = (path: string, above: string): boolean => path === above || path.startsWith(`${above}/`);

/** Of the paths that lead to a request, the longest decides. */
function nearest<T extends { readonly path: string }>(all: readonly T[], path: string): T | undefined {
  return all
    .filter((one) => isBelow(path, one.path))
    .sort((left, right) => right.path.length - left.path.length)[0];
}

/** A service says who may call its own paths, and no other service's. */
export const pathsOfService: Check = ({ services }) => {
  const all = Object.entries(services.entries).map(([name, { path }]) => ({ name, path }));
  return Object.entries(services.entries).flatMap(([name, { path, paths }]) =>
    accessClasses.flatMap((kind) =>
      paths[kind]
        .filter((one) => nearest(all, one)?.path !== path)
        .map((one) => ({
          path: at(name, `paths.${kind}`),
          found: `${one}, which ${nearest(all, one)?.name ?? "no service"} serves`,
          allowed: `${path}, and paths below it that no other service serves`,
          remedy: `write it whole, for example ${path}/search`,
        })),
    ),
  );
};

/** Who may call a path is said once. */
export const pathsSaidOnce: Check = ({ services }) =>
  Object.entries(services.entries).flatMap(([name, { paths }]) => {
    const said = accessClasses.flatMap((kind) => paths[kind].map((path) => ({ kind, path })));
    return said
      .filter(({ path }, index) => said.findIndex((other) => other.path === path) < index)
      .map(({ kind, path }) => ({
        path: at(name, `paths.${kind}`),
        found: `${path} for the second time`,
        allowed: "each path once, in one list",
        remedy: "remove it from the list that is wrong",
      }));
  });

/** Nobody asks for a token that nobody issues. */
export const pathsNeedIssuer: Check = ({ services, auth, unreadable }) =>
  auth !== undefined || unreadable.includes("auth")
    ? []
    : Object.entries(services.entries).flatMap(([name, { path, paths }]) => {
        const { user, admin } = resolveAccessClasses(path, paths);
        const guarded = [...user, ...admin];
        if (guarded.length === 0) return [];
        return [
          {
            path: at(name, "paths"),
            found: `${guarded.join(", ")} for those with a token, and no social-commerce:auth`,
            allowed: "public paths alone, where nobody issues tokens",
            remedy: "declare social-commerce:auth, or list the paths as public",
          },
        ];
      });

/** Whoever asks from outside whether a region is well has no token. */
export const healthPathPublic: Check = ({ dns, services }) => {
  const all = Object.entries(services.entries).flatMap(([name, { path, paths }]) => {
    const classes = resolveAccessClasses(path, paths);
    return accessClasses.flatMap((kind) => classes[kind].map((one) => ({ name, kind, path: one })));
  });
  const answered = dns && nearest(all, dns.healthCheckPath);
  if (answered === undefined || answered.kind === "public") return [];
  return [
    {
      path: "social-commerce:dns.healthCheckPath",
      found: `${dns?.healthCheckPath ?? ""}, which ${answered.name} answers to those with a token alone`,
      allowed: "a public path",
      remedy: `add it to ${answered.name}'s paths.public`,
    },
  ];
};

/** A client stays with a pod for one reason. */
export const oneAffinity: Check = ({ services }) =>
  Object.entries(services.entries)
    .filter(([, { affinity, balancing }]) => affinity !== undefined && balancing === "sourceHash")
    .map(([name]) => ({
      path: at(name, "affinity"),
      found: "a cookie, beside a balancing of sourceHash",
      allowed: "a cookie or an address, not both",
      remedy: "remove affinity or balancing",
    }));
