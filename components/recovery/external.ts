import { dumpEveryMinutes } from "../backup/dump/schedule";
import { promisedByOwner, replicatedDump, type Channel } from "./channels";
import type { Objectives } from "./objectives";

/** What a store that was there before has to come back by: the word of whoever runs it, and our dumps. */
export function externalChannels(promise: Objectives | undefined, dumped: boolean): Channel[] {
  return [
    ...(promise === undefined ? [] : [promisedByOwner(promise)]),
    ...(dumped ? [replicatedDump(dumpEveryMinutes)] : []),
  ];
}
