import { isDeepStrictEqual } from "node:util";

import { colours, type Colour, type Service } from "../../config/model";
import type { Change, ColourChange, DrainTimes, Served, Weights } from "../../guards/facts";
import { readReleaseNotes, releaseAnnotation } from "../../guards/release-annotation";
import { colourLabel } from "./labels";
import { lifecycle } from "./lifecycle";
import { colourName } from "./route-spec";

/** Inputs of a Kubernetes object, as a hook is handed them: nothing is sure to be there, or to be what it should be. */
export type ObjectInputs = Readonly<Record<string, unknown>>;

/** The colour that an object is part of, by its label. */
export function colourOf(inputs: ObjectInputs): Colour | undefined {
  return colours.find((colour) => colour === at(inputs, "metadata", "labels", colourLabel));
}

/** Shares that each rule of a route sends to each colour; none to a colour that it does not name. */
export function ruleWeights({ name }: Service, inputs: ObjectInputs): Weights[] {
  return list(at(inputs, "spec", "rules")).map((rule) => {
    const refs = list(at(rule, "backendRefs"));
    const of = (colour: Colour): number =>
      numberAt(
        refs.find((ref) => at(ref, "name") === colourName(name, colour)),
        ["weight"],
        0,
      );
    return { blue: of("blue"), green: of("green") };
  });
}

/** Shares that a route sends: those of its first rule, as of any other. */
export function sentWeights(service: Service, inputs: ObjectInputs): Weights {
  return ruleWeights(service, inputs)[0] ?? { blue: 0, green: 0 };
}

/** What a route had before an update. */
export function servedBefore(service: Service, inputs: ObjectInputs): Served {
  const notes = readReleaseNotes(at(inputs, "metadata", "annotations", releaseAnnotation));
  return { weights: sentWeights(service, inputs), ...notes };
}

/** What an update of a deployment changes of its pods; nothing where they stay as they are. */
export function podChange(before: ObjectInputs, after: ObjectInputs): ColourChange | undefined {
  if (isDeepStrictEqual(at(before, ...template), at(after, ...template))) return undefined;
  return {
    pods: true,
    image: change(digestOf(before), digestOf(after)),
    version: change(versionOf(before), versionOf(after)),
  };
}

/** What an update of an autoscaler changes of the floor; one that it does not name is 1. */
export function floorChange(before: ObjectInputs, after: ObjectInputs): ColourChange | undefined {
  const floor = change(numberAt(before, minReplicas, 1), numberAt(after, minReplicas, 1));
  return floor && { floor };
}

/** How the pods of a deployment would stop. */
export function drainOf(inputs: ObjectInputs): DrainTimes {
  return {
    preStop: numberAt(inputs, [...container, "lifecycle", "preStop", "sleep", "seconds"], 0),
    longestRequest: lifecycle.longestRequestSeconds,
    closing: lifecycle.closingSeconds,
    // What Kubernetes gives a pod that does not say.
    grace: numberAt(inputs, [...template, "spec", "terminationGracePeriodSeconds"], 30),
  };
}

const template = ["spec", "template"] as const;
const container = [...template, "spec", "containers", 0] as const;
const minReplicas = ["spec", "minReplicas"] as const;

/** Without its registry: another one with the same digest has the same image. */
function digestOf(inputs: ObjectInputs): string {
  const image = at(inputs, ...container, "image");
  return typeof image === "string" ? (image.split("@").at(-1) ?? "") : "";
}

function versionOf(inputs: ObjectInputs): string {
  const version = at(inputs, ...template, "metadata", "labels", "app.kubernetes.io/version");
  return typeof version === "string" ? version : "";
}

/** The value below, key by key; nothing where there is none. */
function at(value: unknown, ...keys: readonly (number | string)[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null
        ? (inner as Record<number | string, unknown>)[key]
        : undefined,
    value,
  );
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function numberAt(value: unknown, keys: readonly (number | string)[], otherwise: number): number {
  const found = at(value, ...keys);
  return typeof found === "number" ? found : otherwise;
}

function change<T>(before: T, after: T): Change<T> | undefined {
  return before === after ? undefined : { before, after };
}
