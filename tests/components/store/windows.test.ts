import { snapshotBeside, storeWindows } from "../../../components/store/windows";
import type { RecurringWindow } from "../../../config/model";
import { platformOf } from "../../support/samples";
import { build, cache, cidrs, document, relational } from "./store-world";

const production = platformOf("production");
const weekly = production.calendar.maintenance.find(({ every }) => every === "week")!;
const windowsOf = (region: string, changes: Partial<RecurringWindow> = {}) => {
  const calendar = { ...production.calendar, maintenance: [{ ...weekly, ...changes }] };
  return storeWindows({ ...production, calendar }, region);
};
const regions = production.regions.map(({ name }) => name).sort();

const minutes = (clock: string): number => {
  const [hours = 0, rest = 0] = clock.split(":").map(Number);
  return hours * 60 + rest;
};
const length = (window: string): number => {
  const [start = "", end = ""] = window.replaceAll(/[a-z]{3}:/gu, "").split("-");
  return minutes(end) - minutes(start);
};

describe("The windows of a region's stores", () => {
  test("are its share of the weekly maintenance, and a snapshot apart from it and from every backup", () => {
    const window = { day: "sunday", startMinute: 120, endMinute: 240 } as const;
    const starts = regions.map((region) => windowsOf(region, window).relational);
    expect(starts.map((one) => one!.maintenance)).toEqual([
      "sun:02:00-sun:02:40",
      "sun:02:40-sun:03:20",
      "sun:03:20-sun:04:00",
    ]);
    // Backups begin at midnight, at two, after the maintenance at four, and at six, each within an hour.
    expect(starts.map((one) => one!.snapshot)).toEqual(["05:00-06:00", "01:00-02:00", "01:00-02:00"]);
  });

  test.each(regions)("are as long in %s as AWS asks for each kind, and never at once", (region) => {
    for (const [startMinute, endMinute] of [
      [120, 240],
      [840, 960],
      [1200, 1320],
      [480, 600],
    ] as const) {
      const windows = windowsOf(region, { startMinute, endMinute });
      expect(Object.keys(windows).sort()).toEqual(["cache", "document", "relational"]);
      for (const [kind, { maintenance, snapshot }] of Object.entries(windows)) {
        expect([kind, length(maintenance) >= (kind === "cache" ? 60 : 30)]).toEqual([kind, true]);
        expect(length(snapshot)).toBe(60);
        const [[from = 0, to = 0], [begin = 0, end = 0]] = [maintenance, snapshot].map((one) =>
          one
            .replaceAll(/[a-z]{3}:/gu, "")
            .split("-")
            .map(minutes),
        ) as [number[], number[]];
        expect([region, end <= from - 30 || begin >= to + 30]).toEqual([region, true]);
        expect(end).toBeLessThan(24 * 60);
      }
    }
  });

  test("are AWS's to choose where the calendar has no weekly maintenance, and on no other cluster", () => {
    const calendar = { ...production.calendar, maintenance: [] };
    expect(storeWindows({ ...production, calendar }, "us-east-1")).toEqual({});
    expect(windowsOf("elsewhere")).toEqual({});
  });
});

test.each([
  [
    { startMinute: 90, endMinute: 1439 },
    { startMinute: 0, endMinute: 60 },
  ],
  [
    { startMinute: 89, endMinute: 1349 },
    { startMinute: 1379, endMinute: 1439 },
  ],
  [{ startMinute: 89, endMinute: 1350 }, undefined],
])("The snapshot beside maintenance at %j, without backups, is at %j", (maintenance, expected) => {
  expect(snapshotBeside(maintenance, [])).toEqual(expected);
});

test.each([
  // As late before it as can be, in steps of ten minutes, or as soon after it.
  [150, 240, [0, 2, 6], { startMinute: 60, endMinute: 120 }],
  [149, 240, [0, 2, 6], { startMinute: 270, endMinute: 330 }],
  [149, 240, [0, 2, 5, 6], { startMinute: 420, endMinute: 480 }],
  [120, 240, Array.from({ length: 24 }, (_, hour) => hour), undefined],
])(
  "The snapshot beside maintenance from %d to %d and backups at %j is at %j",
  (startMinute, endMinute, hours, expected) => {
    expect(snapshotBeside({ startMinute, endMinute }, hours)).toEqual(expected);
  },
);

describe("Stores", () => {
  test("are worked on in the windows of their kind and region", async () => {
    const { tree } = await build(relational, document, cache);
    const found = tree.all.flatMap(({ type, inputs }) => {
      const maintenance = inputs.preferredMaintenanceWindow ?? inputs.maintenanceWindow;
      const snapshot = inputs.preferredBackupWindow ?? inputs.snapshotWindow;
      return maintenance === undefined ? [] : [[type.split("/")[0], maintenance, snapshot]];
    });
    const expected = Object.keys(cidrs)
      .filter((region) => region.startsWith("us-"))
      .flatMap((region) =>
        [
          ["aws:rds", "relational"],
          ["aws:docdb", "document"],
          ["aws:elasticache", "cache"],
        ].flatMap(([type, kind = ""]) => [
          [type, `maintenance of ${kind} in ${region}`, `snapshot of ${kind} in ${region}`],
        ]),
      );
    const sorted = (list: unknown[]): string[] => [...new Set(list.map((one) => JSON.stringify(one)))].sort();
    expect(sorted(found.filter(([, , snapshot]) => snapshot !== undefined))).toEqual(sorted(expected));
    // Instances have no snapshots of their own, and are worked on with their cluster.
    const instances = found.filter(([, , snapshot]) => snapshot === undefined);
    expect(instances).toHaveLength(4 + 2 + 3);
    for (const [type, maintenance] of instances)
      expect(maintenance).toMatch(
        type === "aws:rds" ? /^maintenance of relational in us-/u : /^maintenance of document in us-/u,
      );
  });
});
