import { propertyChanges } from "../preview/compare/properties";
import { showValue } from "../preview/compare/words";
import { isProvider } from "../preview/engine/urn";
import type { Plan, PlanResource, PlanValue } from "../preview/plan";
import { asList, byText, isList, isMap, type PlanMap } from "../preview/values";
import type { PlannedResource } from "./digest";

/** One thing in which the offline preview and the engine differ. */
export interface Difference {
  readonly urn: string;
  readonly text: string;
}

/** Everything in which a plan differs from what the engine plans; sorted by URN. */
export function differencesOf(plan: Plan, planned: readonly PlannedResource[]): Difference[] {
  const ours = new Map(plan.resources.map((resource) => [resource.urn, resource]));
  const theirs = new Map(planned.map((resource) => [resource.urn, resource]));
  const urns = [...new Set([...ours.keys(), ...theirs.keys()])].sort(byText);
  return urns.flatMap((urn) => textsOf(ours.get(urn), theirs.get(urn)).map((text) => ({ urn, text })));
}

function textsOf(ours: PlanResource | undefined, theirs: PlannedResource | undefined): string[] {
  if (ours === undefined) return ["only the engine has it"];
  if (theirs === undefined) return ["only the offline preview has it"];
  return [
    ...fact("type", ours.type, theirs.type),
    ...fact("parent", ours.parent, theirs.parent),
    // The engine may note a provider for a component; what counts is which one its children got.
    ...(ours.custom ? fact("provider", ours.provider, theirs.provider) : []),
    ...inputTexts(ours, theirs),
  ];
}

function fact(name: string, ours: string | undefined, theirs: string | undefined): string[] {
  return ours === theirs ? [] : [`${name}: offline ${ours ?? "none"}, engine ${theirs ?? "none"}`];
}

function inputTexts(ours: PlanResource, theirs: PlannedResource): string[] {
  const engine = withoutDefaults(theirs.inputs);
  const changes = propertyChanges(ours.inputs, isProvider(ours.type) ? withoutOwn(engine) : engine);
  return changes.map(
    ({ shown, before, after }) => `input ${shown}: offline ${showValue(before)}, engine ${showValue(after)}`,
  );
}

/** What the engine itself adds to the inputs of a provider. */
const engineOwn = new Set(["version", "pluginDownloadURL", "pluginChecksums", "__internal"]);

function withoutOwn(inputs: PlanMap): PlanMap {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !engineOwn.has(name)));
}

/** A provider notes in `__defaults`, at each level, which inputs are its own defaults and not the program's. */
const defaultsKey = "__defaults";

function withoutDefaults(inputs: PlanMap): PlanMap {
  const defaults = new Set(asList(inputs[defaultsKey]));
  const kept = Object.entries(inputs).filter(([name]) => name !== defaultsKey && !defaults.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutInnerDefaults(value)]));
}

function withoutInnerDefaults(value: PlanValue): PlanValue {
  if (isList(value)) return value.map(withoutInnerDefaults);
  return isMap(value) ? withoutDefaults(value) : value;
}
