import fc from "fast-check";

import { endpointServices } from "../../../../components/region/network/endpoint-services";
import {
  brokenPrefixes,
  podDemand,
  podRoom,
  podRoomWithoutZone,
} from "../../../../components/region/network/pod-room";

const prefixes = fc.integer({ min: 16, max: 28 });

describe("The room for pods in a subnet", () => {
  // 2^(28-19) = 512 prefixes, less 2 of AWS's and 20 broken ones: 490, of which each node of 16 pods takes three.
  test.each([
    ["10.16.0.0/19", 162 * 16],
    ["10.16.0.0/21", 34 * 16],
    ["10.16.0.0/24", 0],
    ["10.16.0.0/28", 0],
  ])("of %s is %i: whole prefixes, of which a node takes three", (range, room) => {
    expect(podRoom(range)).toBe(room);
  });

  test("never counts more pods than addresses, and never fewer in a larger range", () => {
    fc.assert(
      fc.property(prefixes, (length) => {
        const room = podRoom(`10.0.0.0/${length}`);
        expect(room).toBeLessThanOrEqual(2 ** (32 - length) - 5);
        expect(podRoom(`10.0.0.0/${length - 1}`)).toBeGreaterThanOrEqual(room);
      }),
    );
  });

  test("leaves a prefix for each endpoint's interface, and as many again", () => {
    expect(brokenPrefixes).toBeGreaterThanOrEqual(2 * endpointServices.length);
  });

  test("in a network is that of all zones but the roomiest", () => {
    expect(podRoomWithoutZone(["10.0.0.0/19", "10.0.32.0/21", "10.0.64.0/19"])).toBe((162 + 34) * 16);
    expect(podRoomWithoutZone(["10.0.0.0/19"])).toBe(0);
    expect(podRoomWithoutZone([])).toBe(0);
  });
});

describe("The pods that a region runs at most", () => {
  test("are both colours at their ceilings in a roll-out, and the system's", () => {
    // 30 and 8 in surge, twice, is 76; a quarter more is 95.
    expect(podDemand([{ min: 3, max: 30 }])).toBe(95);
    expect(podDemand([])).toBe(0);
  });

  test("add up over services", () => {
    expect(
      podDemand([
        { min: 1, max: 8 },
        { min: 1, max: 4 },
      ]),
    ).toBe(2 * (10 + 5) + 8);
  });

  test("grow by a factor, as for a peak", () => {
    expect(podDemand([{ min: 3, max: 8 }], 10)).toBe(2 * 100 + 50);
    expect(podDemand([{ min: 3, max: 4 }], 1.1)).toBe(2 * (5 + 2) + 4);
  });
});
