import { parse } from "yaml";

import { missingDumpName } from "../../components/backup/dump/missing-alarm";
import { completeOf, dumpName, partsOf } from "../../components/backup/dump/names";
import { missingBackupName, watchedKinds } from "../../components/backup/vaults/missing-alarm";
import { clusterAsStore, databasesAsStores } from "../../components/backup/recoverable";
import { pairBucketName, undeliveredName } from "../../components/backup/names";
import { ownKeys, readConfig } from "../../config/stack-file";
import { readPage } from "./pages";

const { config } = readConfig(
  ownKeys((parse(readPage("Pulumi.production.yaml")) as { config: Record<string, unknown> }).config),
);
const estate = { environment: "production", owner: "platform-team" } as const;
const { dumps = [], backups = [], account } = config ?? {};

/** Where production's dumps are put, and where they are copied. */
const buckets = dumps.flatMap(({ into }) =>
  backups
    .filter(({ name }) => name === into)
    .flatMap(({ region, copyTo }) => [region, copyTo])
    .map((region) => pairBucketName(estate, account?.id ?? "", into, region)),
);
const pages = ["docs/recovery.md", "docs/runbooks/BackupFailed.md", "docs/runbooks/BackupMissing.md"];
const text = pages.map(readPage).join("\n");
const found = (pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map(([, one = ""]) => one));

describe("What the pages about recovery have people type", () => {
  it("names the jobs of production's dumps, and no other", () => {
    expect(dumps).not.toEqual([]);
    // The image is named likewise, and runs for every job; alarms have the name at their end.
    const jobs = [...found(/(?<![a-z0-9-])([a-z0-9-]+-dump)(?![a-z]|-missing)/gu)].filter(
      (name) => name !== "postgresql-dump",
    );
    expect(jobs.sort()).toEqual(dumps.map(({ store }) => dumpName(store)).sort());
  });

  it("reads dumps of production where they are put and copied", () => {
    const read = [...found(/s3:\/\/([a-z0-9-]+)/gu)];
    expect(read).not.toEqual([]);
    expect(buckets).toEqual(expect.arrayContaining(read));
    const prefixes = dumps.flatMap(({ store }) => [partsOf(store), completeOf(store)]);
    const below = [...found(/\/((?:parts|complete)\/[a-z-]+\/)/gu)];
    expect(below).toHaveLength(2);
    expect(prefixes).toEqual(expect.arrayContaining(below));
  });

  it("copies anew out of a bucket into which production dumps", () => {
    const read = [...found(/arn:aws:s3:::([a-z0-9-]+)/gu)];
    expect(read).toHaveLength(1);
    expect(buckets).toEqual(expect.arrayContaining(read));
  });

  it("calls the alarm about a missing dump by its name", () => {
    const names = dumps.flatMap(({ store, into, region }) =>
      missingDumpName(pairBucketName(estate, account?.id ?? "", into, region), store),
    );
    const said = [...found(/([a-z0-9-]+-dump-missing)/gu)];
    expect(said).toHaveLength(1);
    expect(names).toEqual(expect.arrayContaining(said));
  });

  it("calls the alarms about missing backups by their names, one for each kind of stores that production has", () => {
    const { recovery, regions, stores } = config!;
    const kept = [
      ...regions.map(({ name }) => clusterAsStore(estate, account!, name)),
      ...databasesAsStores(estate, account!, stores),
    ];
    const kinds = [...watchedKinds(kept, recovery!.tiers).keys()];
    expect([...found(/`([a-z0-9-]+-backup-missing)`/gu)].sort()).toEqual(
      kinds.map((kind) => missingBackupName(estate, kind)).sort(),
    );
  });

  it("says which pairs nothing is dumped into, and no other", () => {
    const unused = backups.map(({ name }) => name).filter((name) => !dumps.some(({ into }) => into === name));
    expect([...found(/The pair `([a-z-]+)` is filled by\s+nothing/gu)]).toEqual(unused);
  });

  it("reads the queue of what was not told by its name", () => {
    expect([...found(/amazonaws\.com\/\d{12}\/([a-z-]+)/gu)]).toEqual([undeliveredName(estate)]);
  });
});
