import { kindOf } from "../engine/urn";
import { byText } from "../values";
import { alertsText } from "./alerts-text";
import type { Change } from "./change";
import { isolationText } from "./isolation-text";
import { type Meaning, meanings, type Part, partsOf } from "./meaning";
import { releaseText } from "./release-text";
import { scaleText } from "./scale-text";
import { tenantOf, tenantText } from "./tenant-text";
import { trafficText } from "./traffic-text";
import { objectName, showChange, inAnyRegion, withoutRegion, workloadOf } from "./words";

/** One line about what changes: the same change of the same thing, in one region or in several. */
export interface Headline {
  readonly meaning: Meaning;
  /** What it is about: a service, an object, a kind of object. */
  readonly subject: string;
  /** What becomes of it, in a few words. */
  readonly text: string;
  /** Sorted; empty for what is in no region. */
  readonly regions: readonly string[];
  /** Number of objects. */
  readonly objects: number;
  readonly parts: readonly Part[];
}

/** Structural lines from which on they are told by kind. */
const many = 12;

/** The changes as headlines: in the order of their meaning, then by what they are about. */
export function headlinesOf(changes: readonly Change[]): Headline[] {
  const parts = changes.flatMap(partsOf);
  return meanings.flatMap((meaning) => {
    const own = parts.filter((part) => part.meaning === meaning);
    const lines = joined(meaning, own, describe);
    if (meaning !== "structure" || lines.length <= many) return lines;
    return joined(meaning, own, describeKind).map((line) => ({
      ...line,
      text: `${line.text}: ${namesIn(line)}`,
    }));
  });
}

/** The names of the objects of one kind, as far as a line has room for them. */
function namesIn({ parts }: Headline): string {
  const names = new Set(
    parts.map(({ change: { resource } }) => withoutRegion(resource.name, resource.region)),
  );
  const shown = [...names].sort(byText).slice(0, listed);
  return [...shown, ...(names.size > listed ? [`${names.size - listed} more`] : [])].join(", ");
}

/** Names that a line about a kind lists before it counts the rest. */
const listed = 3;

/** What a line says, apart from where. */
interface Words {
  readonly subject: string;
  readonly text: string;
}

function joined(meaning: Meaning, parts: readonly Part[], describePart: (part: Part) => Words): Headline[] {
  const groups = new Map<string, { words: Words; parts: Part[] }>();
  for (const part of parts) {
    const words = describePart(part);
    const key = `${words.subject}\n${words.text}`;
    groups.set(key, { words, parts: [...(groups.get(key)?.parts ?? []), part] });
  }
  return [...groups]
    .sort(([a], [b]) => byText(a, b))
    .map(([, group]) => ({
      meaning,
      ...group.words,
      regions: regionsOf(group.parts),
      objects: new Set(group.parts.map(({ change }) => change.resource.urn)).size,
      parts: group.parts,
    }));
}

/** Services of AWS that are everywhere; the region of their provider says nothing. */
const everywhere = /^aws:(cloudfront|iam|route53)\//;

function regionsOf(parts: readonly Part[]): string[] {
  const regional = parts.filter(({ change }) => !everywhere.test(change.resource.type));
  return [...new Set(regional.flatMap(({ change }) => change.resource.region ?? []))].sort(byText);
}

function describe(part: Part): Words {
  const { resource } = part.change;
  switch (part.meaning) {
    case "isolation":
      return { subject: workloadOf(resource).subject, text: isolationText(part) };
    case "traffic":
      return { subject: workloadOf(resource).subject, text: trafficText(part) };
    case "release":
      return { subject: workloadOf(resource).subject, text: releaseText(part) };
    case "scale":
      return { subject: workloadOf(resource).subject, text: scaleText(part) };
    case "alerts":
      return { subject: withoutRegion(resource.name, resource.region), text: alertsText(part) };
    case "tenants":
      return { subject: tenantOf(resource) ?? resource.name, text: tenantText(part) };
    case "structure":
      return { subject: objectName(resource), text: structureText(part) };
  }
}

function describeKind({ change: { action, resource } }: Part): Words {
  return { subject: kindOf(resource.type), text: action === "options" ? "options changed" : action };
}

/** Properties that a line names before it counts the rest. */
const named = 2;

function structureText({ change, properties }: Part): string {
  const { action, resource, former } = change;
  if (action === "moved") return `renamed, was ${former?.name ?? resource.name}`;
  if (properties.length === 0) return action;
  const [only, ...others] = properties;
  if (only !== undefined && others.length === 0 && action !== "replaced")
    return inAnyRegion(`${only.shown} ${showChange(only)}`, resource.region);
  const names = properties.slice(0, named).map(({ shown }) => shown);
  const rest = properties.length - names.length;
  return `${action === "replaced" ? "replaced" : "changed"}: ${names.join(", ")}${rest > 0 ? `, ${rest} more` : ""}`;
}
