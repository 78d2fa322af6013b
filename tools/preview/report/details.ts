import type { Headline } from "../compare/headlines";
import type { Part } from "../compare/meaning";
import { inAnyRegion, objectName, showChange } from "../compare/words";
import { byText } from "../values";

/** The properties that change in one object, and alike in those of other regions. */
export interface Detail {
  /** `cart-service (HTTPRoute) in eu-central-1, us-east-1` */
  readonly title: string;
  readonly rows: readonly DetailRow[];
}

/** One property. */
export interface DetailRow {
  readonly path: string;
  readonly text: string;
}

/**
 * The details behind some headlines, in their order. An object that comes or goes as a whole has none, and neither has
 * a headline that says it all.
 */
export function detailsOf(headlines: readonly Headline[]): Detail[] {
  return headlines.flatMap(({ parts }) => {
    const groups = new Map<string, { part: Part; regions: string[]; rows: DetailRow[] }>();
    for (const part of parts.filter((one) => !isTold(one))) {
      const rows = rowsOf(part);
      const key = JSON.stringify([objectName(part.change.resource), rows]);
      const regions = [...(groups.get(key)?.regions ?? []), part.change.resource.region ?? []].flat();
      groups.set(key, { part, regions, rows });
    }
    return [...groups.values()].map(({ part, regions, rows }) => ({ title: titleOf(part, regions), rows }));
  });
}

function isTold({ meaning, change: { action }, properties }: Part): boolean {
  return (
    properties.length === 0 ||
    meaning === "scale" ||
    (properties.length === 1 && action === "changed" && meaning === "structure")
  );
}

function titleOf({ change }: Part, regions: readonly string[]): string {
  const where = regions.length === 0 ? "" : ` in ${[...new Set(regions)].sort(byText).join(", ")}`;
  return `${objectName(change.resource)}${where}`;
}

function rowsOf({ change, properties }: Part): DetailRow[] {
  const { region } = change.resource;
  return properties.map((property) => ({
    path: property.shown,
    text: inAnyRegion(showChange(property), region),
  }));
}
