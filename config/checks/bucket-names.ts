import { reservedBucketNames } from "../../components/storage/bucket-names";
import type { Draft } from "../draft";
import type { Check } from "./check";

/** What makes a bucket of its name in each of its regions: where it is written, its name, and whose names it may not have. */
interface Claim {
  readonly path: string;
  readonly name: string;
  readonly others: readonly string[];
}

/**
 * A bucket's name is what it is for, with the environment, the region and the account after it, so no two things that make
 * buckets have one name: pairs of backups, stores of objects, and what the platform makes for itself.
 */
export const bucketNamesApart: Check = (draft) =>
  claims(draft).flatMap(({ path, name, others }) => {
    const taken = takenBy(name, others);
    return taken === undefined
      ? []
      : [{ path, found: taken, allowed: "a name that no other bucket has", remedy: "rename it" }];
  });

/** Where a pair and a store have one name, that is said of the store, once. */
function claims({ backups, stores }: Draft): Claim[] {
  const objects = Object.entries(stores.entries).filter(([, { kind }]) => kind === "objects");
  return [
    ...backups.names.map((name) => ({ path: `social-commerce:backups.${name}`, name, others: [] })),
    ...objects.map(([name]) => ({ path: `social-commerce:stores.${name}`, name, others: backups.names })),
  ];
}

function takenBy(name: string, others: readonly string[]): string | undefined {
  const purpose = reservedBucketNames.get(name);
  if (purpose !== undefined) return `the name of the buckets for ${purpose}`;
  return others.includes(name) ? "a name that is under backups, too" : undefined;
}
