import type { Colour } from "../config/model";
import { isProven, markAnnotations, markOf, parseWatched, type Serving } from "../guards/marks";
import { type ServiceRef, type RouteRule, type WatchedCluster, withWeights } from "./cluster";
import { judge, type WatchedShift } from "./judge";
import type { Prometheus } from "./prometheus";
import { readTraffic, trafficQuery } from "./queries";
import { rollbackMark } from "./rollback";
import type { Sample } from "./sample";
import type { WatchSettings } from "./settings";
import { formatWeights, goesBack, receiverOf, type Shift } from "./shift";
import { WatchError } from "./watch-error";

/** What the watch needs of the world. */
export interface WatchDeps {
  /** Time, in milliseconds since 1970. */
  readonly now: () => number;
  /** Waits for so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** The region's cluster. */
  readonly cluster: WatchedCluster;
  /** The region's Prometheus. */
  readonly prometheus: Prometheus;
  /** Tells whoever runs the update. */
  readonly log: (line: string) => void;
}

/** A shift of traffic that has just happened. */
export interface Release extends Shift {
  /** Name of the region. */
  readonly region: string;
  /** The service. */
  readonly service: ServiceRef;
  /** The rules of the route, as the program wrote them with the new weights. */
  readonly rules: readonly RouteRule[];
  /** The colour to which every step is free. */
  readonly stable: Colour;
  /** Image of each colour. */
  readonly colours: Serving["colours"];
  /** Whether users are sent to the region. */
  readonly expectsTraffic: boolean;
  /** The numbers. */
  readonly settings: WatchSettings;
}

/** Watches a shift to its end. Ends well, or puts the old weights back and fails with a {@link WatchError}. */
export async function watchRelease(deps: WatchDeps, release: Release): Promise<void> {
  const { cluster, log } = deps;
  const { service, settings, expectsTraffic } = release;
  const receiver = receiverOf(release);
  if (receiver === undefined) return;
  const since = new Date(deps.now()).toISOString();
  if (goesBack(release, release.stable)) {
    log(`${formatWeights(release.after)}: going back is not watched`);
    return markBack(deps, release, since);
  }
  const by = expectsTraffic
    ? "errors, time to answer and pods"
    : "pods alone, because no users are sent here";
  log(`${formatWeights(release.after)}: watching ${receiver} for ${settings.windowSeconds} s by ${by}`);
  const reason = await look(deps, release, { receiver, expectsTraffic, settings });
  if (reason !== undefined) return takeBack(deps, release, reason);
  await leaveMark(deps, release, since);
  // The program has just written these rules, so nothing is lost with the lock of an acknowledged rollback.
  const unlocked = await cluster.unlock(service);
  if (!unlocked.ok) log(`the lock of the last rollback is still there: ${unlocked.why}`);
  log(`${receiver} is well: ${formatWeights(release.after)} stands`);
}

/** On a first deployment nothing served before, so there is nothing to compare with or to go back to. */
export async function markFirst(deps: WatchDeps, release: Marked): Promise<void> {
  await leaveMark(deps, release, new Date(deps.now()).toISOString());
}

/** Going back must not fail for want of a mark. Without one that fits, the next step leads all the way back first. */
async function markBack(deps: WatchDeps, release: Marked, since: string): Promise<void> {
  const { cluster, log } = deps;
  const live = await cluster.readRoute(release.service);
  const mark = live.ok ? parseWatched(live.route?.annotations[markAnnotations.watched]) : undefined;
  const serving = { ...release, weights: release.after };
  const answer = isProven(mark, serving)
    ? await cluster.mark(release.service, markOf(serving, since))
    : ({ ok: false, why: "nobody watched as large a share of this image" } as const);
  if (!answer.ok) log(`${formatWeights(release.after)} is not marked as watched: ${answer.why}`);
}

/** Looks until there is a verdict. Returns what was found wrong; nothing when all is well. */
async function look(deps: WatchDeps, release: Release, shift: WatchedShift): Promise<string | undefined> {
  const { settings } = shift;
  const start = deps.now();
  const history: Sample[] = [];
  const tell = teller(deps);
  for (let next = settings.intervalSeconds; ; next += settings.intervalSeconds) {
    // A look that took long delays the next one, but does not shift all that follow.
    await deps.sleep(Math.max(0, start + next * 1000 - deps.now()));
    history.push(await sample(deps, release, shift, start));
    const verdict = judge(history, shift);
    if (verdict.kind === "promote") return undefined;
    if (verdict.kind === "roll back") return verdict.reason;
    tell((deps.now() - start) / 1000, verdict.waitingFor);
  }
}

async function sample(
  { now, cluster, prometheus }: WatchDeps,
  { service }: Release,
  { receiver, expectsTraffic, settings }: WatchedShift,
  start: number,
): Promise<Sample> {
  const at = (now() - start) / 1000;
  const of = { namespace: service.namespace, service: service.name, colour: receiver };
  const [pods, answer] = await Promise.all([
    cluster.readPods(service, receiver),
    expectsTraffic ? prometheus.query(trafficQuery(of, at, settings)) : undefined,
  ]);
  return { at, pods, traffic: answer?.ok === true ? readTraffic(answer.results, settings) : undefined };
}

/** Says what is waited for when that changes, and each minute; never more than that. */
function teller({ log }: WatchDeps): (seconds: number, waitingFor: string) => void {
  let said = "";
  let saidAt = 0;
  return (seconds, waitingFor) => {
    // Numbers grow with each look, and are no change.
    const subject = waitingFor.replaceAll(/\d+/gu, "");
    if (subject === said && seconds - saidAt < 60) return;
    said = subject;
    saidAt = seconds;
    log(`after ${Math.round(seconds)} s: waiting for ${waitingFor}`);
  };
}

/** The part of a release that its mark is made of. */
type Marked = Pick<Release, "after" | "colours" | "service" | "stable">;

/** Without the mark the next step would be refused, so a watch that cannot leave it has not ended well. */
async function leaveMark({ cluster }: WatchDeps, release: Marked, since: string): Promise<void> {
  const { service, after } = release;
  const answer = await cluster.mark(service, markOf({ ...release, weights: after }, since));
  if (answer.ok) return;
  throw new WatchError(
    `${formatWeights(after)} serves, but the route could not be marked as watched (${answer.why}); ` +
      "when the cluster answers, go back and step again",
  );
}

/** Tries again for so long to put the old weights back, in milliseconds; each try has the patience of any request. */
const putBackForMs = 60_000;

async function takeBack(deps: WatchDeps, release: Release, reason: string): Promise<never> {
  const { cluster, now, sleep } = deps;
  const { service, before, after, rules, region } = release;
  const mark = rollbackMark({ region, service: service.name, before, after, reason, time: now() });
  const old = withWeights(service.name, rules, before);
  const until = now() + putBackForMs;
  let answer = await cluster.putBack(service, old, mark);
  while (!answer.ok && now() < until) {
    await sleep(5000);
    answer = await cluster.putBack(service, old, mark);
  }
  throw new WatchError(
    answer.ok
      ? `${reason}. ${formatWeights(before)} serves again. Set greenPercent back to ${before.green}; ` +
          `after the repair, release.acknowledgeRollback: ${mark.id} lets the next step through`
      : `${reason}. The old weights could NOT be put back (${answer.why}): ${formatWeights(after)} STILL SERVES. ` +
          `Set greenPercent to ${before.green}, and run the update again`,
  );
}
