import { dumpName } from "../../components/backup/dump/names";
import type { Draft } from "../draft";
import { show, type Problem } from "../problems";
import type { BackupEntry } from "../schema/backup";
import type { Check } from "./check";
import { eachDump, type DumpedStore } from "./each-dump";

const path = (name: string, key: string): string => `social-commerce:stores.${name}.dump.${key}`;

/** Dumps are of what can be dumped, into a pair of buckets that is there. */
export const dumpsGoSomewhere: Check = (draft) =>
  eachDump(draft, (name, store, { into }) => [
    ...(store.kind === "relational" || store.engine === "postgresql"
      ? []
      : [
          {
            path: `social-commerce:stores.${name}.dump`,
            found: `dumps of a store that speaks ${store.engine}`,
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

/** A dump is kept as what is dumped, and made where the store can be read. */
export const dumpsFitTheirPair: Check = (draft) =>
  eachDump(draft, (name, store, { into }) => {
    const pair: BackupEntry | undefined = draft.backups.entries[into];
    if (pair === undefined) return [];
    return [...keptAsWhatItIs(name, store, into, pair), ...readWhereItIsMade(name, store, into, pair)];
  });

function keptAsWhatItIs(
  name: string,
  { holds }: DumpedStore,
  into: string,
  { retentionClass }: BackupEntry,
): Problem[] {
  if (holds === undefined || holds === retentionClass) return [];
  return [
    {
      path: path(name, "into"),
      found: `${into}, which keeps records as ${retentionClass}, while the store holds ${holds}`,
      allowed: `a pair of class ${holds}`,
      remedy: "name another pair, or add one under social-commerce:backups",
    },
  ];
}

function readWhereItIsMade(
  name: string,
  store: DumpedStore,
  into: string,
  { region }: BackupEntry,
): Problem[] {
  const readable = readableIn(store);
  if (readable.includes(region)) return [];
  const [what, key] =
    store.kind === "external" ? ["host", `endpoints.${region}`] : ["instance", `instances in ${region}`];
  return [
    {
      path: path(name, "into"),
      found: `${into}, which is written in ${region}, where the store has no ${what}`,
      allowed:
        readable.length === 0
          ? `none, while it has no ${what}`
          : `a pair that is written in ${readable.join(" or ")}`,
      remedy: `name another pair, or add ${key}`,
    },
  ];
}

/** Regions in which the store has something that answers; what is left out is what the profile has, which is never none. */
function readableIn(store: DumpedStore): string[] {
  if (store.kind === "external") return Object.keys(store.endpoints);
  return Object.entries(store.regions).flatMap(([region, { instances }]) =>
    instances === 0 ? [] : [region],
  );
}

/** Whatever is dumped needs an image that dumps. */
export const dumpsHaveAnImage: Check = (draft) => {
  const dumped = eachDump(draft, (name) => [name]);
  const known = draft.recovery?.dumpImage !== undefined || draft.unreadable.includes("recovery");
  if (dumped.length === 0 || known) return [];
  return [
    {
      path: "social-commerce:recovery.dumpImage",
      found: "nothing",
      allowed: `the image that dumps ${dumped.join(", ")}`,
      remedy: "add it, with version and digest",
    },
  ];
};

/** PostgreSQL's client dumps no server that is newer than itself. Source: PostgreSQL documentation, "pg_dump", notes. */
export const dumpImageIsNewEnough: Check = (draft) => {
  const version = draft.recovery?.dumpImage?.version;
  if (version === undefined) return [];
  return eachDump(draft, (name, store) =>
    store.kind === "external" || Number.parseInt(version) >= Number.parseInt(store.engineVersion)
      ? []
      : [
          {
            path: "social-commerce:recovery.dumpImage.version",
            found: `${version}, while ${name} is PostgreSQL ${store.engineVersion}`,
            allowed: `${Number.parseInt(store.engineVersion)} or later`,
            remedy: "build the image with a client that is as new as the server, and name it here",
          },
        ],
  );
};

/** A dump's job has an account, a role and a network policy of its name beside the services, which must be nobody else's. */
export const dumpNamesAreFree: Check = (draft) =>
  eachDump(draft, (store) => {
    const name = dumpName(store);
    if (!draft.services.names.includes(name)) return [];
    return [
      {
        path: `social-commerce:services.${name}`,
        found: `the name of what dumps ${store}`,
        allowed: `a name other than ${name}`,
        remedy: "call the service otherwise",
      },
    ];
  });

/** Of pairs that are no map nothing can be said. */
function isMap({ backups }: Draft): boolean {
  return backups.complete || backups.names.length > 0;
}

function listed({ backups }: Draft): string {
  return [...backups.names].sort().join(", ");
}
