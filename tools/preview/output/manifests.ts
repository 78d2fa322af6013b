import { stringify } from "yaml";

import { isProvider } from "../engine/urn";
import type { Plan, PlanResource, PlanValue } from "../plan";
import { asMap } from "../values";
import { freePath, safe } from "./paths";

/** A file to write, by its path below the directory of the stack. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** Every Kubernetes object of a plan as it would be applied, in a folder for each region. */
export function manifestFiles({ resources }: Plan): OutputFile[] {
  const files = new Map<string, string>();
  for (const resource of resources.filter(isObject)) {
    const path = freePath(files, `manifests/${safe(resource.region ?? "global")}/${fileName(resource)}`);
    files.set(path, stringify(asManifest(resource.inputs), { lineWidth: 0 }));
  }
  return [...files].map(([path, text]) => ({ path, text }));
}

/** The Helm releases of a plan: chart, version and values, for `helm template`. Only Helm knows what objects they make. */
export function releaseFiles({ resources }: Plan): OutputFile[] {
  const files = new Map<string, string>();
  for (const { region, name, inputs } of resources.filter(isRelease)) {
    const { chart, version, namespace, repositoryOpts, values } = inputs;
    const words = [namespace, inputs.name ?? name].filter((word) => typeof word === "string");
    const path = freePath(files, `releases/${safe(region ?? "global")}/${safe(words.join("-"))}`);
    const repository = asMap(repositoryOpts).repo;
    const known = { chart, repository, version, namespace, values };
    files.set(path, stringify(known, { lineWidth: 0, keepUndefined: false }));
  }
  return [...files].map(([path, text]) => ({ path, text }));
}

function isRelease({ type }: PlanResource): boolean {
  return type === "kubernetes:helm.sh/v3:Release";
}

/** Not a provider, and not a Helm release: that is a set of values, and only Helm knows the objects. */
function isObject({ type, custom, inputs }: PlanResource): boolean {
  if (
    !custom ||
    isProvider(type) ||
    !type.startsWith("kubernetes:") ||
    type.startsWith("kubernetes:helm.sh/")
  )
    return false;
  return typeof inputs.kind === "string" && typeof inputs.apiVersion === "string";
}

/** The order in which people write manifests; the rest is sorted. */
function asManifest({
  apiVersion,
  kind,
  metadata,
  ...rest
}: PlanResource["inputs"]): Record<string, PlanValue> {
  return {
    apiVersion: apiVersion ?? null,
    kind: kind ?? null,
    ...(metadata === undefined ? {} : { metadata }),
    ...rest,
  };
}

/** `<namespace>-<kind>-<name>`; an object without a namespace of its own starts with its kind. */
function fileName({ type, name, inputs }: PlanResource): string {
  const { namespace, name: own } = asMap(inputs.metadata);
  const words = [namespace, inputs.kind, type.endsWith("Patch") ? "patch" : undefined, own ?? name];
  return safe(words.filter((word) => typeof word === "string").join("-"));
}
