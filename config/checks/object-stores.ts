import { accessLogsPurpose, longestObjectsName } from "../../components/store/objects/names";
import { replicationMinutes } from "../../components/backup/replication";
import { recoveryObjectives } from "../../components/store/recovery";
import type { Problem } from "../problems";
import { recoveryTiers } from "../schema/recovery-tier";
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

/** Nobody is promised what S3 does not promise: its copies are there within 15 minutes, and not sooner. */
export const objectsKeepObjective: Check = (draft) =>
  eachOfObjects(draft, (name, { tier }) => {
    const { rpoMinutes } = recoveryObjectives[tier];
    if (rpoMinutes >= replicationMinutes) return [];
    const able = recoveryTiers.filter((one) => recoveryObjectives[one].rpoMinutes >= replicationMinutes);
    return [
      {
        path: `${path(name)}.tier`,
        found: `${tier}, of which ${rpoMinutes} minutes may be lost`,
        allowed: `${able.join(", ")}: S3 promises its copies within ${replicationMinutes} minutes`,
        remedy: "take one of these, or keep in a database what must not be lost",
      },
    ];
  });
