import * as pulumi from "@pulumi/pulumi";

import type { StoreAccess } from "../../../components/store/access";
import type { Recorded } from "../../support/recorder";
import { build, relational, single, type World } from "./store-world";

/** What an output came to be. */
const outputOf = (value: pulumi.Input<string>): Promise<string> =>
  new Promise((resolve) => {
    pulumi.output(value).apply(resolve);
  });

const proxyType = "aws:rds/proxy:Proxy";

describe("A relational store behind proxies", () => {
  let world: World;
  beforeAll(async () => {
    world = await build({ ...relational, proxy: true });
  });
  const all = (type: string): Recorded[] => world.tree.all.filter((one) => one.type === type);
  const statements = (text: unknown): object[] =>
    (JSON.parse(text as string) as { Statement: object[] }).Statement;

  test("has one in each of its regions, which takes roles over TLS alone, in the subnets of stores", () => {
    expect(
      all(proxyType)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["us-east-1-orders-db-proxy", "us-west-2-orders-db-proxy"]);
    for (const proxy of all(proxyType)) {
      const region = proxy.name.slice(0, 9);
      expect(proxy.inputs).toMatchObject({
        name: "social-commerce-staging-orders-db",
        engineFamily: "POSTGRESQL",
        requireTls: true,
        debugLogging: false,
        defaultAuthScheme: "IAM_AUTH",
        vpcSubnetIds: ["a", "b", "c"].map((zone) => `data subnet of ${region}${zone}`),
        vpcSecurityGroupIds: [`id of ${region}-orders-db-proxy-group`],
        idleClientTimeout: 1800,
        tags: { "retention-class": "financial-7y", "recovery-tier": "critical" },
      });
      expect(proxy.inputs.auths).toBeUndefined();
      expect(world.tree.waitsFor(proxy)).toContain(`${region}-orders-db-proxy-logs`);
    }
  });

  test("signs in as the services that use it, and as nobody else", () => {
    const rights = world.tree.one("aws:iam/rolePolicy:RolePolicy", "us-east-1-orders-db-proxy-rights");
    expect(statements(rights.inputs.policy)).toEqual([
      {
        Sid: "SignInAsServices",
        Effect: "Allow",
        Action: ["rds-db:connect"],
        Resource: ["order-service", "user-service"].map(
          (name) => `arn:aws:rds-db:us-east-1:111122223333:dbuser:*/${name}`,
        ),
      },
    ]);
    const role = world.tree.one("aws:iam/role:Role", "us-east-1-orders-db-proxy-role");
    expect(role.inputs.name).toBe("social-commerce-staging-us-east-1-orders-db-proxy");
    expect(statements(role.inputs.assumeRolePolicy)).toEqual([
      {
        Sid: "Rds",
        Effect: "Allow",
        Principal: { Service: ["rds.amazonaws.com"] },
        Action: ["sts:AssumeRole"],
      },
    ]);
  });

  test("leaves a tenth of the connections, and reads from instances that do not write", () => {
    const pool = world.tree.one(
      "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
      "us-east-1-orders-db-proxy-pool",
    );
    expect(pool.inputs.connectionPoolConfig).toEqual({
      maxConnectionsPercent: 90,
      connectionBorrowTimeout: 10,
    });
    const target = world.tree.one("aws:rds/proxyTarget:ProxyTarget", "us-east-1-orders-db-proxy-target");
    expect(target.inputs.dbClusterIdentifier).toBe("social-commerce-staging-orders-db-us-east-1");
    expect(world.tree.waitsFor(target)).toEqual(
      expect.arrayContaining(["us-east-1-orders-db-1", "us-east-1-orders-db-4"]),
    );
    const reader = world.tree.one("aws:rds/proxyEndpoint:ProxyEndpoint", "us-east-1-orders-db-proxy-reader");
    expect(reader.inputs).toMatchObject({
      dbProxyEndpointName: "social-commerce-staging-orders-db-ro",
      targetRole: "READ_ONLY",
      vpcSecurityGroupIds: ["id of us-east-1-orders-db-proxy-group"],
    });
    expect(world.tree.waitsFor(reader)).toContain("us-east-1-orders-db-proxy-target");
  });

  test("is reached by whom the store is, and reaches its cluster's port alone", () => {
    const ways = (kind: string, group: string): unknown[] =>
      all(`aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`)
        .filter(({ inputs }) => inputs.securityGroupId === `id of us-east-1-orders-db${group}-group`)
        .map(({ inputs }) => [
          inputs.referencedSecurityGroupId ?? inputs.cidrIpv4,
          inputs.fromPort,
          inputs.toPort,
        ]);
    expect(ways("Ingress", "-proxy")).toEqual([
      ["pods of us-east-1", 5432, 5432],
      ["10.48.0.0/16", 5432, 5432],
      ["10.32.0.0/16", 5432, 5432],
    ]);
    expect(ways("Egress", "-proxy")).toEqual([["id of us-east-1-orders-db-group", 5432, 5432]]);
    expect(ways("Ingress", "")).toContainEqual(["id of us-east-1-orders-db-proxy-group", 5432, 5432]);
    expect(ways("Egress", "")).toEqual([]);
  });

  test("writes its logs where they are encrypted and end", () => {
    const logs = world.tree.one("aws:cloudwatch/logGroup:LogGroup", "us-east-1-orders-db-proxy-logs");
    expect(logs.inputs).toMatchObject({
      name: "/aws/rds/proxy/social-commerce-staging-orders-db",
      kmsKeyId: "arn of us-east-1-stores-key",
      retentionInDays: 60,
    });
  });

  test("tells services the proxies' hosts, where to sign in, and where the password is taken", async () => {
    const [access] = world.access as [StoreAccess];
    expect(access.secret).toBe("orders-db");
    expect(await outputOf(access.endpoints["us-east-1"]!.direct!.writer)).toBe(
      "endpoint of us-east-1-orders-db",
    );
    expect(access.signInRegions).toEqual(["us-east-1", "us-west-2"]);
    expect(await outputOf(access.endpoints["us-east-1"]!.writer)).toBe(
      "endpoint of us-east-1-orders-db-proxy",
    );
    expect(await outputOf(access.endpoints["us-east-1"]!.reader)).toBe(
      "endpoint of us-east-1-orders-db-proxy-reader",
    );
  });
});

describe("A proxy", () => {
  const proxies = async (store: typeof relational): Promise<string[]> =>
    (await build(store)).tree.all.flatMap(({ type, name }) => (type === proxyType ? [name] : []));

  test("is there where it is asked for, somebody uses the store, and there are instances", async () => {
    expect(await proxies(relational)).toEqual([]);
    expect(await proxies({ ...relational, name: "ledger", proxy: true })).toEqual([]);
    const members = [
      { region: "us-east-1", instances: 0 },
      { region: "us-west-2", instances: 2 },
    ];
    expect(await proxies({ ...relational, proxy: true, members })).toEqual(["us-west-2-orders-db-proxy"]);
  });

  test("of a single instance has one endpoint for writing and reading", async () => {
    const { tree, access } = await build({ ...single(relational), proxy: true });
    expect(tree.all.filter(({ type }) => type === "aws:rds/proxyEndpoint:ProxyEndpoint")).toEqual([]);
    const { writer, reader } = access[0]!.endpoints["us-west-2"]!;
    expect(await outputOf(reader)).toBe(await outputOf(writer));
  });
});
