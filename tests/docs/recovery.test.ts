import { parse } from "yaml";

import { dumpName } from "../../components/backup/dump/names";
import { pairBucketName, undeliveredName } from "../../components/backup/names";
import { ownKeys, readConfig } from "../../config/stack-file";
import { readPage } from "./pages";

const { config } = readConfig(
  ownKeys((parse(readPage("Pulumi.production.yaml")) as { config: Record<string, unknown> }).config),
);
const estate = { environment: "production", owner: "platform-team" } as const;
const { dumps = [], backups = [], account } = config ?? {};

/** Where production's dumps are put, and where they are copied: `bucket/store`. */
const places = dumps.flatMap(({ store, into }) =>
  backups
    .filter(({ name }) => name === into)
    .flatMap(({ region, copyTo }) => [region, copyTo])
    .map((region) => `${pairBucketName(estate, account?.id ?? "", into, region)}/${store}`),
);
const pages = ["docs/recovery.md", "docs/runbooks/BackupFailed.md", "docs/runbooks/BackupMissing.md"];
const text = pages.map(readPage).join("\n");
const found = (pattern: RegExp): Set<string> =>
  new Set([...text.matchAll(pattern)].map(([, one = ""]) => one));

describe("What the pages about recovery have people type", () => {
  it("names the jobs of production's dumps, and no other", () => {
    expect(dumps).not.toEqual([]);
    // The image is named likewise, and runs for every job.
    const jobs = [...found(/(?<![a-z0-9-])([a-z0-9-]+-dump)(?![a-z])/gu)].filter(
      (name) => name !== "postgresql-dump",
    );
    expect(jobs).toEqual(dumps.map(({ store }) => dumpName(store)));
  });

  it("reads dumps where production's are copied", () => {
    for (const place of found(/s3:\/\/([^/\s]+\/[^/\s]+)/gu)) expect(places).toContain(place);
    expect(found(/s3:\/\/([^/\s]+\/[^/\s]+)/gu).size).toBe(1);
  });

  it("copies anew out of a bucket into which production dumps", () => {
    const buckets = places.map((place) => place.split("/")[0]);
    for (const bucket of found(/arn:aws:s3:::([a-z0-9-]+)/gu)) expect(buckets).toContain(bucket);
    expect(found(/arn:aws:s3:::([a-z0-9-]+)/gu).size).toBe(1);
  });

  it("says which pairs nothing is dumped into, and no other", () => {
    const unused = backups.map(({ name }) => name).filter((name) => !dumps.some(({ into }) => into === name));
    expect([...found(/The pair `([a-z-]+)` is filled by\s+nothing/gu)]).toEqual(unused);
  });

  it("reads the queue of what was not told by its name", () => {
    expect([...found(/amazonaws\.com\/\d{12}\/([a-z-]+)/gu)]).toEqual([undeliveredName(estate)]);
  });
});
