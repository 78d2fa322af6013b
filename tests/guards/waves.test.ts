import fc from "fast-check";

import { inWaves, waveBefore, type WaveRegion } from "../../guards/waves";

const region = (
  name: string,
  role: WaveRegion["role"],
  state: WaveRegion["state"] = "active",
): WaveRegion => ({
  name,
  role,
  state,
});
const three = [
  region("eu-central-1", "standby"),
  region("us-east-1", "primary"),
  region("us-west-2", "secondary"),
];
const names = (regions: readonly WaveRegion[]): string[] => regions.map(({ name }) => name);

describe("The waves of a release", () => {
  test("reach the secondary first, then the primary, then the standby", () => {
    expect(names(inWaves(three))).toEqual(["us-west-2", "us-east-1", "eu-central-1"]);
    expect(three.map(({ name }) => waveBefore(three, name))).toEqual(["us-east-1", "us-west-2", undefined]);
  });

  test("give a new region its place by role and name", () => {
    const more = [...three, region("ap-south-1", "secondary")];
    expect(names(inWaves(more))).toEqual(["ap-south-1", "us-west-2", "us-east-1", "eu-central-1"]);
    expect(waveBefore(more, "us-west-2")).toBe("ap-south-1");
  });

  test("go around a lost region, which waits for nobody and nobody for it", () => {
    const lost = three.map((one) => (one.role === "primary" ? { ...one, state: "lost" as const } : one));
    expect(names(inWaves(lost))).toEqual(["us-west-2", "eu-central-1", "us-east-1"]);
    expect(waveBefore(lost, "eu-central-1")).toBe("us-west-2");
    expect(waveBefore(lost, "us-east-1")).toBeUndefined();
  });

  test("have no place for a region that is not there", () => {
    expect(waveBefore(three, "nowhere")).toBeUndefined();
    expect(waveBefore([], "nowhere")).toBeUndefined();
  });

  test("are one chain over every active region, in whatever order the regions come", () => {
    const some = fc.uniqueArray(
      fc.record({
        name: fc.string({ minLength: 1 }),
        role: fc.constantFrom("primary", "secondary", "standby"),
        state: fc.constantFrom("active", "lost"),
      }),
      { selector: ({ name }) => name },
    );
    fc.assert(
      fc.property(some, fc.infiniteStream(fc.nat()), (regions: WaveRegion[], numbers) => {
        const shuffled = regions
          .map((one) => ({ one, key: numbers.next().value as number }))
          .sort((left, right) => left.key - right.key)
          .map(({ one }) => one);
        expect(inWaves(shuffled)).toEqual(inWaves(regions));
        const active = names(inWaves(regions).filter(({ state }) => state === "active"));
        for (const { name } of regions) {
          const place = active.indexOf(name);
          expect(waveBefore(regions, name)).toBe(place > 0 ? active[place - 1] : undefined);
        }
      }),
    );
  });
});
