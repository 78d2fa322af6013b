import { readReleaseNotes, releaseAnnotation, type ReleaseNotes } from "../../../guards/release-annotation";
import { kindOf } from "../engine/urn";
import type { PlanResource, PlanValue } from "../plan";
import { asList, asMap } from "../values";
import type { Part } from "./meaning";
import { showValue, workloadOf } from "./words";

/**
 * `green 1.8.1 → 1.9.0`; where only the image changes, `green 1.8.1, image 5446e6e → d29b83b`. Of a route, what its
 * notes say: that a release is complete, that the strategy is another.
 */
export function releaseText({ change: { resource, former = resource } }: Part): string {
  if (kindOf(resource.type) === "HTTPRoute") return routeText(former, resource);
  const { colour } = workloadOf(resource);
  const [before, after] = [versionOf(former), versionOf(resource)];
  const [old, now] = [imagesOf(former), imagesOf(resource)];
  const version = before === after ? (after ?? "") : `${before ?? "no version"} → ${after ?? "no version"}`;
  const images =
    before === after || before === undefined || after === undefined ? imageChanges(old, now) : [];
  const words = [[colour, version].filter(Boolean).join(" "), ...images];
  return words.filter(Boolean).join(", ");
}

function routeText(former: PlanResource, resource: PlanResource): string {
  const [before, after] = [notesOf(former), notesOf(resource)];
  const words = [
    before.stable === after.stable || before.stable === undefined || after.stable === undefined
      ? ""
      : `complete: ${after.stable} is stable, was ${before.stable}`,
    before.strategy === undefined || before.strategy === after.strategy
      ? ""
      : `strategy ${before.strategy} → ${after.strategy ?? "unknown"}`,
  ];
  return words.filter(Boolean).join(", ") || "release notes added";
}

/** What the annotation of a route says of its release. */
export function notesOf({ inputs }: PlanResource): Partial<ReleaseNotes> {
  return readReleaseNotes(asMap(asMap(inputs.metadata).annotations)[releaseAnnotation]);
}

function template({ inputs }: PlanResource): Readonly<Record<string, PlanValue>> {
  return asMap(asMap(inputs.spec).template);
}

function versionOf(resource: PlanResource): string | undefined {
  const labels = asMap(asMap(template(resource).metadata).labels);
  const version = labels["app.kubernetes.io/version"];
  return version === undefined ? undefined : showValue(version);
}

function imagesOf(resource: PlanResource): ReadonlyMap<string, string> {
  const { containers, initContainers } = asMap(template(resource).spec);
  const all = [...asList(containers), ...asList(initContainers)].map(asMap);
  return new Map(all.map(({ name, image }) => [showValue(name), shortImage(image)]));
}

/** What tells one image of a repository from another: seven digits of its digest, else its tag. */
function shortImage(image: PlanValue | undefined): string {
  const text = typeof image === "string" ? image : showValue(image);
  const digest = /@sha256:([0-9a-f]{7})/.exec(text)?.[1];
  return digest ?? /:([^:/]+)$/.exec(text)?.[1] ?? text;
}

function imageChanges(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const texts = [...after].flatMap(([name, image]) =>
    before.get(name) === image ? [] : [`image ${before.get(name) ?? "nothing"} → ${image}`],
  );
  return [...new Set(texts)];
}
