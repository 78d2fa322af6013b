import type { PlanResource, PlanValue } from "../plan";
import { asList, asMap, isList } from "../values";
import type { Part } from "./meaning";
import type { Path } from "./paths";
import { notesOf } from "./release-text";
import { showValue, workloadOf } from "./words";

/** `green 0 → 10 %`, or `back to blue: green 50 → 0 %` where blue is the stable colour; the weights of all backends that change, where they are no two shares of a hundred. */
export function trafficText({ change: { resource, former = resource }, properties }: Part): string {
  const lists = new Map(properties.map(({ path }) => [path.slice(0, -2).join("/"), path.slice(0, -2)]));
  const texts = [...lists.values()].flatMap((path) => shifts(former, resource, path));
  return [...new Set(texts)].join(", ");
}

/** What one list of weighted backends has become. */
function shifts(former: PlanResource, resource: PlanResource, list: Path): string[] {
  const before = weightsIn(at(former.inputs, list), resource);
  const after = weightsIn(at(resource.inputs, list), resource);
  const [, last] = [...after.keys()];
  // Of two shares of a hundred, the second says it all: it is green, whose share the stack file has.
  if (last !== undefined && isPair(before) && isPair(after)) {
    const { stable } = notesOf(former);
    const back = stable !== undefined && Number(after.get(stable)) > Number(before.get(stable));
    const share = `${last} ${showValue(before.get(last))} → ${showValue(after.get(last))} %`;
    return [back ? `back to ${stable}: ${share}` : share];
  }
  return [...after].flatMap(([name, weight]) =>
    before.get(name) === weight ? [] : [`${name} ${showValue(before.get(name))} → ${showValue(weight)}`],
  );
}

type Weights = ReadonlyMap<string, PlanValue | undefined>;

function isPair(weights: Weights): boolean {
  return (
    weights.size === 2 && [...weights.values()].reduce<number>((sum, share) => sum + Number(share), 0) === 100
  );
}

function weightsIn(list: PlanValue | undefined, resource: PlanResource): Weights {
  return new Map(asList(list).map((item) => [backendName(asMap(item), resource), asMap(item).weight]));
}

/** `green` for the backend `cart-service-green` of the service `cart-service`; a DNS record goes by its identifier. */
function backendName({ name }: Readonly<Record<string, PlanValue>>, resource: PlanResource): string {
  const { setIdentifier } = resource.inputs;
  if (typeof name !== "string") return typeof setIdentifier === "string" ? setIdentifier : "weight";
  const { subject } = workloadOf(resource);
  return name.startsWith(`${subject}-`) ? name.slice(subject.length + 1) : name;
}

function at(value: PlanValue | undefined, path: Path): PlanValue | undefined {
  return path.reduce<PlanValue | undefined>(
    (inner, part) => (isList(inner) ? inner[Number(part)] : asMap(inner)[String(part)]),
    value,
  );
}
