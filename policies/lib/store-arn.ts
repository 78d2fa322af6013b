import type { LinkedResource } from "./resource";
import type { Value } from "./value";

/** How the ARN of a store of each kind ends, after its region and account; undefined where its name is AWS's choice. */
export const arnEnds: Readonly<Record<string, (properties: Value) => string | undefined>> = {
  "aws:docdb/cluster:Cluster": (properties) => end(":cluster:", properties.at("clusterIdentifier")),
  "aws:dynamodb/table:Table": (properties) => end(":table/", properties.at("name")),
  "aws:eks/cluster:Cluster": (properties) => end(":cluster/", properties.at("name")),
  "aws:rds/cluster:Cluster": (properties) => end(":cluster:", properties.at("clusterIdentifier")),
  "aws:rds/instance:Instance": (properties) => end(":db:", properties.at("identifier")),
};

/** Whether a list of ARNs, the argument `key` of a resource, has that of a store; unknown where neither the graph nor the ARNs tell. */
export function namesStore(
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
