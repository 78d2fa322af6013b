import { kindOf } from "../engine/urn";
import type { PlanResource, PlanValue } from "../plan";
import { asMap } from "../values";
import type { PropertyChange } from "./properties";

/** Characters of a value that a line shows. */
const longest = 60;

/** A value on one line, cut when it is long. */
export function showValue(value: PlanValue | undefined): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" && value !== "" ? value : JSON.stringify(value);
  const line = text.replace(/\s+/g, " ");
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** `3 → 4`. Long texts that begin alike are shown from where they begin to differ. */
export function showChange({ before, after }: Pick<PropertyChange, "before" | "after">): string {
  if (
    typeof before === "string" &&
    typeof after === "string" &&
    Math.max(before.length, after.length) > longest
  ) {
    const start = Math.max(firstDifference(before, after) - 12, 0);
    const cut = (text: string) => showValue(start === 0 ? text : `…${text.slice(start)}`);
    return `${cut(before)} → ${cut(after)}`;
  }
  return `${showValue(before)} → ${showValue(after)}`;
}

function firstDifference(a: string, b: string): number {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index++;
  return index;
}

/** Which service, and which of its colours, an object is part of, as its labels say. */
export interface Workload {
  /** Name of the service; without labels, of the object itself. */
  readonly subject: string;
  readonly colour?: string;
}

/** The labels that this project puts on each object of a service. */
export function workloadOf({ inputs, name }: PlanResource): Workload {
  const metadata = asMap(inputs.metadata);
  const { "app.kubernetes.io/name": service, colour } = asMap(metadata.labels);
  const own = [metadata.name, inputs.name].find((word) => typeof word === "string") ?? name;
  return {
    subject: typeof service === "string" ? service : own,
    ...(typeof colour === "string" ? { colour } : {}),
  };
}

/** A name without the region in it, so that the same object of several regions has one. */
export function withoutRegion(text: string, region: string | undefined): string {
  if (region === undefined) return text;
  return text.replaceAll(`${region}-`, "").replaceAll(`-${region}`, "");
}

/** The form of an AWS region's name. */
const regionName = /[a-z]{2}-[a-z]+-\d/gu;

/**
 * A value with its region as a placeholder, so that the same change of several regions has one text. A value that
 * names two regions is about them, and stays as it is.
 */
export function inAnyRegion(text: string, region: string | undefined): string {
  if (region === undefined) return text;
  const others = (text.match(regionName) ?? []).filter((name) => name !== region);
  return others.length > 0 ? text : text.replaceAll(region, "<region>");
}

/** `cart (Deployment)`, the same for each region. */
export function objectName({ name, region, type }: PlanResource): string {
  return `${withoutRegion(name, region)} (${kindOf(type)})`;
}
