import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parseAllDocuments } from "yaml";

import type { KubernetesObject } from "./object";
import { crdFolder } from "./tools";

/** A custom resource definition. */
export interface Definition extends KubernetesObject {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}

/** Written by hand from AWS's documentation, as AWS publishes none: unproved. */
const ownFolder = join(__dirname, "../crds");

/** Every definition there is: out of the projects' Go modules, and ours. */
export function definitions(): Definition[] {
  return [crdFolder(), ownFolder].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".yaml"))
      .sort()
      .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), "utf8")))
      .map((document) => document.toJS() as Definition | null)
      .filter((document) => document !== null)
      .filter(({ kind }) => kind === "CustomResourceDefinition"),
  );
}

/** The definitions of the objects' kinds; kinds that Kubernetes has itself need none. */
export function definitionsOf(objects: readonly KubernetesObject[]): Definition[] {
  const used = new Set(objects.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));
  return definitions().filter(({ spec: { group, names, versions } }) =>
    versions.some(({ name, served }) => served && used.has(`${group}/${name} ${names.kind}`)),
  );
}
