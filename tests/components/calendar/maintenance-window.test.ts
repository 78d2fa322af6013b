import { awsWindow, maintenanceWindow } from "../../../components/calendar/maintenance";
import type { PlatformConfig, Region } from "../../../config/model";
import { platformOf, region } from "../../support/samples";

const production = platformOf("production");
const shares = (config: Pick<PlatformConfig, "calendar" | "regions">, least?: number): string[] =>
  config.regions.map(({ name }) => {
    const slot = maintenanceWindow(config, name, least);
    return `${name} ${slot === undefined ? "none" : awsWindow(slot)}`;
  });

describe("The weekly maintenance window", () => {
  test("is shared out to the regions in the order of releases, one after another", () => {
    expect(shares(production)).toEqual([
      "eu-central-1 sun:03:20-sun:04:00",
      "us-east-1 sun:02:40-sun:03:20",
      "us-west-2 sun:02:00-sun:02:40",
    ]);
  });

  test("overlaps as little as can be where shares must be longer", () => {
    expect(shares(production, 60)).toEqual([
      "eu-central-1 sun:03:00-sun:04:00",
      "us-east-1 sun:02:30-sun:03:30",
      "us-west-2 sun:02:00-sun:03:00",
    ]);
    expect(shares(production, 600)[0]).toBe("eu-central-1 sun:02:00-sun:04:00");
  });

  test("does not move when a region is lost", () => {
    const oneLost = production.regions.map((one): Region =>
      one.name === "us-west-2" ? { ...one, state: "lost" } : one,
    );
    expect(shares({ ...production, regions: oneLost })).toEqual(shares(production));
  });

  test("is a region's alone where there is one, and counts no cluster that was there already", () => {
    const there: Region = {
      ...region,
      name: "lab",
      ground: { kind: "existing", context: "lab", operators: "installed" },
    };
    const regions = [region, there];
    expect(shares({ ...production, regions })).toEqual(["us-east-1 sun:02:00-sun:04:00", "lab none"]);
  });

  test("is there only where the calendar has one", () => {
    const calendar = {
      ...production.calendar,
      maintenance: production.calendar.maintenance.filter(({ every }) => every !== "week"),
    };
    expect(calendar.maintenance).toHaveLength(1);
    expect(maintenanceWindow({ ...production, calendar }, "us-east-1")).toBeUndefined();
    expect(maintenanceWindow(production, "eu-west-1")).toBeUndefined();
  });
});
