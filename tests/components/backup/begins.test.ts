import * as aws from "@pulumi/aws";

import { Backups } from "../../../components/backup/backups";
import {
  beginHours,
  hoursInMaintenance,
  meetsMaintenance,
  schedulesOf,
  type Maintenance,
} from "../../../components/backup/begins";
import { clusterAsStore } from "../../../components/backup/recoverable";
import { backupTierNames, backupTiers, type BackupTier } from "../../../components/backup/tiers";
import { record } from "../../support/recorder";
import { account, estate } from "../../support/samples";
import { Tree } from "../../support/tree";

interface Rule {
  readonly ruleName: string;
  readonly schedule: string;
}

/** Backups of one cluster, whose stores are maintained. */
const build = async (maintenance: Maintenance): Promise<Tree> =>
  new Tree(
    await record(() => {
      const regions = ["us-east-1", "us-west-2"];
      const providers = new Map(
        regions.map((region) => [region, new aws.Provider(`${region}-aws`, { region })]),
      );
      return new Backups("backups", {
        ...{ estate, account, backups: [], dumps: [], providers, residency: {}, maintenance },
        networks: new Map(),
        runbooks: "https://runbooks.example.com",
        stores: [clusterAsStore(estate, account, "us-east-1")],
        recovery: { copyTo: ["us-west-2"], lock: {}, tiers: backupTiers, notify: [], audit: false },
      });
    }),
  );

describe("Backups beside maintenance", () => {
  const sunday = { day: "sunday", startMinute: 120, endMinute: 240 } as const;
  const { daily, weekly } = backupTiers;

  test.each([
    [0, false],
    [1, true],
    [3, true],
    [4, false],
  ])("meet it or not at %d o'clock", (hour, meets) => {
    expect(meetsMaintenance(hour, sunday)).toBe(meets);
  });

  test("follow it on its day where they yield, at the next full hour", () => {
    expect(schedulesOf(daily, sunday)).toEqual([
      { suffix: "", expression: "cron(0 2 ? * MON,TUE,WED,THU,FRI,SAT *)" },
      { suffix: "-after-maintenance", expression: "cron(0 4 ? * SUN *)" },
    ]);
    expect(schedulesOf(daily, { ...sunday, endMinute: 241 })[1]?.expression).toBe("cron(0 5 ? * SUN *)");
  });

  test("are where they were without it, away from it, and where they do not yield", () => {
    const whole = (tier: BackupTier) => [{ suffix: "", expression: tier.schedule }];
    expect(schedulesOf(daily, undefined)).toEqual(whole(daily));
    expect(schedulesOf(daily, { ...sunday, startMinute: 240, endMinute: 300 })).toEqual(whole(daily));
    expect(schedulesOf(weekly, { day: "saturday", startMinute: 480, endMinute: 540 })).toEqual(whole(weekly));
    expect(hoursInMaintenance(weekly, { ...sunday, startMinute: 480, endMinute: 540 })).toEqual([]);
    expect(beginHours({ daily, weekly }, sunday)).toEqual([2, 4, 8]);
    expect(beginHours({ daily, weekly }, undefined)).toEqual([2, 8]);
  });

  test.each(backupTierNames)("of %s are at the hours that their schedule says", (name) => {
    const { schedule, hours, weekday }: BackupTier = backupTiers[name];
    const [, written = "", weekdays = ""] = /^cron\(0 (\S+) \S+ \S+ (\S+) \*\)$/u.exec(schedule) ?? [];
    const [from = 0, every] = written.split("/").map(Number);
    expect(hours).toEqual(every === undefined ? [from] : [0, 1, 2, 3].map((time) => from + time * every));
    expect(weekday?.slice(0, 3).toUpperCase() ?? "none").toBe(/^[A-Z]/u.test(weekdays) ? weekdays : "none");
  });

  test("are two rules of a plan, into the same vault for as long", async () => {
    const rules = (await build(sunday)).one("aws:backup/plan:Plan").inputs.rules as unknown as Rule[];
    const [own, after, ...more] = rules.filter(({ ruleName }) => ruleName.startsWith("daily"));
    expect(more).toEqual([]);
    expect([own!.ruleName, after!.ruleName]).toEqual(["daily", "daily-after-maintenance"]);
    expect({ ...after, ruleName: "daily", schedule: own!.schedule }).toEqual(own);
    expect(after!.schedule).toBe("cron(0 4 ? * SUN *)");
  });
});
