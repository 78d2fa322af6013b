import { isProvider } from "../../engine/urn";
import { covers, parsePath, type Path } from "../paths";
import { type StoreType, storeTypes } from "./table";

/** What a change of a property does to a resource. */
export type Effect = "updates" | "replaces" | "undocumented";

/** True for what holds data, keys or history that a replacement loses. */
export function isStore(type: string): boolean {
  return type in storeTypes;
}

/** What a change of this property does; for what is no store, an update unless the provider is known to replace. */
export function effectOf(type: string, path: Path): Effect {
  const store = storeTypes[type];
  if (store !== undefined) return effectOnStore(store, path);
  return isKubernetes(type) && isIdentity(path) ? "replaces" : "updates";
}

/** The nearest word counts: a block can be updatable but for one property in it. */
function effectOnStore({ replaces, updates, otherwise }: StoreType, path: Path): Effect {
  const longest = (list: readonly string[]) =>
    Math.max(
      -1,
      ...list.map(parsePath).flatMap((pattern) => (covers(pattern, path) ? [pattern.length] : [])),
    );
  const [replacing, updating] = [longest(replaces), longest(updates)];
  if (replacing < 0 && updating < 0) return otherwise ?? "undocumented";
  return replacing >= updating ? "replaces" : "updates";
}

function isKubernetes(type: string): boolean {
  return type.startsWith("kubernetes:") && !type.startsWith("kubernetes:helm.sh/") && !isProvider(type);
}

/** The Kubernetes provider replaces each object whose name or namespace changes. */
function isIdentity([first, second]: Path): boolean {
  return first === "metadata" && (second === "name" || second === "namespace");
}
