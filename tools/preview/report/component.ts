import { isProvider, kindOf, rootType } from "../engine/urn";
import type { Plan, PlanResource } from "../plan";

/** A component with everything beneath it, as the report shows it. */
export interface Component {
  readonly name: string;
  readonly kind: string;
  /** What the component says of itself: its output `summary`. */
  readonly summary?: string;
  readonly children: readonly Component[];
  /** Number of managed resources beneath it and outside its children, by kind. */
  readonly own: Counts;
  /** Number of components folded into it, by kind. */
  readonly folded: Counts;
}

/** Numbers by kind. */
export type Counts = Readonly<Record<string, number>>;

/** The components of a plan as a tree below the root stack; siblings sorted by kind, then by name. */
export function componentTree({ resources, stack }: Plan): Component {
  const beneath = new Map<string | undefined, PlanResource[]>();
  for (const resource of resources)
    beneath.set(resource.parent, [...(beneath.get(resource.parent) ?? []), resource]);
  const root = resources.find(({ type }) => type === rootType);
  return root === undefined
    ? { name: stack, kind: "Stack", children: [], own: {}, folded: {} }
    : { ...asComponent(root, beneath), name: stack };
}

function asComponent(
  resource: PlanResource,
  beneath: ReadonlyMap<string | undefined, PlanResource[]>,
): Component {
  const inside = contents(resource.urn, beneath);
  const summary = resource.outputs?.summary;
  const managed = inside.filter(({ type, custom }) => custom && !isProvider(type));
  return {
    name: resource.name,
    kind: kindOf(resource.type),
    ...(typeof summary === "string" ? { summary } : {}),
    children: inside
      .filter(({ custom }) => !custom)
      .map((child) => asComponent(child, beneath))
      .sort(
        (a, b) => a.kind.localeCompare(b.kind, "en") || a.name.localeCompare(b.name, "en", { numeric: true }),
      ),
    own: countKinds(managed.map(({ type }) => kindOf(type))),
    folded: {},
  };
}

/** What is beneath a resource down to the next components; a managed resource can have children too. */
function contents(urn: string, beneath: ReadonlyMap<string | undefined, PlanResource[]>): PlanResource[] {
  return (beneath.get(urn) ?? []).flatMap((child) =>
    child.custom ? [child, ...contents(child.urn, beneath)] : [child],
  );
}

function countKinds(kinds: readonly string[]): Counts {
  return add(...kinds.map((kind) => ({ [kind]: 1 })));
}

/** The sum of some counts. */
export function add(...all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {};
  for (const counts of all)
    for (const [kind, number] of Object.entries(counts)) sum[kind] = (sum[kind] ?? 0) + number;
  return sum;
}

/** How many there are of all kinds together. */
export function total(counts: Counts): number {
  return Object.values(counts).reduce((sum, number) => sum + number, 0);
}
