import { readFileSync } from "node:fs";

import { releaseWatchHook, type WatchedRoute } from "../../../components/service/watch-hook";
import { record } from "../../support/recorder";

/** What is watched: the hook's own arguments, and the inputs that the engine would hand it. */
export interface Watched extends WatchedRoute {
  readonly oldInputs: object;
  readonly newInputs: object;
}

/** Runs the watch of a route as the engine would, in a process of its own that somebody may kill. */
const watched = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as Watched;
void record(() => {
  const hook = releaseWatchHook("route", watched);
  process.stdout.write("watching\n");
  const { oldInputs, newInputs } = watched;
  void hook.callback({ urn: "", id: "", name: "", type: "", oldInputs, newInputs });
});
