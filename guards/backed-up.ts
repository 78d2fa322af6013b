import { dumpPatienceMinutes } from "../components/backup/dump/schedule";
import type { DumpedStore, LastDump, ReleaseFacts, Step } from "./facts";
import type { Guard } from "./guard";

/** What a migration could break has been dumped a short while ago. */
export const backedUp: Guard = {
  code: "REL-26",
  refuses:
    "A migration while the last dump of a store that the service uses is older than the time between two and the time that one may take, or cannot be seen: nobody could have back what it breaks.",
  remedy:
    "Make a dump, as docs/runbooks/BackupMissing.md tells, and run the update again. A release without a migration is free.",
  asked: ["migration"],
  needs: "the last dump of each store",
  judge: (release, step, observed = {}) => {
    const { dumps = {}, now = "" } = observed;
    return (release.dumps ?? []).flatMap((dumped) => {
      const fault = faultOf(dumped, dumps[dumped.store], Date.parse(now));
      return fault === undefined ? [] : [{ path: pathOf(release, step), ...fault }];
    });
  },
};

function faultOf({ store, region }: DumpedStore, last: LastDump | null | undefined, now: number) {
  // Nobody looked; or nothing makes dumps yet, and this very update brings it.
  if (last === undefined || last === null) return undefined;
  if (last.kind === "unseen")
    return {
      found: `a migration, without sight of the dumps of ${store} in ${region}: ${last.why}`,
      allowed: "a migration whose stores were dumped, as the cluster that dumps them says",
      remedy: `mend the way to the cluster of ${region}, and run the update again; if the region is lost, set regions.${region}.state to lost`,
    };
  const minutes = Math.floor((now - Date.parse(last.at)) / 60_000);
  if (!(minutes > dumpPatienceMinutes)) return undefined;
  const told =
    last.kind === "done"
      ? `the last dump of ${store} was done ${timeText(minutes)} ago`
      : `${store} was never dumped, since ${last.at}`;
  return {
    found: `a migration, while ${told}`,
    allowed: `at most ${timeText(dumpPatienceMinutes)}`,
    remedy: `make a dump now, by the command in docs/runbooks/BackupMissing.md for ${region}, and run the update again`,
  };
}

function pathOf({ path }: ReleaseFacts, { migrating }: Step = {}): string {
  return migrating === undefined ? path : `${path}.${migrating}.migration`;
}

/** `31 h`, `27 h 5 min` */
function timeText(minutes: number): string {
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ""}`;
}
