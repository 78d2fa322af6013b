import { build, document, single, type World } from "./store-world";

const clusterType = "aws:docdb/cluster:Cluster";

describe("A document store over regions", () => {
  let world: World;
  beforeAll(async () => {
    world = await build(document);
  });

  test("is one global cluster, of the region that it was made in and protected", () => {
    const global = world.tree.one("aws:docdb/globalCluster:GlobalCluster");
    expect(global.inputs).toEqual({
      globalClusterIdentifier: "social-commerce-staging-catalogue",
      engine: "docdb",
      engineVersion: "5.0.0",
      storageEncrypted: true,
      deletionProtection: true,
    });
    expect([global.protect, world.tree.providerOf(global)?.name]).toEqual([true, "us-east-1-aws"]);
    expect(global.ignoreChanges).toEqual(["databaseName", "sourceDbClusterIdentifier"]);
  });

  test("has in each region a cluster that differs by who was made first, and by nothing else", () => {
    const [first, copy] = ["us-east-1", "us-west-2"].map((region) =>
      world.tree.one(clusterType, `${region}-catalogue`),
    );
    const { masterUsername, masterPassword, ...rest } = first!.inputs;
    expect([masterUsername, masterPassword]).toEqual(["platform", "[secret]"]);
    const text = (inputs: object): string =>
      JSON.stringify(Object.entries(inputs).sort()).replaceAll("us-west-2", "us-east-1");
    expect(text(copy!.inputs)).toBe(text(rest));
    for (const cluster of [first!, copy!]) {
      expect(cluster.protect).toBe(true);
      expect([...cluster.ignoreChanges].sort()).toEqual([
        ...["availabilityZones", "engineVersion", "globalClusterIdentifier", "masterUsername"],
      ]);
    }
  });

  test("is encrypted with a key of each region, audited, and restorable to any second of a month", () => {
    for (const region of ["us-east-1", "us-west-2"]) {
      const cluster = world.tree.one(clusterType, `${region}-catalogue`);
      expect(cluster.inputs).toMatchObject({
        storageEncrypted: true,
        kmsKeyId: `arn of ${region}-stores-key`,
        backupRetentionPeriod: 31,
        skipFinalSnapshot: false,
        clusterIdentifier: `social-commerce-staging-catalogue-${region}`,
        finalSnapshotIdentifier: `social-commerce-staging-catalogue-${region}-final`,
        deletionProtection: true,
        enabledCloudwatchLogsExports: ["audit"],
        port: 27017,
        globalClusterIdentifier: "social-commerce-staging-catalogue",
        dbSubnetGroupName: "social-commerce-staging-catalogue",
        dbClusterParameterGroupName: "social-commerce-staging-catalogue-5-0",
        vpcSecurityGroupIds: [`id of ${region}-catalogue-group`],
      });
      expect(world.tree.waitsFor(cluster)).toContain(`${region}-catalogue-logs`);
      expect(
        world.tree.one("aws:cloudwatch/logGroup:LogGroup", `${region}-catalogue-logs`).inputs,
      ).toMatchObject({
        name: `/aws/docdb/social-commerce-staging-catalogue-${region}/audit`,
        retentionInDays: 2557,
        tags: { "retention-class": "audit-7y" },
      });
    }
  });

  test("refuses plain text and old TLS, and records sign-ins, users and collections, and no document", () => {
    const group = world.tree.one(
      "aws:docdb/clusterParameterGroup:ClusterParameterGroup",
      "us-east-1-catalogue-parameters-5.0",
    );
    expect(group.inputs).toMatchObject({
      family: "docdb5.0",
      parameters: [
        { name: "tls", value: "tls1.2+", applyMethod: "pending-reboot" },
        { name: "audit_logs", value: "ddl", applyMethod: "pending-reboot" },
      ],
    });
  });

  test("has its instances in as many zones as there are, and none where it is told to have none", () => {
    const instances = world.tree.all.filter(
      ({ type }) => type === "aws:docdb/clusterInstance:ClusterInstance",
    );
    expect(
      instances.map(({ name, inputs }) => [name, inputs.availabilityZone, inputs.promotionTier]),
    ).toEqual([
      ["us-east-1-catalogue-1", "us-east-1a", 0],
      ["us-east-1-catalogue-2", "us-east-1b", 1],
      ["us-east-1-catalogue-3", "us-east-1c", 2],
    ]);
    for (const { inputs, ignoreChanges } of instances) {
      expect(inputs).toMatchObject({
        instanceClass: "db.r6g.large",
        autoMinorVersionUpgrade: false,
        enablePerformanceInsights: true,
        performanceInsightsKmsKeyId: "arn of us-east-1-stores-key",
      });
      expect(ignoreChanges).toEqual(["availabilityZone"]);
    }
  });

  test("tells no hosts where it has no instance, and lets no role sign in", () => {
    const [access] = world.access;
    expect(access).toMatchObject({
      engine: "mongodb",
      port: 27017,
      secret: "catalogue",
      facts: { TLS: "required" },
    });
    expect(Object.keys(access!.endpoints)).toEqual(["us-east-1"]);
    expect(access!.signInRegions).toBeUndefined();
  });

  test("has an alarm in each region at half of what may be lost", () => {
    const alarms = world.tree.all.filter(({ type }) => type.endsWith(":MetricAlarm"));
    expect(alarms).toHaveLength(2);
    for (const { name, inputs } of alarms)
      expect(inputs).toMatchObject({
        metricQueries: [
          {
            expression: `SELECT MAX(GlobalClusterReplicationLag) FROM "AWS/DocDB" WHERE DBClusterIdentifier = 'social-commerce-staging-catalogue-${name.slice(0, 9)}'`,
          },
        ],
        threshold: 1_800_000,
      });
  });

  test("of one region is a cluster alone", async () => {
    const { tree } = await build(single(document));
    expect(tree.one(clusterType).inputs.globalClusterIdentifier).toBeUndefined();
    expect(tree.all.filter(({ type }) => /GlobalCluster$|MetricAlarm$/u.test(type))).toEqual([]);
  });
});
