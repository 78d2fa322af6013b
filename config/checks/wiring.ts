import ipaddr from "ipaddr.js";

import { innerRanges } from "../../components/wiring/ranges";
import { variablesOf, type UseKind } from "../../components/wiring/variables";
import type { Draft } from "../draft";
import type { ExternalStoreEntry } from "../schema/wiring";
import type { Check } from "./check";

/** Where a service names things, and of which kinds. */
const named = {
  uses: ["store", "service", "outside", "queue"],
  publishes: ["queue", "topic", "bus"],
} as const satisfies Record<string, readonly UseKind[]>;
const keys = Object.keys(named) as (keyof typeof named)[];

const at = (name: string, key: keyof typeof named = "uses"): string =>
  `social-commerce:services.${name}.${key}`;

const mapOf = {
  store: "stores",
  service: "services",
  outside: "outside",
  queue: "queues",
  topic: "topics",
  bus: "buses",
} as const satisfies Record<UseKind, keyof Draft>;
const kinds = Object.keys(mapOf) as UseKind[];

/** Kinds of things that have a name. */
function kindsOf(draft: Draft, name: string): UseKind[] {
  return kinds.filter((kind) => draft[mapOf[kind]].names.includes(name));
}

function listed(names: readonly string[]): string {
  return names.length > 0 ? names.join(", ") : "nothing yet";
}

/** A service uses what is declared, and publishes to what takes messages. */
export const usesExist: Check = (draft) =>
  Object.entries(draft.services.entries).flatMap(([name, entry]) =>
    keys.flatMap((key) => {
      const allowed: readonly UseKind[] = named[key];
      const maps = allowed.map((kind) => mapOf[kind]);
      return entry[key]
        .filter((use) => !kindsOf(draft, use).some((kind) => allowed.includes(kind)))
        .map((use) => ({
          path: at(name, key),
          found: JSON.stringify(use),
          allowed: listed(maps.flatMap((map) => draft[map].names).filter((other) => other !== name)),
          remedy: `name one of these, or declare it under ${maps.slice(0, -1).join(", ")} or ${maps.at(-1) ?? ""}`,
        }));
    }),
  );

/** A service names what it uses once, and not itself: its pods do not go round by the gateway. */
export const usesOthersOnce: Check = ({ services }) =>
  Object.entries(services.entries).flatMap(([name, entry]) =>
    keys.flatMap((key) =>
      entry[key]
        .filter((use, index) => (key === "uses" && use === name) || entry[key].indexOf(use) < index)
        .map((use) => ({
          path: at(name, key),
          found: use === name ? `${use}, which is the service itself` : `${use} for the second time`,
          allowed: "each name once, and no service its own",
          remedy: "remove it",
        })),
    ),
  );

/** A name means one thing. */
export const usesAreClear: Check = (draft) =>
  [...new Set(kinds.flatMap((kind) => (kind === "service" ? [] : draft[mapOf[kind]].names)))].flatMap(
    (name) => {
      const [first, ...others] = kindsOf(draft, name);
      if (first === undefined || others.length === 0) return [];
      const also = others.map((kind) => mapOf[kind]).join(" and ");
      return [
        {
          path: `social-commerce:${mapOf[first]}.${name}`,
          found: `a name that is under ${also}, too`,
          allowed: "a name that nothing else has",
          remedy: "rename one of them",
        },
      ];
    },
  );

/** No two uses of a service give a variable of the same name. */
export const distinctVariables: Check = (draft) =>
  Object.entries(draft.services.entries).flatMap(([name, { uses, publishes }]) => {
    const given = [...new Set([...uses, ...publishes])].flatMap((use) =>
      kindsOf(draft, use)
        .slice(0, 1)
        .flatMap((kind) => variablesOf(kind, use).map((text) => ({ use, text }))),
    );
    return given.flatMap(({ use, text }, index) =>
      given
        .slice(0, index)
        .filter((other) => other.text === text)
        .map((other) => ({
          path: at(name),
          found: `${other.use} and ${use}, which both give ${text}`,
          allowed: "names whose variables differ",
          remedy: "rename one of them",
        })),
    );
  });

/** What is outside is not inside: a private range there would open the platform's own networks. */
export const outsideIsPublic: Check = ({ outside }) =>
  Object.entries(outside.entries).flatMap(([name, { ranges = [] }]) =>
    ranges
      .filter((range) => innerRanges.some((inner) => overlap(range, inner)))
      .map((range) => ({
        path: `social-commerce:outside.${name}.ranges`,
        found: range,
        allowed: "public IPv4 ranges",
        remedy: "write the ranges that the host's operator publishes, or leave ranges out",
      })),
  );

function overlap(left: string, right: string): boolean {
  const [one, other] = [ipaddr.IPv4.parseCIDR(left), ipaddr.IPv4.parseCIDR(right)];
  return one[0].match(other[0], Math.min(one[1], other[1]));
}

/** The stores that were there before: only these say their hosts. */
function externalStores({ stores }: Draft): [string, ExternalStoreEntry][] {
  return Object.entries(stores.entries).flatMap(([name, entry]) =>
    entry.kind === "external" ? [[name, entry] as [string, typeof entry]] : [],
  );
}

/** Regions in which a store's records may be. */
export function homes({ residency, regions }: Draft, holds: string | undefined): readonly string[] {
  return Object.entries(residency ?? {}).find(([name]) => name === holds)?.[1] ?? regions.names;
}

/** A store that is used has hosts wherever it may be, and takes writes where the writer is. */
export const storeEndpoints: Check = (draft) => {
  const { services, regions, writer } = draft;
  const used = new Set(Object.values(services.entries).flatMap(({ uses }) => uses));
  return externalStores(draft)
    .filter(([name]) => used.has(name))
    .flatMap(([name, { holds, endpoints }]) => {
      const may = homes(draft, holds);
      const missing = regions.names
        .filter((region) => endpoints[region] === undefined)
        .filter((region) => may.includes(region) || region === writer);
      return missing.map((region) => ({
        path: `social-commerce:stores.${name}.endpoints`,
        found: `nothing for ${region}`,
        allowed:
          region === writer
            ? `hosts in ${region}, where writes go`
            : "hosts in every region where its records may be",
        remedy: `add endpoints.${region} with writer and reader`,
      }));
    });
};

/** A store has hosts in regions that are declared, and its records nowhere that they may not be. */
export const storeRegions: Check = (draft) =>
  externalStores(draft).flatMap(([name, { holds, endpoints }]) => {
    const { names } = draft.regions;
    const may = homes(draft, holds).filter((region) => names.includes(region));
    return Object.keys(endpoints)
      .filter((region) => names.length > 0 && !may.includes(region))
      .map((region) => ({
        path: `social-commerce:stores.${name}.endpoints.${region}`,
        found: names.includes(region) ? `hosts of ${holds ?? ""} in ${region}` : `hosts in ${region}`,
        allowed: listed(may),
        remedy: names.includes(region)
          ? "remove these hosts, or let the class be there under social-commerce:residency"
          : "name a region under social-commerce:regions",
      }));
  });
