import type { Draft } from "../draft";
import { show, type Problem } from "../problems";
import type { BackupEntry } from "../schema/backup";
import type { ExternalStoreEntry } from "../schema/wiring";
import type { Check } from "./check";

type DumpEntry = NonNullable<ExternalStoreEntry["dump"]>;

const path = (name: string, key: string): string => `social-commerce:stores.${name}.dump.${key}`;

/** Dumps are of what can be dumped, into a pair of buckets that is there. */
export const dumpsGoSomewhere: Check = (draft) =>
  eachDump(draft, (name, { engine }, { into }) => [
    ...(engine === "postgresql"
      ? []
      : [
          {
            path: `social-commerce:stores.${name}.dump`,
            found: `dumps of a store that speaks ${engine}`,
            allowed: "nothing, where engine is not postgresql",
            remedy: "remove it: whoever runs the store backs it up",
          },
        ]),
    ...(draft.backups.names.includes(into) || !isMap(draft)
      ? []
      : [
          {
            path: path(name, "into"),
            found: show(into),
            allowed: draft.backups.names.length === 0 ? "a pair, of which there is none" : listed(draft),
            remedy: "name a pair of buckets, or add one under social-commerce:backups",
          },
        ]),
  ]);

/** A dump is kept as what is dumped, and made where the store has a host to read from. */
export const dumpsFitTheirPair: Check = (draft) =>
  eachDump(draft, (name, { holds, endpoints }, { into }) => {
    const pair: BackupEntry | undefined = draft.backups.entries[into];
    if (pair === undefined) return [];
    const { retentionClass, region } = pair;
    const sameClass = holds === undefined || holds === retentionClass;
    return [
      ...(sameClass
        ? []
        : [
            {
              path: path(name, "into"),
              found: `${into}, which keeps records as ${retentionClass}, while the store holds ${holds}`,
              allowed: `a pair of class ${holds}`,
              remedy: "name another pair, or add one under social-commerce:backups",
            },
          ]),
      ...(endpoints[region] === undefined
        ? [
            {
              path: path(name, "into"),
              found: `${into}, which is written in ${region}, where the store has no host`,
              allowed: `a pair that is written in ${Object.keys(endpoints).join(" or ")}`,
              remedy: `name another pair, or add endpoints.${region}`,
            },
          ]
        : []),
    ];
  });

/** Whatever is dumped needs an image that dumps. */
export const dumpsHaveAnImage: Check = ({ stores, recovery, unreadable }) => {
  const dumped = Object.entries(stores.entries).filter(
    ([, store]) => store.kind === "external" && store.dump !== undefined,
  );
  const known = recovery?.dumpImage !== undefined || unreadable.includes("recovery");
  if (dumped.length === 0 || known) return [];
  return [
    {
      path: "social-commerce:recovery.dumpImage",
      found: "nothing",
      allowed: `the image that dumps ${dumped.map(([name]) => name).join(", ")}`,
      remedy: "add it, with version and digest",
    },
  ];
};

type DumpRule = (name: string, store: ExternalStoreEntry, dump: DumpEntry) => Problem[];

function eachDump({ stores }: Draft, rule: DumpRule): Problem[] {
  return Object.entries(stores.entries).flatMap(([name, store]) =>
    store.kind !== "external" || store.dump === undefined ? [] : rule(name, store, store.dump),
  );
}

/** Of pairs that are no map nothing can be said. */
function isMap({ backups }: Draft): boolean {
  return backups.complete || backups.names.length > 0;
}

function listed({ backups }: Draft): string {
  return [...backups.names].sort().join(", ");
}
