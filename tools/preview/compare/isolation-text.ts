import type { PlanResource } from "../plan";
import { asMap } from "../values";
import type { Part } from "./meaning";

/** The annotation of the policies of a service that is cut off. */
const isolated = "social-commerce/isolated";

/** Whether a service is cut off from now on, or no more; else which of its rules change. */
export function isolationText({ change: { resource, former = resource }, properties }: Part): string {
  const [before, after] = [isIsolated(former), isIsolated(resource)];
  if (!before && after) return "cut off: nothing reaches it, and it reaches nothing";
  if (before && !after) return "no longer cut off";
  const directions = new Set(properties.map(({ path }) => String(path[1])));
  return `network rules changed: ${[...directions].join(", ")}`;
}

function isIsolated({ inputs }: PlanResource): boolean {
  return asMap(asMap(inputs.metadata).annotations)[isolated] === "true";
}
