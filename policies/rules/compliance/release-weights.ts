import { previewHeader } from "../../../components/routing/preview-header";
import { colours, type Colour } from "../../../config/model";
import type { ColourFacts, ReleaseFacts, Weights } from "../../../guards/facts";
import { releaseGuards } from "../../../guards/release";
import { readReleaseNotes, releaseAnnotation, type ReleaseNotes } from "../../../guards/release-annotation";
import { control } from "../../lib/control";
import type { Resource } from "../../lib/resource";
import { defineRule } from "../../lib/rule";
import type { Value } from "../../lib/value";
import { allOf, fail, notApplicable, pass, undecided, type Verdict } from "../../lib/verdict";

/** What a route alone can break: the guards that need no more than the state to which it leads. */
const guards = [releaseGuards.legalWeights, releaseGuards.declaredColour, releaseGuards.rollingServesWhole];

/** Requests reach what was released, whole and by a way that leads back. */
export const releaseWeights = defineRule({
  name: "compliance-release-weights",
  title: "Routes split requests between two colours",
  description:
    "Every route of a service that has colours must send whole percents that sum to 100 to those colours alone, the same in each rule, must name its stable colour, and must not split requests under the strategy rolling. A route whose callers name the colour by a header is no release.",
  severity: "high",
  controls: [
    control("SOC 2", "CC8.1", "A change reaches users in declared shares, with a way back."),
    control("NIST SP 800-53", "CM-3", "What serves is the change that was approved, in the share approved."),
  ],
  remediation: [
    "Set `release.greenPercent` of the service to a whole number from 0 to 100; blue serves the rest.",
    "Under `release.strategy: rolling`, give `release.stable` everything.",
  ],
  types: ["kubernetes:gateway.networking.k8s.io/v1:HTTPRoute"],
  check(resource) {
    const service = resource.properties.at("metadata", "name");
    const rules = resource.properties.at("spec", "rules").items();
    const backends = rules.map((rule) => rule.at("backendRefs").items());
    if (!mayHaveColours(resource, backends.flat())) return notApplicable("its backends are no colours");
    if (rules.length > 0 && rules.every(namesColour)) return notApplicable("its callers name the colour");
    if (service.state === "unknown") return undecided(`${service.path} is not known before the update`);
    const notes = notesOf(resource);
    const name = String(service.content);
    const shares = backends.some((refs) => hiddenIn(refs) !== undefined)
      ? []
      : backends.map((refs) => sharesOf(name, refs));
    // Whether the rules agree is told once, with the first.
    return allOf(...backends.map((refs, at) => checkRule(name, refs, notes, at === 0 ? shares : [])));
  },
});

/** Whether every request that a rule takes names the colour that it wants. */
function namesColour(rule: Value): boolean {
  const matches = rule.at("matches").items();
  const names = (match: Value): boolean =>
    match
      .at("headers")
      .items()
      .some((header) => header.at("name").content === previewHeader);
  return matches.length > 0 && matches.every(names);
}

/** Notes of the release; nothing while they are not known. */
function notesOf({ properties }: Resource): Partial<ReleaseNotes> | undefined {
  const text = properties.at("metadata", "annotations", releaseAnnotation);
  return text.state === "unknown" ? undefined : readReleaseNotes(text.content);
}

function mayHaveColours({ properties }: Resource, refs: readonly Value[]): boolean {
  const isNoted = properties.at("metadata", "annotations").keys().includes(releaseAnnotation);
  const names = refs.map((ref) => ref.at("name"));
  return (
    isNoted || names.some((name) => name.state === "unknown" || /-(blue|green)$/u.test(String(name.content)))
  );
}

function checkRule(
  service: string,
  refs: readonly Value[],
  notes: Partial<ReleaseNotes> | undefined,
  rules: readonly Weights[],
): Verdict {
  const own = colours.map((colour) => `${service}-${colour}`);
  const hidden = hiddenIn(refs);
  if (hidden !== undefined) return undecided(`${hidden.path} is not known before the update`);
  return allOf(
    ...refs
      .map((ref) => ref.at("name"))
      .map((name) =>
        own.includes(String(name.content))
          ? pass
          : fail(`${name.path} is ${name.show()}; allowed: ${own.join(", ")}; remove that backend`),
      ),
    ...judge({ ...factsOf(service, refs, notes), rules }, notes === undefined),
  );
}

function judge(release: ReleaseFacts, withoutNotes: boolean): Verdict[] {
  const verdicts = guards
    .flatMap((guard) => guard.judge(release))
    .map(({ path, found, allowed, remedy }) => fail(`${path} is ${found}; allowed: ${allowed}; ${remedy}`));
  const unsure = undecided(`the annotation ${releaseAnnotation} is not known before the update`);
  return [...verdicts, ...(withoutNotes ? [unsure] : [pass])];
}

/** A route knows weights and notes; of the rest, what no guard here looks at. */
function factsOf(service: string, refs: readonly Value[], notes: Partial<ReleaseNotes> = {}): ReleaseFacts {
  const path = `release of ${service}`;
  const shares = sharesOf(service, refs);
  const factsOfColour = (colour: Colour): ColourFacts => ({
    weight: shares[colour],
    declared: refOf(service, colour, refs) !== undefined,
    capacityPercent: 100,
    version: "",
    digest: "",
  });
  const both = { blue: factsOfColour("blue"), green: factsOfColour("green") };
  return {
    path,
    strategy: notes.strategy ?? "blue-green",
    stable: notes.stable ?? (both.green.weight > both.blue.weight ? "green" : "blue"),
    steps: [],
    maximumStepPercent: 100,
    bakeSeconds: 0,
    colours: both,
    connections: { path, replicas: 0 },
  };
}

function refOf(service: string, colour: Colour, refs: readonly Value[]): Value | undefined {
  return refs.find((one) => one.at("name").content === `${service}-${colour}`);
}

/** Kubernetes gives a backend without a weight the weight 1. */
function sharesOf(service: string, refs: readonly Value[]): Weights {
  const of = (colour: Colour): number => {
    const ref = refOf(service, colour, refs);
    return ref === undefined ? 0 : Number(ref.at("weight").content ?? 1);
  };
  return { blue: of("blue"), green: of("green") };
}

function hiddenIn(refs: readonly Value[]): Value | undefined {
  return refs.flatMap((ref) => [ref.at("name"), ref.at("weight")]).find(isUnknown);
}

function isUnknown(value: Value): boolean {
  return value.state === "unknown";
}
