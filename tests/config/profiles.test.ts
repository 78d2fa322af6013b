import { environments, profiles } from "../../config/profiles";
import { bytes, milliCores } from "../../config/schema/quantity";
import { replicaCeiling } from "../../config/schema/service";

describe("The environment profiles", () => {
  test("are development, staging and production", () => {
    expect([...environments]).toEqual(["development", "staging", "production"]);
    expect(Object.keys(profiles)).toEqual([...environments]);
  });

  // R1, number by number.
  test.each([
    ["development", ["250m", "256Mi"], ["500m", "512Mi"], [1, 2], 2, "one", false],
    ["staging", ["500m", "512Mi"], ["1000m", "1Gi"], [2, 5], 3, "per-zone", true],
    ["production", ["1000m", "1Gi"], ["2000m", "2Gi"], [3, 20], 3, "per-zone", true],
  ] as const)(
    "give %s what the business asks for",
    (name, requests, limits, scaling, zones, natGateways, interfaceEndpoints) => {
      expect(profiles[name]).toMatchObject({
        resources: {
          requests: { cpu: requests[0], memory: requests[1] },
          limits: { cpu: limits[0], memory: limits[1] },
        },
        scaling: { min: scaling[0], max: scaling[1] },
        minimumZones: zones,
        natGateways,
        interfaceEndpoints,
      });
    },
  );

  test("run no operator alone where users depend on it, keep 100 GiB of series there, and two Prometheus in production", () => {
    const { development, staging, production } = profiles;
    expect(development.operators).toEqual({
      replicas: 1,
      proxies: { min: 1, max: 2 },
      prometheus: { replicas: 1, storageGi: 10, memory: "1Gi" },
    });
    for (const { operators, minimumZones } of [staging, production]) {
      expect(operators.replicas).toBeGreaterThanOrEqual(2);
      expect(operators.prometheus.storageGi).toBe(100);
      expect(operators.proxies.min).toBeGreaterThanOrEqual(2);
      expect(operators.proxies.max).toBeGreaterThan(minimumZones);
    }
    expect(production.operators.prometheus.replicas).toBe(2);
    expect(production.operators.proxies.min).toBeGreaterThanOrEqual(production.minimumZones);
  });

  test("ask for no more than they allow, and never for more replicas than the platform's hundred", () => {
    expect(replicaCeiling).toBe(100);
    for (const { resources, scaling } of Object.values(profiles)) {
      expect(milliCores(resources.requests.cpu)).toBeLessThanOrEqual(milliCores(resources.limits.cpu));
      expect(bytes(resources.requests.memory)).toBeLessThanOrEqual(bytes(resources.limits.memory));
      expect(scaling.min).toBeLessThanOrEqual(scaling.max);
      expect(scaling.max).toBeLessThanOrEqual(replicaCeiling);
    }
  });
});

describe("Quantities", () => {
  test.each([
    ["250m", 250],
    ["1000m", 1000],
    ["2", 2000],
  ])("of processors compare in thousandths: %s", (quantity, expected) => {
    expect(milliCores(quantity)).toBe(expected);
  });

  test.each([
    ["256Mi", 268_435_456],
    ["1Gi", 1_073_741_824],
    ["1024Mi", 1_073_741_824],
  ])("of memory compare in bytes: %s", (quantity, expected) => {
    expect(bytes(quantity)).toBe(expected);
  });
});
