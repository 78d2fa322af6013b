import { secretMark, unknownMark, type PlanValue } from "../preview/plan";

/**
 * The inputs of a resource as source text. What was unknown is the id of a resource that it depended on, and what was
 * secret is a secret, so that the SDK has the same work with it.
 */
export function literal(
  inputs: Readonly<Record<string, PlanValue>>,
  dependenciesOf: (property: string) => readonly string[],
  names: ReadonlyMap<string, string>,
): string {
  const entries = Object.entries(inputs).map(([property, value]) => {
    const [source] = dependenciesOf(property).flatMap((urn) => names.get(urn) ?? []);
    return `${JSON.stringify(property)}: ${text(value, source)}`;
  });
  return `{ ${entries.join(", ")} }`;
}

/** `source` is the constant of the resource that an unknown value comes from, where there is one. */
function text(value: PlanValue, source: string | undefined): string {
  if (value === unknownMark)
    return source === undefined ? JSON.stringify(value) : `(${source} as pulumi.CustomResource).id`;
  if (value === secretMark) return `pulumi.secret(${JSON.stringify(value)})`;
  if (Array.isArray(value)) return `[${value.map((item) => text(item, source)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${text(item, source)}`);
  return `{ ${entries.join(", ")} }`;
}
