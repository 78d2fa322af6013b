import { build, cache, single, type World } from "./store-world";

const groupType = "aws:elasticache/replicationGroup:ReplicationGroup";

describe("A cache over regions", () => {
  let world: World;
  beforeAll(async () => {
    world = await build(cache);
  });

  test("is one datastore, which never follows whoever is the primary now", () => {
    const global = world.tree.one("aws:elasticache/globalReplicationGroup:GlobalReplicationGroup");
    expect(global.inputs).toEqual({
      globalReplicationGroupIdSuffix: "carts-staging",
      globalReplicationGroupDescription: "carts, made in us-east-1",
      primaryReplicationGroupId: "id of us-east-1-carts",
      engineVersion: "8.0",
      cacheNodeType: "cache.r7g.large",
      automaticFailoverEnabled: true,
    });
    expect([global.protect, global.ignoreChanges]).toEqual([true, ["primaryReplicationGroupId"]]);
    expect(world.tree.providerOf(global)?.name).toBe("us-east-1-aws");
  });

  test("says what it is in the group that was made first alone; a group that joins is refused if it does", () => {
    const [first, copy] = ["us-east-1", "us-west-2"].map((region) =>
      world.tree.one(groupType, `${region}-carts`),
    );
    const whole = {
      engine: "valkey",
      engineVersion: "8.0",
      nodeType: "cache.r7g.large",
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
    };
    expect(first!.inputs).toMatchObject(whole);
    expect(first!.inputs.globalReplicationGroupId).toBeUndefined();
    expect(copy!.inputs.globalReplicationGroupId).toBe("global id of carts-global");
    for (const property of Object.keys(whole)) expect(copy!.inputs[property]).toBeUndefined();
    for (const group of [first!, copy!])
      expect(group.ignoreChanges).toEqual([
        ...["engineVersion", "globalReplicationGroupId", "nodeType", "numNodeGroups", "parameterGroupName"],
        "preferredCacheClusterAzs",
      ]);
  });

  test("spreads its nodes over zones, takes over by itself, and asks for a name and a password", () => {
    const group = world.tree.one(groupType, "us-east-1-carts");
    expect(group.protect).toBe(true);
    expect(group.inputs).toMatchObject({
      replicationGroupId: "carts-staging",
      kmsKeyId: "arn of us-east-1-stores-key",
      port: 6379,
      numCacheClusters: 3,
      preferredCacheClusterAzs: ["us-east-1a", "us-east-1b", "us-east-1c"],
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      subnetGroupName: "carts-staging",
      securityGroupIds: ["id of us-east-1-carts-group"],
      userGroupIds: ["id of us-east-1-carts-users"],
      snapshotRetentionLimit: 1,
      finalSnapshotIdentifier: "carts-staging-final",
      logDeliveryConfigurations: [
        {
          destination: "/aws/elasticache/social-commerce-staging-carts/slow",
          destinationType: "cloudwatch-logs",
          logFormat: "json",
          logType: "slow-log",
        },
      ],
    });
    const user = world.tree.one("aws:elasticache/user:User", "us-west-2-carts-user");
    expect(user.inputs).toMatchObject({
      userId: "carts-staging",
      userName: "carts",
      engine: "valkey",
      accessString: "on ~* +@all -@dangerous +info",
      authenticationMode: { type: "password", passwords: ["[secret]"] },
    });
    expect(
      world.tree.one("aws:elasticache/userGroup:UserGroup", "us-west-2-carts-users").inputs,
    ).toMatchObject({
      engine: "valkey",
      userGroupId: "carts-staging",
      userIds: ["carts-staging"],
    });
  });

  test("tells how long an entry lives, and that the way to it is encrypted", () => {
    const [access] = world.access;
    expect(access).toMatchObject({
      engine: "valkey",
      port: 6379,
      secret: "carts",
      facts: { TLS: "required", TTL_SECONDS: "1800" },
    });
    expect(Object.keys(access!.endpoints).sort()).toEqual(["us-east-1", "us-west-2"]);
  });

  test("has an alarm in each region at half of what may be lost, in seconds", () => {
    const alarms = world.tree.all.filter(({ type }) => type.endsWith(":MetricAlarm"));
    expect(alarms).toHaveLength(2);
    for (const { inputs } of alarms)
      expect(inputs).toMatchObject({
        metricQueries: [
          {
            expression: `SELECT MAX(GlobalDatastoreReplicationLag) FROM "AWS/ElastiCache" WHERE ReplicationGroupId = 'carts-staging'`,
          },
        ],
        threshold: 1800,
      });
  });

  test("of one node spans nothing, follows its own size and version, and takes over from nobody", async () => {
    const { tree } = await build(single(cache));
    const group = tree.one(groupType);
    expect(group.inputs).toMatchObject({ automaticFailoverEnabled: false, multiAzEnabled: false });
    expect(group.ignoreChanges).toEqual(["preferredCacheClusterAzs"]);
    expect(tree.all.filter(({ type }) => /GlobalReplicationGroup$|MetricAlarm$/u.test(type))).toEqual([]);
  });
});
