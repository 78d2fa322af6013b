import type { Recorded } from "../../support/recorder";
import { at } from "../../support/tree";
import { build, relational, single, type World } from "./store-world";

const clusterType = "aws:rds/cluster:Cluster";
const globalType = "aws:rds/globalCluster:GlobalCluster";
const instanceType = "aws:rds/clusterInstance:ClusterInstance";

describe("A relational store over regions", () => {
  let world: World;
  beforeAll(async () => {
    world = await build(relational);
  });
  const one = (type: string, name?: string): Recorded => world.tree.one(type, name);
  const clusters = (): Recorded[] => world.tree.all.filter(({ type }) => type === clusterType);

  test("is one global cluster, of the region that it was made in and protected", () => {
    const global = one(globalType);
    expect(global.inputs).toMatchObject({
      globalClusterIdentifier: "social-commerce-staging-orders-db",
      engine: "aurora-postgresql",
      engineVersion: "17.4",
      databaseName: "orders",
      storageEncrypted: true,
      deletionProtection: true,
    });
    expect(world.tree.providerOf(global)?.name).toBe("us-west-2-aws");
    expect(global.protect).toBe(true);
    expect(global.ignoreChanges).toEqual(["databaseName", "sourceDbClusterIdentifier"]);
  });

  test("has in each region a cluster that differs by who was made first, and by nothing else", () => {
    const [first, copy] = ["us-west-2", "us-east-1"].map((region) => one(clusterType, `${region}-orders-db`));
    const { databaseName, masterUsername, masterPassword, ...rest } = first!.inputs;
    expect([databaseName, masterUsername, masterPassword]).toEqual(["orders", "platform", "[secret]"]);
    const { sourceRegion, ...others } = copy!.inputs;
    expect(sourceRegion).toBe("us-west-2");
    const text = (inputs: object): string =>
      JSON.stringify(Object.entries(inputs).sort()).replaceAll("us-west-2", "us-east-1");
    expect(text(others)).toBe(text(rest));
    expect(first!.ignoreChanges).toEqual(copy!.ignoreChanges);
  });

  test("is not torn apart by what a promotion changes, or by who asks", () => {
    for (const cluster of clusters()) {
      expect(cluster.protect).toBe(true);
      for (const property of [
        ...["globalClusterIdentifier", "replicationSourceIdentifier", "masterUsername"],
        ...["databaseName", "engineVersion", "sourceRegion", "availabilityZones"],
      ])
        expect(cluster.ignoreChanges).toContain(property);
      // A password that was made anew reaches the store.
      expect(cluster.ignoreChanges).not.toContain("masterPassword");
    }
  });

  test("is encrypted with a key of each region, private, logged, and restorable to any second of a month", () => {
    for (const cluster of clusters()) {
      const region = cluster.name.replace("-orders-db", "");
      expect(cluster.inputs).toMatchObject({
        storageEncrypted: true,
        kmsKeyId: `arn of ${region}-stores-key`,
        backupRetentionPeriod: 33,
        copyTagsToSnapshot: true,
        deleteAutomatedBackups: false,
        skipFinalSnapshot: false,
        clusterIdentifier: `social-commerce-staging-orders-db-${region}`,
        finalSnapshotIdentifier: `social-commerce-staging-orders-db-${region}-final`,
        deletionProtection: true,
        iamDatabaseAuthenticationEnabled: true,
        enabledCloudwatchLogsExports: ["postgresql"],
        port: 5432,
        globalClusterIdentifier: "social-commerce-staging-orders-db",
        dbSubnetGroupName: "social-commerce-staging-orders-db",
        vpcSecurityGroupIds: [`id of ${region}-orders-db-group`],
        tags: { "retention-class": "financial-7y", "recovery-tier": "critical" },
      });
      const waits = world.tree.waitsFor(cluster);
      expect(waits).toContain(`${region}-orders-db-logs`);
      const logs = one("aws:cloudwatch/logGroup:LogGroup", `${region}-orders-db-logs`);
      expect(logs.inputs).toMatchObject({
        name: `/aws/rds/cluster/social-commerce-staging-orders-db-${region}/postgresql`,
        kmsKeyId: `arn of ${region}-stores-key`,
        retentionInDays: 60,
        tags: { "retention-class": "traffic-90d" },
      });
    }
  });

  test("is first made whole where it was made first; copies wait for its instances", () => {
    expect(world.tree.waitsFor(one(clusterType, "us-east-1-orders-db"))).toEqual(
      expect.arrayContaining(["us-west-2-orders-db", "us-west-2-orders-db-1", "us-west-2-orders-db-2"]),
    );
    expect(world.tree.waitsFor(one(clusterType, "us-west-2-orders-db"))).not.toContain("us-east-1-orders-db");
  });

  test("refuses plain text, and takes as many connections as the check counts", () => {
    const group = one(
      "aws:rds/clusterParameterGroup:ClusterParameterGroup",
      "us-east-1-orders-db-parameters-17",
    );
    expect(group.inputs).toMatchObject({
      name: "social-commerce-staging-orders-db-17",
      family: "aurora-postgresql17",
      parameters: expect.arrayContaining([
        { name: "rds.force_ssl", value: "1", applyMethod: "immediate" },
        { name: "max_connections", value: "1622", applyMethod: "pending-reboot" },
      ]) as unknown,
    });
  });

  const boundIn = (of: World, region: string): unknown =>
    (
      of.tree.one("aws:rds/clusterParameterGroup:ClusterParameterGroup", `${region}-orders-db-parameters-17`)
        .inputs.parameters as { name: string }[]
    ).filter(({ name }) => name === "rds.global_db_rpo");

  test("bounds what its copies may be behind by what may be lost, where it was made, as AWS advises of two regions", () => {
    expect(boundIn(world, "us-west-2")).toEqual([
      { name: "rds.global_db_rpo", value: "300", applyMethod: "immediate" },
    ]);
    // After a failover nobody would be there to catch up, and commits would wait.
    expect(boundIn(world, "us-east-1")).toEqual([]);
  });

  test("bounds nothing where nobody asks for it, or where there is no copy", async () => {
    expect(boundIn(await build({ ...relational, boundLag: false }), "us-west-2")).toEqual([]);
    expect(boundIn(await build(single(relational)), "us-west-2")).toEqual([]);
  });

  test("has its instances in as many zones as there are, watched, and none that is public or upgrades itself", () => {
    const instances = world.tree.all.filter(({ type }) => type === instanceType);
    expect(
      instances.map(({ name, inputs }) => [name, inputs.availabilityZone, inputs.promotionTier]),
    ).toEqual([
      ["us-west-2-orders-db-1", "us-west-2a", 0],
      ["us-west-2-orders-db-2", "us-west-2b", 1],
      ["us-east-1-orders-db-1", "us-east-1a", 0],
      ["us-east-1-orders-db-2", "us-east-1b", 1],
      ["us-east-1-orders-db-3", "us-east-1c", 2],
      ["us-east-1-orders-db-4", "us-east-1a", 3],
    ]);
    for (const { inputs, ignoreChanges, name } of instances) {
      const region = name.slice(0, 9);
      expect(inputs).toMatchObject({
        identifier: `social-commerce-staging-orders-db-${region}-${name.at(-1)!}`,
        instanceClass: "db.r7g.large",
        publiclyAccessible: false,
        autoMinorVersionUpgrade: false,
        monitoringInterval: 60,
        monitoringRoleArn: `arn of ${region}-stores-monitoring`,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: `arn of ${region}-stores-key`,
      });
      expect(ignoreChanges).toEqual(["availabilityZone", "engineVersion"]);
    }
  });

  test("is reached on its port by the pods of its region and by the networks of the others, and by nobody else", () => {
    const rules = world.tree.all.filter(
      ({ type, name }) =>
        type.endsWith(":SecurityGroupIngressRule") && name.startsWith("us-east-1-orders-db"),
    );
    expect(
      rules.map(({ inputs }) => [
        inputs.referencedSecurityGroupId ?? inputs.cidrIpv4,
        inputs.fromPort,
        inputs.toPort,
      ]),
    ).toEqual([
      ["pods of us-east-1", 5432, 5432],
      ["10.48.0.0/16", 5432, 5432],
      ["10.32.0.0/16", 5432, 5432],
    ]);
    for (const { inputs } of rules) expect(inputs.securityGroupId).toBe("id of us-east-1-orders-db-group");
    expect(world.tree.all.filter(({ type }) => type.endsWith(":SecurityGroupEgressRule"))).toEqual([]);
    const group = one("aws:ec2/securityGroup:SecurityGroup", "us-east-1-orders-db-group");
    expect([group.inputs.ingress, group.inputs.egress]).toEqual([undefined, undefined]);
    expect(at(one("aws:rds/subnetGroup:SubnetGroup", "us-east-1-orders-db-subnets"), "subnetIds", 2)).toBe(
      "data subnet of us-east-1c",
    );
  });

  test("has one password, in the secret manager of each of its regions under that region's key", () => {
    const secret = one("aws:secretsmanager/secret:Secret");
    expect(secret.inputs).toMatchObject({
      name: "social-commerce-staging/orders-db",
      kmsKeyId: "arn of us-west-2-stores-key",
      replicas: [{ region: "us-east-1", kmsKeyId: "arn of us-east-1-stores-key" }],
      recoveryWindowInDays: 30,
    });
    expect([secret.protect, world.tree.providerOf(secret)?.name]).toEqual([true, "us-west-2-aws"]);
    const value = one("aws:secretsmanager/secretVersion:SecretVersion");
    expect(value.inputs.secretString).toBe("[secret]");
    expect(value.ignoreChanges).toEqual([]);
    const password = one("random:index/randomPassword:RandomPassword");
    expect([password.inputs.length, password.protect]).toEqual([40, true]);
  });

  test("tells its hosts by region, how pods sign in, and where a role may", async () => {
    const [access] = world.access;
    expect(access).toMatchObject({
      name: "orders-db",
      engine: "postgresql",
      port: 5432,
      secret: "orders-db",
      facts: { DATABASE: "orders", TLS: "required" },
      signInRegions: ["us-east-1", "us-west-2"],
    });
    expect(access!.signIn).toBe("password");
    expect((await build({ ...relational, signIn: "role" })).access[0]!.signIn).toBe("role");
    expect(Object.keys(access!.endpoints).sort()).toEqual(["us-east-1", "us-west-2"]);
    expect(access!.ranges).toEqual(
      ["us-west-2", "us-east-1"].flatMap((region) =>
        ["a", "b", "c"].map((zone) => `data range of ${region}${zone}`),
      ),
    );
  });

  test("has an alarm in each region at half of what may be lost", () => {
    const alarms = world.tree.all.filter(({ type }) => type.endsWith(":MetricAlarm"));
    expect(alarms.map(({ name }) => name).sort()).toEqual([
      "us-east-1-orders-db-lag",
      "us-west-2-orders-db-lag",
    ]);
    for (const { name, inputs } of alarms) {
      const topic = `arn of ${name.slice(0, 9)}-store-alarms`;
      expect(inputs).toMatchObject({
        name: `social-commerce-staging-${name}`,
        alarmDescription: `The copy of orders-db in ${name.slice(0, 9)} is behind. https://runbooks.example.com/StoreReplicationLag.md`,
        metricQueries: [
          {
            expression: `SELECT MAX(AuroraGlobalDBRPOLag) FROM "AWS/RDS" WHERE DBClusterIdentifier = 'social-commerce-staging-orders-db-${name.slice(0, 9)}'`,
            period: 60,
            returnData: true,
          },
        ],
        threshold: 150_000,
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 3,
        treatMissingData: "notBreaching",
        alarmActions: [topic],
        okActions: [topic],
      });
    }
  });

  test("lets RDS report on the machines of this environment, and nobody else take that role", () => {
    const role = one("aws:iam/role:Role", "us-east-1-stores-monitoring");
    const trust = JSON.parse(role.inputs.assumeRolePolicy as string) as { Statement: unknown[] };
    expect(trust.Statement).toEqual([
      {
        Sid: "Rds",
        Effect: "Allow",
        Principal: { Service: ["monitoring.rds.amazonaws.com"] },
        Action: ["sts:AssumeRole"],
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:rds:us-east-1:111122223333:db:social-commerce-staging-*" },
        },
      },
    ]);
  });
});

describe("A relational store of one region", () => {
  test("is a cluster alone, joined to nothing, and without an alarm that nothing feeds", async () => {
    const { tree } = await build(single(relational));
    expect(tree.all.filter(({ type }) => type === globalType || type.endsWith(":MetricAlarm"))).toEqual([]);
    const cluster = tree.one(clusterType);
    expect(cluster.inputs.globalClusterIdentifier).toBeUndefined();
    expect(tree.one("aws:secretsmanager/secret:Secret").inputs.replicas).toEqual([]);
    expect(tree.all.filter(({ type }) => type === instanceType)).toHaveLength(1);
  });
});
