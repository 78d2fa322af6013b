import { accessLogsPurpose, longestObjectsName } from "../../components/store/objects/names";
import type { Problem } from "../problems";
import type { Check } from "./check";
import type { Draft } from "../draft";

const path = (name: string): string => `social-commerce:stores.${name}`;

type ObjectsEntry = Extract<Draft["stores"]["entries"][string], { readonly kind: "objects" }>;

function eachOfObjects({ stores }: Draft, rule: (name: string, store: ObjectsEntry) => Problem[]): Problem[] {
  return Object.entries(stores.entries).flatMap(([name, store]) =>
    store.kind === "objects" ? rule(name, store) : [],
  );
}

/** Buckets share their names with everybody on AWS, so each name is short enough, and no two of ours are one. */
export const objectsHaveNames: Check = (draft) =>
  eachOfObjects(draft, (name) => [...tooLong(name), ...taken(draft, name)]);

function tooLong(name: string): Problem[] {
  if (name.length <= longestObjectsName) return [];
  return [
    {
      path: path(name),
      found: `a name of ${name.length} characters`,
      allowed: `up to ${longestObjectsName} characters for objects, whose bucket's name has the environment, the region and the account besides`,
      remedy: "shorten it",
    },
  ];
}

function taken({ backups }: Draft, name: string): Problem[] {
  const isBackup = backups.names.includes(name);
  if (!isBackup && name !== accessLogsPurpose) return [];
  return [
    {
      path: path(name),
      found: isBackup ? "a name that is under backups, too" : "the name of the buckets for access logs",
      allowed: "a name that no other bucket has",
      remedy: "rename it",
    },
  ];
}
