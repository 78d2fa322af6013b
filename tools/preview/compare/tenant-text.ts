import type { PlanResource } from "../plan";
import { asMap } from "../values";
import type { Part } from "./meaning";
import { objectName, showValue, withoutRegion } from "./words";

/** The tenant whose an object is, as the labels say that this project puts on each; undefined for what is nobody's. */
export function tenantOf({ inputs }: PlanResource): string | undefined {
  const { tenant } = asMap(asMap(inputs.metadata).labels);
  if (typeof tenant === "string") return tenant;
  const { grants } = asMap(inputs.tags);
  return typeof grants === "string" ? /^tenant:(.+)$/.exec(grants)?.[1] : undefined;
}

/** What becomes of a tenant; the same words for each of its objects, so that one line tells them all. */
export function tenantText(part: Part): string {
  const { action, resource, former = resource } = part.change;
  if (!isLabelled(resource)) return `${withoutRegion(resource.name, resource.region)} ${action}`;
  if (action === "added") return action;
  if (action === "removed") return "deleted";
  if (stateOf(former) === stateOf(resource)) return changeText(part);
  return stateOf(resource) === "removed" ? "removed: no access, no traffic, data kept" : "back again";
}

/** What changes of a tenant that stays as it is, there or removed. */
function changeText({ change: { resource, former = resource }, properties }: Part): string {
  const counted = properties.flatMap(quotaChange);
  if (counted.length > 0) return `quota ${counted.join(", ")}`;
  if (former.protect && !resource.protect) return "data is no longer protected: it goes with the entry";
  return `${objectName(resource)} changed: ${properties.map(({ shown }) => shown).join(", ")}`;
}

/** True for an object in the cluster; an access entry of AWS says whose it is in a tag. */
function isLabelled({ inputs }: PlanResource): boolean {
  return asMap(asMap(inputs.metadata).labels).tenant !== undefined;
}

function stateOf({ inputs }: PlanResource): string {
  return showValue(asMap(asMap(inputs.metadata).labels)["tenant-state"]);
}

/** `cpu 20 → 30`. What may be used at most follows what may be requested, and is left out. */
function quotaChange({ path, before, after }: Part["properties"][number]): string[] {
  const [spec, hard, key] = path;
  if (spec !== "spec" || hard !== "hard" || typeof key !== "string" || key.startsWith("limits.")) return [];
  return [`${key.replace(/^requests\./, "")} ${showValue(before)} → ${showValue(after)}`];
}
