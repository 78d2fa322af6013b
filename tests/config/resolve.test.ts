import { profiles } from "../../config/profiles";
import { permittedToAll } from "../../config/resolve/messaging";
import { baseFile, edited } from "./base-file";
import { resolved } from "./resolved";

const base = resolved(baseFile);

describe("A stack file, resolved", () => {
  test("has buses, and what each queue takes from them and from topics", () => {
    expect(base.buses).toEqual([
      {
        name: "catalogue-events",
        types: ["product.changed", "product.removed"],
        holds: "operational-30d",
        archiveDays: 14,
      },
    ]);
    expect(base.queues).toMatchObject([
      {
        sources: [{ topic: "order-events", types: ["order.placed"] }],
        events: [{ bus: "catalogue-events", types: ["product.removed"] }],
        backlogPerReplica: 50,
      },
    ]);
  });

  test("holds in a queue what is sent to it, and all that its topics and buses carry", () => {
    const [queue] = base.queues;
    expect(queue).toMatchObject({ holds: ["operational-30d", "personal-90d"] });
    expect(queue).not.toHaveProperty("permitted");
    // Neither what it takes of them nor what a queue of others takes counts.
    const without = edited(baseFile, "      topics: { order-events: { types: [order.placed] } }\n", "");
    expect(resolved(without).queues[0]!.holds).toEqual(["operational-30d"]);
    const bus = edited(baseFile, "holds: operational-30d, archiveDays", "holds: audit-7y, archiveDays");
    expect(resolved(bus).queues[0]!.holds).toEqual(["audit-7y", "operational-30d", "personal-90d"]);
    const silent = edited(baseFile, "      holds: operational-30d # order-mails\n", "");
    expect(resolved(silent).queues).toEqual(base.queues);
  });

  test("has messages where their classes may be", () => {
    const limited = edited(
      edited(baseFile, "holds: operational-30d, archiveDays", "holds: financial-7y, archiveDays"),
      "residency: { financial-7y: [us-west-2, us-east-1] }",
      "residency: { financial-7y: [us-west-2, us-east-1, lab], personal-90d: [us-east-1, us-west-2] }",
    );
    const { topics, buses, queues } = resolved(limited);
    expect(topics).toMatchObject([{ holds: "personal-90d", permitted: ["us-east-1", "us-west-2"] }]);
    expect(buses).toMatchObject([{ holds: "financial-7y", permitted: ["us-west-2", "us-east-1", "lab"] }]);
    expect(queues).toMatchObject([{ permitted: ["us-west-2", "us-east-1"] }]);
    expect(base.topics[0]).not.toHaveProperty("permitted");
  });

  test.each([
    [[], undefined],
    [["operational-30d"], undefined],
    [
      ["audit-7y", "operational-30d"],
      ["a", "b"],
    ],
    [["audit-7y", "financial-7y"], ["b"]],
    [["audit-7y", "financial-7y", "personal-90d"], []],
  ] as const)("has %j where each of them is permitted", (classes, regions) => {
    const residency = { "audit-7y": ["a", "b"], "financial-7y": ["b", "c"], "personal-90d": ["c"] };
    expect(permittedToAll(classes, residency)).toEqual(regions);
  });

  test("archives events for as long as what is replayed last is gone in its class's time", () => {
    expect(resolved(edited(baseFile, "archiveDays: 14", "archiveDays: 75")).buses[0]!.archiveDays).toBe(75);
    const audits = "holds: audit-7y, archiveDays: 365";
    expect(resolved(edited(baseFile, "holds: operational-30d, archiveDays: 14", audits)).buses).toMatchObject(
      [{ holds: "audit-7y", archiveDays: 365 }],
    );
  });

  test("keeps what is written", () => {
    expect(base).toMatchObject({
      environment: "production",
      domain: "shop.example.com",
      owner: "platform-team",
      account: { id: "111122223333", deployRole: "platform-deployer" },
      apiAccess: {
        runnerNetwork: { vpcId: "vpc-0123456789abcdef0", cidr: "10.250.0.0/24", region: "eu-west-1" },
        publicCidrs: ["203.0.113.10/32"],
      },
      registry: "registry.example.com/shop",
      writer: "us-east-1",
      alerting: {
        runbooks: "https://runbooks.example.com/shop",
        objectiveWindowDays: 30,
        alarmMail: "on-call@example.com",
      },
      dns: { hostedZoneId: "Z0123456789EXAMPLE", healthCheckPath: "/users/health" },
      backups: [
        { name: "catalogue", retentionClass: "operational-30d", region: "us-east-1", copyTo: "us-west-2" },
        { name: "orders", retentionClass: "financial-7y", region: "us-east-1", copyTo: "us-west-2" },
      ],
    });
    expect(base.services[0]).toEqual({
      name: "cart-service",
      path: "/cart",
      port: 8082,
      objective: { availabilityPercent: 99.95, latencyMs: 500, latencyPercent: 99 },
      health: { liveness: "/health", readiness: "/ready" },
      resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "1", memory: "1Gi" } },
      scaling: { min: 3, max: 30 },
      requestsPerReplica: 120,
      backlog: "cart_queue_messages",
      connectionsPerReplica: 10,
      connectionLimit: 600,
      isolated: false,
      metrics: "/metrics",
      storage: "10Gi",
      access: { public: ["/cart/offers"], user: ["/cart", "/cart/mine"], admin: ["/cart/admin"] },
      balancing: "roundRobin",
      affinity: { cookie: "cart-pod", minutes: 30 },
      cors: { origins: ["https://www.example.com"] },
      uses: ["order-service", "payments-api"],
      publishes: [],
      rollout: {
        strategy: "canary",
        stable: "blue",
        steps: [30, 100],
        maximumStepPercent: 40,
        bakeSeconds: 900,
        acknowledgeRollback: "cart-rollback-7",
        databaseSchema: 119,
        freezes: [
          { name: "sale", start: "2026-11-27T04:00:00Z", end: "2026-11-28T08:00:00Z" },
          { name: "flash", start: "2026-11-28T07:15:00Z", end: "2026-11-28T09:00:00Z" },
          { name: "holidays", start: "2026-12-19T23:00:00Z", end: "2027-01-04T23:00:00Z" },
        ],
        drills: [
          {
            ...{ name: "failover", every: "quarter", day: "tuesday", startMinute: 600, endMinute: 720 },
            ...{ zone: "Europe/Berlin", except: ["2027-04-06"], regions: ["us-west-2"] },
          },
        ],
      },
      release: {
        blue: {
          version: "1.8.2",
          digest: `sha256:${"b".repeat(64)}`,
          capacityPercent: 100,
          schema: { min: 118, max: 119 },
          declared: true,
          weight: 70,
        },
        green: {
          version: "1.8.3",
          digest: `sha256:${"9".repeat(64)}`,
          capacityPercent: 40,
          schema: { min: 117, max: 120 },
          migration: { command: ["migrate", "--up"], timeoutSeconds: 300 },
          declared: true,
          weight: 30,
        },
      },
    });
  });

  test("has its regions and services in the order of their names, whatever the order in the file", () => {
    expect(base.regions.map(({ name }) => name)).toEqual(["lab", "us-east-1", "us-west-2"]);
    expect(base.services.map(({ name }) => name)).toEqual(["cart-service", "order-service"]);
    const renamed = resolved(edited(baseFile, "    cart-service:", "    zebra-service:"));
    expect(renamed.services.map(({ name }) => name)).toEqual(["order-service", "zebra-service"]);
  });

  test("gives a region its zones a, b and c, the full size, no users and the state active where it is silent", () => {
    const [, east, west] = base.regions;
    expect(west).toEqual({
      name: "us-west-2",
      role: "secondary",
      state: "active",
      capacityPercent: 50,
      trafficPercent: 20,
      ground: {
        kind: "aws",
        cidr: "10.32.0.0/16",
        zones: ["us-west-2a", "us-west-2b", "us-west-2c"],
        kubernetesVersion: "1.34",
        natGateways: "per-zone",
        interfaceEndpoints: true,
        messageServices: [],
        compute: "auto",
        // It starts with half of what stands in the file, and may be as large as any.
        nodes: {
          architecture: "amd64",
          limits: { cpu: "200", memory: "800Gi" },
          perZone: { min: 1, desired: 2, max: 10 },
        },
        addons: { "metrics-server": "v0.8.0-eksbuild.6" },
      },
    });
    expect(east).toMatchObject({ state: "active", capacityPercent: 100, trafficPercent: 80 });
  });

  test("keeps the written order of a region's zones, because addresses follow it", () => {
    const text = edited(
      baseFile,
      "[us-east-1a, us-east-1b, us-east-1c]",
      "[us-east-1d, us-east-1a, us-east-1b]",
    );
    expect(resolved(text).regions[1]).toMatchObject({
      ground: { zones: ["us-east-1d", "us-east-1a", "us-east-1b"] },
    });
  });

  test("knows of an existing cluster its context, and nothing of AWS", () => {
    expect(base.regions[0]).toEqual({
      name: "lab",
      role: "standby",
      state: "active",
      capacityPercent: 100,
      trafficPercent: 0,
      ground: { kind: "existing", context: "kind-lab", operators: "installed" },
    });
  });

  test("gives a service the port 8081, the actuator's paths, the profile's size and steps of half where it is silent", () => {
    expect(base.services[1]).toMatchObject({
      rollout: {
        strategy: "blue-green",
        stable: "blue",
        steps: [10, 50, 100],
        maximumStepPercent: 50,
        bakeSeconds: 600,
      },
      isolated: false,
      port: 8081,
      health: { liveness: "/actuator/health", readiness: "/actuator/health/readiness" },
      resources: profiles.production.resources,
      scaling: profiles.production.scaling,
    });
    const text = edited(baseFile, "environment: production", "environment: staging");
    const staging = resolved(edited(text, "vaults of production", "vaults of staging"));
    expect(staging.services[1]).toMatchObject({
      resources: profiles.staging.resources,
      scaling: profiles.staging.scaling,
    });
  });

  test("fills in one of the two health paths when the other is written", () => {
    const text = edited(baseFile, "{ liveness: /health, readiness: /ready }", "{ liveness: /api/health }");
    expect(resolved(text).services[0]?.health).toEqual({
      liveness: "/api/health",
      readiness: "/actuator/health/readiness",
    });
  });

  test("has a green colour even where none is declared: on blue's image, small, and without requests", () => {
    const { blue, green } = base.services[1]!.release;
    expect(blue).toEqual({
      version: "3.0.6",
      digest: `sha256:${"a".repeat(64)}`,
      capacityPercent: 100,
      declared: true,
      weight: 100,
    });
    expect(green).toEqual({ ...blue, capacityPercent: 10, declared: false, weight: 0 });
  });

  test("has its backups in the order of their names", () => {
    const more = "    audits: { retentionClass: audit-7y, region: us-west-2, copyTo: us-east-1 }\n";
    const text = edited(baseFile, "  social-commerce:recovery:", `${more}  social-commerce:recovery:`);
    expect(resolved(text).backups.map(({ name }) => name)).toEqual(["audits", "catalogue", "orders"]);
  });

  test("leaves the account and DNS out where no region needs them, and has neither backups nor tenants", () => {
    const text = `config:
  social-commerce:environment: development
  social-commerce:domain: shop.example.com
  social-commerce:owner: team
  social-commerce:registry: registry.example.com
  social-commerce:regions: { lab: { role: primary, existingCluster: { context: kind } } }
  social-commerce:writer: lab
  social-commerce:traffic: { lab: 100 }
  social-commerce:alerting: { runbooks: https://runbooks.example.com }
  social-commerce:services:
    cart-service: { path: /cart, paths: { public: [/cart] }, release: { greenPercent: 0, blue: { version: v1, digest: "sha256:${"a".repeat(64)}" } } }
`;
    expect(resolved(text).regions[0]!.ground).toEqual({
      kind: "existing",
      context: "kind",
      operators: "managed",
    });
    expect(resolved(text)).not.toHaveProperty("account");
    expect(resolved(text)).not.toHaveProperty("dns");
    expect(resolved(text).backups).toEqual([]);
    expect(resolved(text)).toMatchObject({ tenants: [], access: [] });
  });
});
