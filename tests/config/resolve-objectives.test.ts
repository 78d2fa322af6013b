import { baseFile, edited } from "./base-file";
import { resolved } from "./resolved";

const base = resolved(baseFile);

describe("The objectives of a stack file, resolved", () => {
  test("promise 99.9 % answered, and 95 % within a second, where it is silent", () => {
    expect(base.services[1]?.objective).toEqual({
      availabilityPercent: 99.9,
      latencyMs: 1000,
      latencyPercent: 95,
    });
  });

  test.each([
    ["availabilityPercent: 99.95, ", { availabilityPercent: 99.9, latencyMs: 500, latencyPercent: 99 }],
    ["latencyMs: 500, ", { availabilityPercent: 99.95, latencyMs: 1000, latencyPercent: 99 }],
    [", latencyPercent: 99", { availabilityPercent: 99.95, latencyMs: 500, latencyPercent: 95 }],
  ])("fills in one part of an objective when the others are written: without %s", (left, objective) => {
    expect(resolved(edited(baseFile, left, "")).services[0]?.objective).toEqual(objective);
  });

  test("promise over 28 days where it is silent: four whole weeks", () => {
    const text = edited(baseFile, ", objectiveWindowDays: 30", "");
    expect(resolved(text).alerting).toEqual({
      runbooks: "https://runbooks.example.com/shop",
      objectiveWindowDays: 28,
      alarmMail: "on-call@example.com",
    });
  });
});
