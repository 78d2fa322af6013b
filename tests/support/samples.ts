import { readFileSync } from "node:fs";

import { parse } from "yaml";

import type { Account, PlatformConfig, Region, Service, Tenant } from "../../config/model";
import { profiles } from "../../config/profiles";
import { ownKeys, readConfig } from "../../config/stack-file";
import type { Estate } from "../../components/lib/estate";

/** The platform of one of the repository's stack files. */
export function platformOf(stack: string): PlatformConfig {
  const { config } = parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8")) as {
    config: Record<string, unknown>;
  };
  const reading = readConfig(ownKeys(config));
  if (reading.config === undefined) throw new RangeError(`Pulumi.${stack}.yaml has problems`);
  return reading.config;
}

export const estate: Estate = { environment: "staging", owner: "platform-team" };

export const account: Account = { id: "111122223333", deployRole: "platform-deployer" };

export type AwsGround = Extract<Region["ground"], { kind: "aws" }>;

export const awsGround: AwsGround = {
  kind: "aws",
  cidr: "10.16.0.0/16",
  zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
  kubernetesVersion: "1.35",
  natGateways: "per-zone",
  interfaceEndpoints: true,
  compute: "auto",
  nodes: {
    architecture: "amd64",
    limits: { cpu: "48", memory: "192Gi" },
    perZone: { min: 2, desired: 3, max: 5 },
  },
  addons: {},
};

/** A region on AWS. */
export const region: Region = {
  name: "us-east-1",
  role: "primary",
  state: "active",
  capacityPercent: 100,
  trafficPercent: 80,
  ground: awsGround,
};

/** A tenant that the gateway does not reach. */
export const tenant: Tenant = {
  name: "brand-a",
  owner: "team-brand-a",
  costCenter: "4711",
  quota: { cpu: "1500m", memory: "40Gi", pods: 100, storage: "100Gi", volumes: 20 },
  regions: ["us-east-1"],
  state: "active",
  deleteData: false,
};

/** A service in the middle of a release. */
export const service: Service = {
  name: "cart-service",
  path: "/cart",
  port: 8082,
  objective: { availabilityPercent: 99.9, latencyMs: 1000, latencyPercent: 95 },
  health: { liveness: "/actuator/health", readiness: "/actuator/health/readiness" },
  metrics: "/actuator/prometheus",
  access: { public: [], user: ["/cart"], admin: [] },
  balancing: "leastRequest",
  uses: [],
  publishes: [],
  resources: profiles.staging.resources,
  scaling: { min: 4, max: 30 },
  requestsPerReplica: 75,
  isolated: false,
  rollout: {
    strategy: "blue-green",
    stable: "blue",
    steps: [10, 50, 100],
    maximumStepPercent: 50,
    bakeSeconds: 600,
  },
  release: {
    blue: {
      version: "1.8.2",
      digest: `sha256:${"b".repeat(64)}`,
      capacityPercent: 100,
      declared: true,
      weight: 90,
    },
    green: {
      version: "1.8.3",
      digest: `sha256:${"9".repeat(64)}`,
      capacityPercent: 25,
      declared: true,
      weight: 10,
    },
  },
};

/** What the hooks of a service's objects are told. */
export const guarded = (of: Service = service) => ({
  service: of,
  region: "us-east-1",
  namespace: "shop",
  regionPercent: 100,
  watch: { connection: { kind: "context", context: "kind" } as const, userPercent: 80 },
  notes: { changes: {} },
});
