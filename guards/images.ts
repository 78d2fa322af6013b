import { colours, type Colour } from "../config/model";
import type { ColourChange, Observed, ReleaseFacts, Step } from "./facts";
import type { Guard } from "./guard";
import { formerStable, isRebuilt, shiftOf, shortDigest, weightsOf } from "./shift";

/** A version and a digest name each other. */
export const oneNamePerImage: Guard = {
  code: "REL-07",
  refuses:
    "One version for two images, or one image under two versions: people read the version, the cluster runs the digest.",
  remedy: "Change version and digest together.",
  asked: ["file", "pods"],
  judge: (release, step) => [
    ...sameNames(release),
    ...colours.flatMap((colour) => changedAlone(`${release.path}.${colour}`, step?.changes?.[colour])),
  ],
};

function changedAlone(path: string, { image, version }: ColourChange = {}): ReturnType<Guard["judge"]> {
  const allowed = "version and digest change together";
  if (image !== undefined && version === undefined) {
    const found = `the same version for ${shortDigest(image.before)} and ${shortDigest(image.after)}`;
    return [{ path: `${path}.version`, found, allowed, remedy: "give the new image a version of its own" }];
  }
  if (version === undefined || image !== undefined) return [];
  const found = `the same digest for ${version.before} and ${version.after}`;
  const remedy = `write the digest of ${version.after}, or leave the version`;
  return [{ path: `${path}.digest`, found, allowed, remedy }];
}

function sameNames({ path, colours: { blue, green } }: ReleaseFacts): ReturnType<Guard["judge"]> {
  const [sameVersion, sameDigest] = [blue.version === green.version, blue.digest === green.digest];
  if (!green.declared || !blue.declared || sameVersion === sameDigest) return [];
  return [
    {
      path: `${path}.green.${sameVersion ? "version" : "digest"}`,
      found: sameVersion
        ? `${green.version}, which is also blue's, with another digest`
        : `${shortDigest(green.digest)}, which is also blue's, under another version`,
      allowed: "one version for one digest",
      remedy: sameVersion
        ? "give the new image a version of its own"
        : `write the digest of ${green.version}, or blue's version`,
    },
  ];
}

/** An image and the shares of requests change in updates of their own. */
export const imageApart: Guard = {
  code: "REL-13",
  refuses:
    "A shift of requests in the same update as other pods: an update rolls pods out first, so users would be on pods that nobody has seen at rest.",
  remedy: "Change the image first, and shift in a later edit; or shift first.",
  asked: ["route"],
  judge: (release, step, observed) => {
    const shift = shiftOf(release, step, observed);
    if (shift === undefined) return [];
    return colours
      .filter((colour) => isRebuilt(step?.changes?.[colour]))
      .map((colour) => ({
        path: `${release.path}.${colour}`,
        found: `other pods (${changeText(step?.changes?.[colour])}), with ${shift.tried} ${shift.from} → ${shift.to} %`,
        allowed: "pods and shares change in edits of their own",
        remedy: shift.forward
          ? `leave greenPercent, wait for the pods of ${colour}, then shift`
          : `go back first, and change ${colour} in a later edit`,
      }));
  },
};

/** What serves is not rebuilt, and neither is what the release would go back to. */
export const noRebuild: Guard = {
  code: "REL-14",
  refuses:
    "Another image for a colour that serves, or for the stable one, except under `rolling`; and any other change of pods while a release is under way: nothing tells then which change did what, and the way back would lead somewhere else.",
  remedy:
    "Put the image on the idle colour. Change what both colours share when the stable one serves everything.",
  asked: ["pods"],
  judge: (release, step, observed) =>
    colours.flatMap((colour) => {
      const change = step?.changes?.[colour];
      const why = change && reasonAgainst(release, colour, change, step, observed);
      if (why === undefined) return [];
      return [
        {
          path: `${release.path}.${colour}`,
          found: `other pods (${changeText(change)}), while ${why}`,
          allowed:
            change?.image === undefined
              ? "pods change while the stable colour serves everything"
              : "another image on the idle colour alone, or release.strategy: rolling",
          remedy:
            change?.image === undefined
              ? "complete the release or go back, then change the pods"
              : `leave ${colour} as it is, and put the image on the colour that is neither stable nor serves`,
        },
      ];
    }),
};

function reasonAgainst(
  release: ReleaseFacts,
  colour: Colour,
  change: ColourChange,
  step: Step | undefined,
  observed: Observed | undefined,
): string | undefined {
  const all = [weightsOf(release), step?.before?.weights, observed?.weights].flatMap(
    (weights) => weights ?? [],
  );
  const share = Math.max(...all.map((weights) => weights[colour]));
  if (change.image !== undefined) {
    if (release.strategy === "rolling") return undefined;
    if (share > 0) return `${colour} serves ${share} % of the requests`;
    return [release.stable, formerStable(release, step, observed)].includes(colour)
      ? `${colour} is the stable colour`
      : undefined;
  }
  if (change.pods !== true) return undefined;
  const least = Math.min(...all.map((weights) => weights[release.stable]));
  return least === 100
    ? undefined
    : `a release is under way: ${release.stable}, the stable one, serves ${least} %`;
}

function changeText({ image }: ColourChange = {}): string {
  return image === undefined
    ? "the same image"
    : `image ${shortDigest(image.before)} → ${shortDigest(image.after)}`;
}
