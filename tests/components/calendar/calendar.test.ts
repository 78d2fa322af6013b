import { readFileSync } from "node:fs";

import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";

import { CalendarRules } from "../../../components/calendar/calendar-rules";
import { floorReplicas, hasFloor } from "../../../components/calendar/floors";
import { awsWindow, maintenanceWindow } from "../../../components/calendar/maintenance";
import { storeWindows } from "../../../components/store/windows";
import type { PlatformConfig } from "../../../config/model";
import { ownKeys, readConfig } from "../../../config/stack-file";
import { releaseProblems } from "../../../guards/release";
import { releaseFacts } from "../../../guards/release-facts";
import { baseFile, edited } from "../../config/base-file";
import { record } from "../../support/recorder";
import { estate, platformOf } from "../../support/samples";
import { Tree } from "../../support/tree";

const read = (text: string): PlatformConfig => {
  const { config, problems } = readConfig(
    ownKeys((parse(text) as { config: Record<string, unknown> }).config),
  );
  expect(problems).toEqual([]);
  return config!;
};

/** The rows of a table between two marks of a page, as cells. */
function tableIn(page: string, mark: string): string[][] {
  const [, between = ""] = page.split(new RegExp(`<!-- /?${mark} -->`, "u"));
  const rows = between.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

function floorRows(stack: string): string[][] {
  const { calendar, services, regions } = platformOf(stack);
  const minute = (instant: number): string =>
    new Date(instant * 1000).toISOString().slice(0, 16).replace("T", " ");
  return calendar.events.flatMap((event) =>
    services
      .filter(({ name }) => event.floors[name] !== undefined)
      .flatMap((service) =>
        regions.map(({ name, capacityPercent }) => [
          ...[stack, event.name, String(event.factor), service.name, name],
          ...[minute(event.start - event.leadSeconds), minute(event.end)],
          ...(["blue", "green"] as const).map((colour) =>
            String(floorReplicas(event, service, colour, capacityPercent)),
          ),
        ]),
      ),
  );
}

describe("The rules of a region's calendar", () => {
  test("are one object in the namespace of the services, found by the region's Prometheus", async () => {
    const { calendar, services, alerting } = platformOf("production");
    const tree = new Tree(
      await record(() => {
        const provider = new kubernetes.Provider("region", {});
        const namespace = new kubernetes.core.v1.Namespace("shop", {}, { provider });
        const definitions = new kubernetes.core.v1.ConfigMap("definitions", {}, { provider });
        const crds = { "monitoring.coreos.com": definitions as pulumi.Resource };
        new CalendarRules(
          "us-east-1-calendar",
          {
            ...{ estate, region: "us-east-1", regionPercent: 50, calendar, services, alerting },
            placement: { namespace, cluster: namespace, crds },
          },
          { providers: [provider] },
        );
      }),
    );
    const rules = tree.one("kubernetes:monitoring.coreos.com/v1:PrometheusRule");
    expect(rules.inputs.metadata).toMatchObject({
      name: "calendar",
      namespace: "social-commerce-staging",
      labels: { prometheus: "platform" },
    });
    expect(rules.deletedWith).toMatch(/::shop$/u);
    expect(tree.waitsFor(rules)).toEqual(expect.arrayContaining(["shop", "definitions"]));
    const [{ rules: all }] = (rules.inputs.spec as unknown as { groups: [{ rules: { record?: string }[] }] })
      .groups;
    // The mark of maintenance, a floor and an alert for each colour of four services.
    expect(all).toHaveLength(1 + 8 + 8);
    expect(tree.outputsOf(tree.one("platform:calendar:CalendarRules"))).toEqual({
      summary: "peaks: black-friday-2026 ×10, flash-sale-2026 ×15 · maintenance: monthly, weekly",
    });
  });
});

describe("The freezes of a calendar", () => {
  const cart = platformOf("production").services.find(({ name }) => name === "cart-service")!;

  /** What the guards say of a first step at a time. */
  const stepAt = (now: string): (string | undefined)[] =>
    releaseProblems(
      "route",
      releaseFacts(cart, { blue: 90, green: 10 }),
      { before: { weights: { blue: 100, green: 0 }, stable: "blue" } },
      { now },
    ).map(({ code }) => code);

  test.each([
    ["2026-11-27T03:59:59Z", []],
    ["2026-11-27T04:00:00Z", ["REL-23"]],
    ["2026-11-28T07:59:59Z", ["REL-23"]],
    ["2026-11-28T08:00:00Z", []],
    ["2026-11-30T23:15:00Z", ["REL-23"]],
    ["2026-12-18T05:00:00Z", ["REL-23"]],
    ["2027-01-04T11:00:00Z", []],
  ])("hold releases of every service in peaks, from their lead on, and in holidays: %s", (now, codes) => {
    expect(stepAt(now)).toEqual(codes);
  });

  test("are none where nothing is announced", () => {
    for (const { rollout } of platformOf("local").services) {
      expect(rollout).not.toHaveProperty("freezes");
      expect(rollout).not.toHaveProperty("drills");
    }
  });

  test("come with drills as well, in the regions that these name, or in all", () => {
    const { regions } = platformOf("production");
    const [everywhere] = cart.rollout.drills!;
    expect(everywhere!.regions).toEqual(regions.map(({ name }) => name));
    const { services, calendar } = read(baseFile);
    for (const drills of [calendar.drills, services[0]!.rollout.drills])
      expect(drills).toMatchObject([{ name: "failover", regions: ["us-west-2"] }]);
    const drillsIn = (region?: string) => releaseFacts(services[0]!, undefined, region).drills?.length;
    expect(["us-west-2", "lab", undefined].map(drillsIn)).toEqual([1, 0, 0]);
  });
});

describe("The floors of a peak", () => {
  const { calendar, services } = platformOf("production");
  const [blackFriday, flashSale] = calendar.events;
  const cart = services.find(({ name }) => name === "cart-service")!;
  const user = services.find(({ name }) => name === "user-service")!;

  test("are a service's floor times the factor, in the share of the region and of the colour, rounded up", () => {
    const floors = [100, 50, 15].map((percent) =>
      (["blue", "green"] as const).map((colour) => floorReplicas(flashSale!, cart, colour, percent)),
    );
    expect(floors).toEqual([
      [45, 16],
      [23, 8],
      [7, 3],
    ]);
    expect(blackFriday!.floors).toEqual({
      ...{ "cart-service": 30, "order-service": 30, "product-service": 40, "user-service": 30 },
    });
  });

  test("are those of the services that the peak names", () => {
    expect(Object.keys(flashSale!.floors)).toEqual(["cart-service", "order-service", "product-service"]);
    expect(hasFloor(calendar, user.name)).toBe(true);
    expect(hasFloor({ ...calendar, events: [flashSale!] }, user.name)).toBe(false);
  });

  test("begin and end when the clocks of the zone say so", () => {
    const iso = (instant: number): string => new Date(instant * 1000).toISOString();
    expect(calendar.events.map(({ start, end, leadSeconds }) => [iso(start), iso(end), leadSeconds])).toEqual(
      [
        ["2026-11-27T05:00:00.000Z", "2026-11-28T08:00:00.000Z", 3600],
        ["2026-12-01T00:00:00.000Z", "2026-12-01T02:00:00.000Z", 2700],
      ],
    );
  });

  test("are those that the page on the calendar tells, as are the regions' shares of maintenance", () => {
    const page = readFileSync("docs/calendar.md", "utf8");
    expect(tableIn(page, "floors")).toEqual(["production", "staging"].flatMap(floorRows));
    const config = platformOf("production");
    expect(tableIn(page, "slots")).toEqual(
      config.regions.map(({ name }) => {
        const { relational, document, cache } = storeWindows(config, name);
        expect(document).toEqual(relational);
        const stores = [relational!.maintenance, cache!.maintenance];
        return [name, awsWindow(maintenanceWindow(config, name)!), ...stores];
      }),
    );
  });

  test("raise the floor of the autoscalers themselves where they are held, and of no other service", () => {
    const held = read(
      edited(baseFile, "factor: 2,", "factor: 4,").replace("holdFloor: false", "holdFloor: true"),
    );
    const minimum = (name: string): number => held.services.find((one) => one.name === name)!.scaling.min;
    expect([minimum("order-service"), minimum("cart-service")]).toEqual([12, 3]);
    // The floor is of the service's own, not of the one that is held.
    expect(held.calendar.events.find(({ name }) => name === "flash")!.floors).toEqual({
      "order-service": 12,
    });
    const free = read(edited(baseFile, "factor: 2,", "factor: 4,"));
    expect(free.services.find((one) => one.name === "order-service")!.scaling.min).toBe(3);
  });
});
