import * as fc from "fast-check";

import { connectionLimit, relationalClasses } from "../../../components/store/classes";
import { storedCopies } from "../../../components/store/inventory";
import { membersOf } from "../../../components/store/members";
import { cacheId, clusterId, longestCacheName, longestDatabaseName } from "../../../components/store/names";
import { pairs } from "../../../components/store/stores";
import { environments } from "../../../config/profiles";
import { account, estate } from "../../support/samples";
import { build, cache, cidrs, document, objects, relational, single, type World } from "./store-world";

describe("The stores", () => {
  let world: World;
  beforeAll(async () => {
    world = await build(relational, document, cache);
  });

  test("share one key in each region, which logs of theirs alone may use besides the account", () => {
    const keys = world.tree.all.filter(({ type }) => type === "aws:kms/key:Key");
    expect(keys.map(({ name }) => name).sort()).toEqual(
      Object.keys(cidrs)
        .sort()
        .map((at) => `${at}-stores-key`),
    );
    const { Statement } = JSON.parse(keys[0]!.inputs.policy as string) as {
      Statement: { Sid: string; Condition?: { ArnLike: Record<string, string> } }[];
    };
    const at = keys[0]!.name.replace("-stores-key", "");
    expect(
      Statement.slice(1, 5).map(({ Sid, Condition }) => [Sid, ...Object.values(Condition!.ArnLike)]),
    ).toEqual(
      [
        ["LogGroupsOfRelationalStores", "/aws/rds/cluster/social-commerce-staging-*"],
        ["LogGroupsOfProxiedRelationalStores", "/aws/rds/proxy/social-commerce-staging-*"],
        ["LogGroupsOfDocumentStores", "/aws/docdb/social-commerce-staging-*"],
        ["LogGroupsOfCacheStores", "/aws/elasticache/social-commerce-staging-*"],
      ].map(([sid, prefix]) => [sid, `arn:aws:logs:${at}:111122223333:log-group:${prefix!}`]),
    );
  });

  test("join each two regions once, by routes of pods and of stores both ways", () => {
    const peerings = world.tree.all.filter(({ type }) => type.endsWith(":VpcPeeringConnection"));
    expect(
      peerings.map(({ name, inputs }) => [name, inputs.vpcId, inputs.peerVpcId, inputs.peerRegion]),
    ).toEqual([
      ["eu-central-1-us-east-1-peering", "vpc of eu-central-1", "vpc of us-east-1", "us-east-1"],
      ["eu-central-1-us-west-2-peering", "vpc of eu-central-1", "vpc of us-west-2", "us-west-2"],
      ["us-east-1-us-west-2-peering", "vpc of us-east-1", "vpc of us-west-2", "us-west-2"],
    ]);
    const accepters = world.tree.all.filter(({ type }) => type.endsWith(":VpcPeeringConnectionAccepter"));
    expect(accepters.map((one) => [one.inputs.autoAccept, world.tree.providerOf(one)?.name])).toEqual([
      [true, "us-east-1-aws"],
      [true, "us-west-2-aws"],
      [true, "us-west-2-aws"],
    ]);
    const routes = world.tree.all.filter(({ type }) => type === "aws:ec2/route:Route");
    const between = (from: string, to: keyof typeof cidrs): unknown[] =>
      routes
        .filter(({ name }) => name.startsWith(from) && name.endsWith(`to-${to}`))
        .map((one) => [
          one.inputs.routeTableId,
          one.inputs.destinationCidrBlock,
          world.tree.providerOf(one)?.name,
        ]);
    for (const from of Object.keys(cidrs) as (keyof typeof cidrs)[])
      for (const to of (Object.keys(cidrs) as (keyof typeof cidrs)[]).filter((other) => other !== from))
        expect(between(from, to)).toEqual([
          [`private of ${from}`, cidrs[to], `${from}-aws`],
          [`data of ${from}`, cidrs[to], `${from}-aws`],
        ]);
    expect(routes).toHaveLength(12);
  });

  test("tell their alarms to one topic in each region that has some, mailed to whom the stack file says", () => {
    const topics = world.tree.all.filter(({ type }) => type === "aws:sns/topic:Topic");
    expect(topics.map(({ name, inputs }) => [name, inputs.name, inputs.kmsMasterKeyId])).toEqual(
      ["us-east-1", "us-west-2"].map((region) => [
        `${region}-store-alarms`,
        "social-commerce-staging_store-alarms",
        `arn of ${region}-stores-key`,
      ]),
    );
    const mails = world.tree.all.filter(({ type }) => type.endsWith(":TopicSubscription"));
    expect(mails.map(({ inputs }) => inputs.endpoint)).toEqual([
      "on-call@example.com",
      "on-call@example.com",
    ]);
    const users = (region: string): string[] => {
      const { policy } = world.tree.one("aws:kms/key:Key", `${region}-stores-key`).inputs;
      return (JSON.parse(policy as string) as { Statement: { Sid: string }[] }).Statement.map(
        ({ Sid }) => Sid,
      );
    };
    expect(users("us-east-1").at(-1)).toBe("AlarmsOfThisEnvironment");
    expect(users("eu-central-1")).not.toContain("AlarmsOfThisEnvironment");
  });

  test("say where each copy is, of what class, and how soon it must be back", () => {
    expect(
      storedCopies(estate, account, [relational, cache, single(objects)]).map(({ arn, isFirst, tier }) => [
        arn,
        isFirst,
        tier,
      ]),
    ).toEqual([
      [
        "arn:aws:rds:us-east-1:111122223333:cluster:social-commerce-staging-orders-db-us-east-1",
        false,
        "critical",
      ],
      [
        "arn:aws:rds:us-west-2:111122223333:cluster:social-commerce-staging-orders-db-us-west-2",
        true,
        "critical",
      ],
      ["arn:aws:elasticache:us-east-1:111122223333:replicationgroup:carts-staging", true, "standard"],
      ["arn:aws:elasticache:us-west-2:111122223333:replicationgroup:carts-staging", false, "standard"],
      ["arn:aws:s3:::media-staging-us-west-2-111122223333", true, "standard"],
    ]);
    const external = {
      kind: "external",
      name: "x",
      engine: "redis",
      port: 1,
      ranges: [],
      endpoints: {},
    } as const;
    expect(storedCopies(estate, account, [external])).toEqual([]);
  });

  test("are in regions that are there, or say which is not", () => {
    expect(() => membersOf(relational, [])).toThrow("orders-db is in us-east-1, which is no region on AWS");
  });
});

describe("Names of stores", () => {
  test("keep AWS's limits in every environment: 63 characters, and 40 of a cache", () => {
    for (const environment of environments) {
      const cluster = clusterId(
        { ...estate, environment },
        "x".repeat(longestDatabaseName),
        "ap-southeast-1",
      );
      // The fifteenth instance of a region.
      expect(`${cluster}-15`.length).toBeLessThanOrEqual(63);
      expect(cacheId({ ...estate, environment }, "x".repeat(longestCacheName)).length).toBeLessThanOrEqual(
        40,
      );
    }
    expect(cacheId({ ...estate, environment: "development" }, "x".repeat(longestCacheName))).toHaveLength(40);
  });
});

describe("The connections of a class", () => {
  test("grow with it, stay below what the engine would take, and end at 5000", () => {
    const limits = relationalClasses.map(connectionLimit);
    expect(limits).toEqual([...limits].sort((left, right) => left - right));
    expect(limits.at(-1)).toBe(5000);
    // 16 GiB would take 1802 by AWS's formula, if nothing of it were kept by the instance.
    expect(connectionLimit("db.r7g.large")).toBe(1622);
  });
});

describe("Pairs", () => {
  test("are each two of a list, once", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50), { maxLength: 8 }), (list) => {
        const found = pairs(list);
        expect(found).toHaveLength((list.length * (list.length - 1)) / 2);
        expect(new Set(found.map((pair) => [...pair].sort().join())).size).toBe(found.length);
        for (const [left, right] of found) expect(list.indexOf(left)).toBeLessThan(list.indexOf(right));
      }),
    );
  });
});
