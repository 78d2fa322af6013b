import { checkStackFile } from "../../config/stack-file";
import { baseFile, edited } from "./base-file";
import { yearly } from "./cases/recovery-times";

const tier = (name: string, keepDays: number): string =>
  `${name}: { keepDays: ${keepDays}, lock: { minimumDays: 7, maximumDays: 3000 } }`;
const withTiers = (tiers: string, file = baseFile): string => edited(file, yearly, tiers);
const archiveHolds = (holds: string): string =>
  edited(baseFile, "holds: operational-30d # archive", `holds: ${holds}`);

/** What is told of the tiers, by path and what was found. */
const told = (file: string): string[] =>
  checkStackFile(file)
    .filter(({ path }) => path.includes("recovery.tiers"))
    .map(({ path, found }) => `${path.replace("social-commerce:recovery.", "")}: ${found}`);

describe("A tier of backups", () => {
  test("may be kept for as long as the records in use may be", () => {
    expect(told(withTiers(tier("daily", 90)))).toEqual([]);
    expect(told(withTiers(tier("yearly", 2923)))).toEqual([]);
  });

  test("is refused beyond what a class in use may be kept for", () => {
    expect(told(withTiers(tier("yearly", 2923), archiveHolds("financial-7y")))).toContain(
      "tiers.yearly.keepDays: 2923, longer than financial-7y may be kept, which would have no yearly backups",
    );
  });

  test("is allowed what the class of the shortest time may be kept for", () => {
    const file = withTiers(tier("daily", 2923), archiveHolds("financial-7y"));
    const daily = checkStackFile(file).filter(({ path }) => path.endsWith("recovery.tiers.daily.keepDays"));
    expect(daily.map(({ found, allowed }) => [found, allowed])).toEqual([
      [
        "2923, longer than operational-30d, financial-7y may be kept, which would have no daily backups",
        "at most 90",
      ],
    ]);
  });

  test("names every class that it would leave out, and leaves others to themselves", () => {
    expect(told(withTiers(tier("weekly", 91), archiveHolds("personal-90d")))).toEqual([
      "tiers.weekly.keepDays: 91, longer than operational-30d, personal-90d may be kept, which would have no weekly backups",
    ]);
    expect(told(withTiers(tier("monthly", 400), archiveHolds("personal-90d")))).toEqual([]);
  });

  test("leaves no class out where backups are optional either, and nothing is promised of clusters there", () => {
    const tiers = ["six-hourly", "daily"].map((name) => tier(name, 91)).join("\n      ");
    const production = told(withTiers(tiers)).map((line) => line.split(":")[0]);
    expect(production).toEqual(["tiers.six-hourly.keepDays", "tiers.daily.keepDays", "tiers", "tiers"]);
    const staging = told(edited(withTiers(tiers), "environment: production", "environment: staging"));
    expect(staging.map((line) => line.split(":")[0])).toEqual([
      "tiers.six-hourly.keepDays",
      "tiers.daily.keepDays",
    ]);
  });
});
