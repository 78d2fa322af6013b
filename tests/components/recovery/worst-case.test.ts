import { backupTiers } from "../../../components/backup/tiers";
import {
  promisedByOwner,
  replicatedDump,
  replicatedObjects,
  vaultBackup,
} from "../../../components/recovery/channels";
import { recoveryTiers } from "../../../components/recovery/objectives";
import { brokenPromises, duration, worstCases } from "../../../components/recovery/worst-case";

const worst = (...channels: Parameters<typeof worstCases>[0]): unknown =>
  Object.fromEntries(worstCases(channels).map(({ scenario, worst: one }) => [scenario, one]));

describe("What is promised", () => {
  test("is R3's numbers, the strictest first", () => {
    expect(recoveryTiers.critical).toEqual({
      outage: { lossMinutes: 5, restoreMinutes: 15 },
      corruption: { lossMinutes: 15, restoreMinutes: 30 },
    });
    expect(recoveryTiers.standard.outage).toEqual({ lossMinutes: 60, restoreMinutes: 240 });
  });
});

describe("The worst case", () => {
  test("of AWS Backup is the time between two, and both windows of the job", () => {
    const loss = { lossMinutes: 660, restoreMinutes: 240 };
    expect(worst(vaultBackup(backupTiers["six-hourly"]))).toEqual({ outage: loss, corruption: loss });
    expect(worst(vaultBackup(backupTiers.daily))).toMatchObject({ outage: { lossMinutes: 1740 } });
  });

  test("of a dump is the time between two, its deadline, and the time of the copy where the region is gone", () => {
    expect(worst(replicatedDump(1440))).toMatchObject({
      outage: { lossMinutes: 1635 },
      corruption: { lossMinutes: 1620 },
    });
  });

  test("of objects is the fifteen minutes of S3, and nothing where every version is kept", () => {
    expect(worst(replicatedObjects())).toMatchObject({
      outage: { lossMinutes: 15, restoreMinutes: 0 },
      corruption: { lossMinutes: 0 },
    });
  });

  test("is that of the channel that loses least, and of two such of the faster", () => {
    const quick = { lossMinutes: 5, restoreMinutes: 20 };
    const slow = { lossMinutes: 5, restoreMinutes: 25 };
    const channels = [
      replicatedDump(1440),
      promisedByOwner({ outage: slow, corruption: slow }),
      promisedByOwner({ outage: quick, corruption: quick }),
    ];
    expect(worst(...channels)).toEqual({ outage: quick, corruption: quick });
  });

  test("is not known where nothing helps", () => {
    expect(worstCases([])).toEqual([{ scenario: "outage" }, { scenario: "corruption" }]);
  });
});

describe("A promise", () => {
  const promise = (lossMinutes: number, restoreMinutes: number) => [
    promisedByOwner({
      outage: { lossMinutes, restoreMinutes },
      corruption: { lossMinutes: 0, restoreMinutes: 0 },
    }),
  ];

  test("is kept up to its minute, in what is lost and in how long it takes", () => {
    expect(brokenPromises("critical", promise(5, 15))).toEqual([]);
    expect(brokenPromises("critical", promise(6, 15))).toHaveLength(1);
    expect(brokenPromises("critical", promise(5, 16))).toMatchObject([
      { scenario: "outage", promised: { lossMinutes: 5, restoreMinutes: 15 } },
    ]);
  });

  test("of five minutes is not kept by a pair of buckets alone", () => {
    expect(brokenPromises("critical", [replicatedObjects()]).map(({ scenario }) => scenario)).toContain(
      "outage",
    );
    expect(brokenPromises("standard", [replicatedObjects()])).toEqual([]);
  });

  test("of a cluster is kept by AWS Backup", () => {
    expect(brokenPromises("rebuildable", [vaultBackup(backupTiers["six-hourly"])])).toEqual([]);
    expect(brokenPromises("standard", [vaultBackup(backupTiers["six-hourly"])])).toHaveLength(2);
  });

  test("is broken in every scenario where nothing helps", () => {
    expect(brokenPromises("rebuildable", [])).toHaveLength(2);
  });
});

describe("A duration", () => {
  test.each([
    [0, "nothing"],
    [15, "15 min"],
    [60, "1 h"],
    [1635, "1 d 3 h 15 min"],
  ])("of %i minutes reads %s", (minutes, text) => {
    expect(duration(minutes)).toBe(text);
  });
});
