import type { LinkedResource } from "./resource";
import type { Stack } from "./stack";
import type { Value } from "./value";
import { fail, pass, undecided, type Verdict } from "./verdict";

/** How the ARN of a store of each kind ends, after its region and account; undefined where its name is AWS's choice. */
export const arnEnds: Readonly<Record<string, (properties: Value) => string | undefined>> = {
  "aws:docdb/cluster:Cluster": (properties) => end(":cluster:", properties.at("clusterIdentifier")),
  "aws:dynamodb/table:Table": (properties) => end(":table/", properties.at("name")),
  "aws:eks/cluster:Cluster": (properties) => end(":cluster/", properties.at("name")),
  "aws:rds/cluster:Cluster": (properties) => end(":cluster:", properties.at("clusterIdentifier")),
  "aws:rds/instance:Instance": (properties) => end(":db:", properties.at("identifier")),
};

/** Resources that name stores, and how. */
export interface Naming {
  /** Type tokens of what names stores. */
  readonly types: readonly string[];
  /** Argument that has the ARNs. */
  readonly key: string;
  /** What names stores, in words: `selection of a backup plan`. */
  readonly what: string;
  /** What to do where none names a store. */
  readonly fix: string;
}

/** A store must be named by one of these resources in its own region. */
export function mustBeNamed(store: LinkedResource, stack: Stack, { types, key, what, fix }: Naming): Verdict {
  const inRegion = stack.ofTypes(types).filter(({ provider }) => provider === store.provider);
  const answers = inRegion.map((one) => namesStore(one, key, store));
  if (answers.includes("yes")) return pass;
  const missing = `no ${what} in its region names it; allowed: one that does; ${fix}`;
  return answers.includes("unknown") ? undecided(missing) : fail(missing);
}

/** Whether a list of ARNs, the argument `key` of a resource, has that of a store; unknown where neither the graph nor the ARNs tell. */
function namesStore(
  { properties, sources }: LinkedResource,
  key: string,
  store: LinkedResource,
): "no" | "unknown" | "yes" {
  const from = sources[key] ?? [];
  if (from.includes(store.urn)) return "yes";
  const arns = properties.at(key).items();
  const own = arnEnds[store.type]?.(store.properties);
  if (own !== undefined && arns.some(({ content }) => typeof content === "string" && content.endsWith(own)))
    return "yes";
  // An ARN that comes from another resource is that one's; from nowhere, it may be anything's.
  return from.length === 0 && arns.some(({ state }) => state === "unknown") ? "unknown" : "no";
}

function end(before: string, name: Value): string | undefined {
  return typeof name.content === "string" ? `${before}${name.content}` : undefined;
}
