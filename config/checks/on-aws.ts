import type { Draft } from "../draft";

/** Names of the regions that the program makes on AWS: those that name no existing cluster, read or not. */
export function regionsOnAws({ names, entries }: Draft["regions"]): string[] {
  return names.filter((name) => entries[name]?.existingCluster === undefined);
}
