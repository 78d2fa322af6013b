import type { ResourceHook } from "@pulumi/pulumi";

import type { WatchSettings } from "../../../watch/settings";

/** The hooks that the program has made since they were last taken, by name. */
let made = new Map<string, ResourceHook>();

/** Numbers of a service's watch where a test does not want those of the business. */
export const settingsOf = new Map<string, WatchSettings>();

/** Remembers a hook: to the engine it is known by its name alone. */
export function keep(hook: ResourceHook): ResourceHook {
  made.set(hook.name, hook);
  return hook;
}

/** Those that were made, and forgets them. */
export function take(): ReadonlyMap<string, ResourceHook> {
  const taken = made;
  made = new Map();
  return taken;
}
