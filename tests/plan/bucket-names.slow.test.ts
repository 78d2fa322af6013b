import { reservedBucketNames } from "../../components/storage/bucket-names";
import { planOf } from "../support/plans";
import { platformOf } from "../support/samples";

const { account, backups, environment, regions, stores } = platformOf("production");

describe("The buckets of production", () => {
  it("are all of names that the check of bucket names knows, and no two of one", async () => {
    const plan = await planOf("production");
    const names = plan.resources
      .filter(({ type }) => type === "aws:s3/bucket:Bucket")
      .map(({ inputs }) => inputs.bucket as string);
    const purposes = [
      ...backups.map(({ name }) => name),
      ...stores.filter(({ kind }) => kind === "objects").map(({ name }) => name),
      ...reservedBucketNames.keys(),
    ];
    const known = purposes.flatMap((purpose) =>
      regions.map((region) => `${purpose}-${environment}-${region.name}-${account!.id}`),
    );
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    // Each reserved name is some bucket's.
    for (const purpose of purposes)
      expect(names.filter((name) => name.startsWith(`${purpose}-${environment}-`))).not.toEqual([]);
  }, 120_000);
});
