import * as fc from "fast-check";
import * as kubernetes from "@pulumi/kubernetes";

import { innerRanges } from "../../../components/wiring/ranges";
import { ServiceWiring } from "../../../components/wiring/service-wiring";
import { variable, variablesOf } from "../../../components/wiring/variables";
import { wiringOf, type WiringConfig } from "../../../components/wiring/wiring";
import type { StoreAccess } from "../../../components/store/access";
import { record } from "../../support/recorder";
import { estate, platformOf, service } from "../../support/samples";
import { at, Tree } from "../../support/tree";

const host = (region: string, kind: string): string => `${kind}.${region}.db.example.com`;
const store = (name: string, regions: readonly string[], secret?: string): StoreAccess => ({
  name,
  engine: "postgresql",
  port: 5432,
  ranges: ["10.96.0.0/20"],
  secret,
  endpoints: Object.fromEntries(
    regions.map((region) => [region, { writer: host(region, "rw"), reader: host(region, "ro") }]),
  ),
});

const config: WiringConfig = {
  features: { mesh: "none" },
  domain: "shop.example.com",
  writer: "east",
  services: [service, { ...service, name: "order-service", path: "/orders" }],
  stores: [store("orders-db", ["east", "west"], "orders"), store("cache", ["east", "west", "south"])],
  outside: [
    { name: "payments", host: "api.payments.example.com", port: 443, ranges: ["203.0.113.0/24"] },
    { name: "mail", host: "smtp.mail.example.com", port: 587 },
  ],
};
const wired = (uses: readonly string[], region = "west", changes: Partial<WiringConfig> = {}) =>
  wiringOf({ ...config, ...changes }, { ...service, uses }, region);

describe("The wiring of a service", () => {
  test("writes where the writer is, and reads in its own region", () => {
    expect(wired(["orders-db"]).variables).toEqual({
      ORDERS_DB_ENGINE: "postgresql",
      ORDERS_DB_PORT: "5432",
      ORDERS_DB_READER_HOST: "ro.west.db.example.com",
      ORDERS_DB_WRITER_HOST: "rw.east.db.example.com",
      ORDERS_DB_WRITER_REGION: "east",
    });
  });

  test("reads in the writer's region where the store may not be in its own", () => {
    expect(wired(["orders-db"], "south").variables.ORDERS_DB_READER_HOST).toBe("ro.east.db.example.com");
  });

  test("follows the writer in two variables, and in nothing that a pod is made from", () => {
    const [before, after] = [
      wired(["orders-db", "mail"]),
      wired(["orders-db", "mail"], "west", { writer: "west" }),
    ];
    expect({
      ...after,
      variables: {
        ...after.variables,
        ORDERS_DB_WRITER_HOST: "rw.east.db.example.com",
        ORDERS_DB_WRITER_REGION: "east",
      },
    }).toEqual(before);
  });

  test("is told a host past the pool of connections, where there is one, that follows the writer", () => {
    const pooled = store("orders-db", ["east", "west"], "orders");
    const endpoints = Object.fromEntries(
      Object.entries(pooled.endpoints).map(([region, hosts]) => [
        region,
        { ...hosts, direct: { writer: host(region, "direct"), reader: host(region, "direct-ro") } },
      ]),
    );
    const told = wired(["orders-db"], "west", { stores: [{ ...pooled, endpoints }] });
    expect(told.variables.ORDERS_DB_DIRECT_HOST).toBe("direct.east.db.example.com");
    expect(wired(["orders-db"]).variables).not.toHaveProperty("ORDERS_DB_DIRECT_HOST");
  });

  test("calls services by the gateway, and reaches nothing of them", () => {
    const { variables, storeEgress, otherEgress } = wired(["order-service"]);
    expect(variables).toEqual({ ORDER_SERVICE_URL: "https://api.internal.shop.example.com:8443/orders" });
    expect(storeEgress).toEqual([]);
    expect(otherEgress).toEqual([
      {
        to: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "envoy-gateway-system" } },
            podSelector: {
              matchLabels: {
                "app.kubernetes.io/component": "proxy",
                "app.kubernetes.io/managed-by": "envoy-gateway",
              },
            },
          },
        ],
        ports: [{ port: 8443, protocol: "TCP" }],
      },
    ]);
  });

  test("reaches a host outside by its ranges, or by public addresses alone", () => {
    const { variables, otherEgress } = wired(["payments", "mail"]);
    expect(variables).toEqual({
      MAIL_HOST: "smtp.mail.example.com",
      MAIL_PORT: "587",
      PAYMENTS_HOST: "api.payments.example.com",
      PAYMENTS_PORT: "443",
    });
    expect(otherEgress).toEqual([
      { to: [{ ipBlock: { cidr: "203.0.113.0/24" } }], ports: [{ port: 443, protocol: "TCP" }] },
      {
        to: [{ ipBlock: { cidr: "0.0.0.0/0", except: innerRanges } }],
        ports: [{ port: 587, protocol: "TCP" }],
      },
    ]);
    for (const range of ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"])
      expect(innerRanges).toContain(range);
  });

  test("reaches stores by range and port, and asks for their secrets", () => {
    const { storeEgress, secrets } = wired(["orders-db", "cache"]);
    const rule = { to: [{ ipBlock: { cidr: "10.96.0.0/20" } }], ports: [{ port: 5432, protocol: "TCP" }] };
    expect(storeEgress).toEqual([rule, rule]);
    expect(secrets).toEqual([
      { variable: "ORDERS_DB_USERNAME", secret: "orders", property: "username" },
      { variable: "ORDERS_DB_PASSWORD", secret: "orders", property: "password" },
    ]);
  });

  describe("of a store that pods sign in to by their role", () => {
    const byRole: Partial<WiringConfig> = {
      stores: [
        { ...store("orders-db", ["east", "west"], "orders"), signIn: "role" },
        store("ledger", ["east", "west"], "ledger"),
      ],
    };
    const named = (secrets: readonly { readonly variable: string }[] = []): string[] =>
      secrets.map((one) => one.variable);

    test("asks for no secret of it for pods, and for its migrations still does", () => {
      const { secrets, migrationSecrets, storeEgress } = wired(["orders-db", "ledger"], "west", byRole);
      expect(named(secrets)).toEqual(["LEDGER_USERNAME", "LEDGER_PASSWORD"]);
      expect(named(migrationSecrets)).toEqual([
        "ORDERS_DB_USERNAME",
        "ORDERS_DB_PASSWORD",
        "LEDGER_USERNAME",
        "LEDGER_PASSWORD",
      ]);
      expect(storeEgress).toHaveLength(2);
      expect(wired(["ledger"], "west", byRole)).not.toHaveProperty("migrationSecrets");
      expect(wired(["orders-db"])).not.toHaveProperty("migrationSecrets");
    });

    test("says for which region a token of the host that reads is signed, before pods are given no password", () => {
      const may = { ...store("orders-db", ["east", "west"], "orders"), signInRegions: ["east", "west"] };
      const stores = [may, store("ledger", ["east", "west"], "ledger")];
      const regionOf = (region: string): unknown =>
        wired(["orders-db"], region, { stores }).variables.ORDERS_DB_READER_REGION;
      expect([regionOf("west"), regionOf("south")]).toEqual(["west", "east"]);
      expect(wired(["ledger"], "west", { stores }).variables).not.toHaveProperty("LEDGER_READER_REGION");
    });
  });

  test("says and reaches nothing of what it does not use", () => {
    expect(wired([])).toEqual({ variables: {}, secrets: [], storeEgress: [], otherEgress: [] });
  });

  test("gives, for any uses, the variables that each kind promises, and no more rules than uses", () => {
    const names = ["orders-db", "cache", "order-service", "payments", "mail"] as const;
    const kinds = { "orders-db": "store", cache: "store", "order-service": "service" } as const;
    fc.assert(
      fc.property(fc.subarray([...names]), (uses) => {
        const { variables, secrets, storeEgress, otherEgress } = wired(uses);
        const promised = uses.flatMap((use) =>
          variablesOf(use in kinds ? kinds[use as keyof typeof kinds] : "outside", use),
        );
        const given = [...Object.keys(variables), ...secrets.map((one) => one.variable)];
        // The cache asks for no login, and neither store has what only those have that the program makes.
        const missing =
          /^CACHE_(USERNAME|PASSWORD)$|_(DATABASE|TLS|TTL_SECONDS|BUCKET|BUCKET_REGION|DIRECT_HOST|READER_REGION)$/u;
        expect(given.sort()).toEqual(promised.filter((one) => !missing.test(one)).sort());
        expect(storeEgress.length + otherEgress.length).toBe(uses.length);
      }),
    );
  });

  test("names variables by their owner, no two owners' alike but for what follows", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/u);
    fc.assert(
      fc.property(name, name, (left, right) => {
        expect(variable(left, "PORT") === variable(right, "PORT")).toBe(left === right);
        expect(variable(left, "PORT")).toMatch(/^[A-Z][A-Z0-9_]*_PORT$/u);
      }),
    );
  });
});

describe("A writer that moves", () => {
  test("changes one ConfigMap of each service that writes, and no other object", () => {
    const production = { ...platformOf("production"), stores: config.stores };
    for (const one of production.services.map((each) => ({ ...each, uses: [...each.uses, "orders-db"] }))) {
      const before = wiringOf({ ...production, writer: "east" }, one, "west");
      const after = wiringOf({ ...production, writer: "west" }, one, "west");
      expect({ ...after, variables: {} }).toEqual({ ...before, variables: {} });
      expect(Object.keys(after.variables)).toEqual(Object.keys(before.variables));
    }
  });
});

describe("What a service is told", () => {
  const build = async (readsSecrets: boolean, wiring = wired(["orders-db"])): Promise<Tree> =>
    new Tree(
      await record(() => {
        const providers = [new kubernetes.Provider("kubernetes", {})];
        const namespace = new kubernetes.core.v1.Namespace("namespace", {}, { provider: providers[0]! });
        const args = { estate, service: "cart-service", wiring, readsSecrets, placement: { namespace } };
        return new ServiceWiring("wiring", args, { providers });
      }),
    );
  const secretType = "kubernetes:external-secrets.io/v1:ExternalSecret";

  test("is a ConfigMap of a name that never changes", async () => {
    const map = (await build(false)).one("kubernetes:core/v1:ConfigMap");
    expect(at(map, "metadata")).toMatchObject({
      name: "cart-service-wiring",
      namespace: "social-commerce-staging",
    });
    expect(at(map, "data")).toEqual(wired(["orders-db"]).variables);
  });

  test("is also a Secret out of the region's secret manager, which pods wait for", async () => {
    const tree = await build(true);
    const secret = tree.one(secretType);
    expect(at(secret, "metadata", "annotations")).toMatchObject({ "pulumi.com/waitFor": "condition=Ready" });
    expect(at(secret, "spec")).toEqual({
      refreshInterval: "15m",
      secretStoreRef: { kind: "ClusterSecretStore", name: "secrets-manager" },
      target: { name: "cart-service-stores", creationPolicy: "Owner", deletionPolicy: "Retain" },
      data: ["username", "password"].map((property) => ({
        secretKey: `ORDERS_DB_${property.toUpperCase()}`,
        remoteRef: { key: "social-commerce-staging/orders", property },
      })),
    });
    expect(tree.outputsOf(tree.one("platform:wiring:ServiceWiring"))).toEqual({
      summary: "5 variables, 2 from the secret manager",
    });
  });

  test("is no Secret where pods sign in by their role", async () => {
    const stores = [{ ...store("orders-db", ["east", "west"], "orders"), signIn: "role" } as const];
    const tree = await build(true, wired(["orders-db"], "west", { stores }));
    expect(tree.all.some(({ type }) => type === secretType)).toBe(false);
  });

  test("is no Secret where no secret manager can be read", async () => {
    expect((await build(false)).all.some(({ type }) => type === secretType)).toBe(false);
  });
});
