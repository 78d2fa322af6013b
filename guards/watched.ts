import type { Observed, ReleaseFacts, Step } from "./facts";
import type { Guard } from "./guard";
import { isMarked } from "./marks";
import {
  atRest,
  completionOf,
  formerStable,
  greenPercentFor,
  servedWeights,
  shiftOf,
  shortDigest,
} from "./shift";

/** No step on a share that nobody watched to its end. */
export const watchedShare: Guard = {
  code: "REL-19",
  refuses:
    "A further step, or the end of a release, without the watch's mark for the shares and the image that serve: an update that was killed leaves them unwatched.",
  remedy:
    "Go back, and step again: the same edit once more changes no route, so nothing would watch it. Going back needs no watch.",
  asked: ["route"],
  needs: "the watch's mark",
  judge: (release, step, observed) => {
    const mark = observed?.mark;
    if (mark === undefined || !goesOn(release, step, observed) || fits(release, step, observed)) return [];
    const back = greenPercentFor(formerStable(release, step, observed), 100);
    const green = servedWeights(step, observed)?.green ?? 0;
    return [
      {
        path: `${release.path}.${completionOf(release, step) === undefined ? "greenPercent" : "stable"}`,
        found:
          mark === null
            ? "no mark of the watch"
            : `a mark for greenPercent ${mark.weights.green}, ${shortDigest(mark.digest)}`,
        allowed: `the watch's mark for greenPercent ${green}`,
        remedy: `set greenPercent to ${back}, which needs no watch, and step again`,
      },
    ];
  },
};

/** A share bakes before the next step. */
export const baked: Guard = {
  code: "REL-20",
  refuses:
    "A further step, or the end of a release, before the shares that serve have stood for `bakeSeconds`.",
  remedy: "Wait, or go back.",
  asked: ["route"],
  needs: "the watch's mark, the time",
  judge: (release, step, observed) => {
    const { mark, now } = observed ?? {};
    if (now === undefined || !mark || !goesOn(release, step, observed)) return [];
    if (!fits(release, step, observed)) return [];
    const seconds = Math.floor((Date.parse(now) - Date.parse(mark.since)) / 1000);
    if (seconds >= release.bakeSeconds) return [];
    return [
      {
        path: `${release.path}.${completionOf(release, step) === undefined ? "greenPercent" : "stable"}`,
        found: Number.isNaN(seconds) ? "a mark without a time" : `shares that have stood for ${seconds} s`,
        allowed: `${release.bakeSeconds} s or more (release.bakeSeconds)`,
        remedy: "wait, or go back",
      },
    ];
  },
};

/** A release that was rolled back gets requests again only when somebody says that they know. */
export const acknowledged: Guard = {
  code: "REL-21",
  refuses: "A step forward after the watch rolled back, unless the stack file names that rollback.",
  remedy:
    "Mend the release; then set acknowledgeRollback to the id of the rollback, or leave the old shares.",
  asked: ["route"],
  needs: "the rollback on the live route",
  judge: (release, step, observed) => {
    const id = observed?.rollback?.id;
    if (id === undefined || id === release.acknowledgeRollback) return [];
    if (!shiftOf(release, step, observed)?.forward) return [];
    return [
      {
        path: `${release.path}.acknowledgeRollback`,
        found: release.acknowledgeRollback ?? "nothing",
        allowed: id,
        remedy: `find out why it was rolled back; then set release.acknowledgeRollback to ${id}`,
      },
    ];
  },
};

/** A step away from a stable colour that serves everything starts a release; every other one goes on with it. */
function goesOn(release: ReleaseFacts, step?: Step, observed?: Observed): boolean {
  if (completionOf(release, step) !== undefined) return true;
  return (shiftOf(release, step, observed)?.forward ?? false) && !atRest(release, step, observed);
}

/** Whether the mark on the live route is about the shares, and the image, that serve. */
function fits(release: ReleaseFacts, step?: Step, observed?: Observed): boolean {
  const [weights, stable] = [servedWeights(step, observed), formerStable(release, step, observed)];
  const { colours } = release;
  return weights !== undefined && isMarked(observed?.mark, { weights, stable, colours });
}
