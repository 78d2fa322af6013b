import { copyRegion } from "../../components/backup/copies";
import { databasesAsStores } from "../../components/backup/recoverable";
import { retentionClasses, type RetentionClassName } from "../../components/backup/retention";
import { storesOf } from "../../components/recovery/stores";
import { brokenPromises } from "../../components/recovery/worst-case";
import { storedCopies } from "../../components/store/inventory";
import { judge, judgeInStack } from "../../policies/lib/judge";
import type { LinkedResource } from "../../policies/lib/resource";
import type { Rule } from "../../policies/lib/rule";
import { Stack } from "../../policies/lib/stack";
import { rules } from "../../policies/rules";
import type { PlanResource, PlanValue } from "../../tools/preview/plan";
import { proxied, unknown } from "../policies/support/fixture";
import { platformOf } from "../support/samples";
import { productionPlan } from "./production-plan";

const config = platformOf("production");
const { account, recovery, residency, stores } = config;
const estate = { environment: config.environment, owner: config.owner };
const types = {
  relational: "aws:rds/cluster:Cluster",
  document: "aws:docdb/cluster:Cluster",
  cache: "aws:elasticache/replicationGroup:ReplicationGroup",
  selection: "aws:backup/selection:Selection",
  plan: "aws:backup/plan:Plan",
  restores: "aws:backup/restoreTestingSelection:RestoreTestingSelection",
  bucket: "aws:s3/bucket:Bucket",
  replication: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
};

const plan = productionPlan();
const { ofType } = plan;
const copies = storedCopies(estate, account!, stores);
const objects = copies
  .filter(({ kind }) => kind === "objects")
  .map(({ region, store }) => `${region}-${store}`);
const databases = databasesAsStores(estate, account!, stores);
const backedUp = databases.map(({ name, region, arn }) => [`${name} in ${region}`, arn as string] as const);

/** The plan as policies see it, with the properties of some resources changed. */
function stackOf(change: (resource: PlanResource) => Readonly<Record<string, PlanValue>>): Stack {
  return new Stack(plan.resources.map((resource) => linkedOf(resource, change(resource))));
}

function linkedOf(resource: PlanResource, inputs: Readonly<Record<string, PlanValue>>): LinkedResource {
  const { urn, type, name, protect, provider, propertyDependencies: sources } = resource;
  const text = JSON.stringify(inputs).replaceAll('"[unknown]"', JSON.stringify(unknown));
  const properties = proxied(JSON.parse(text));
  return { urn, type, name, protect, ...(provider !== undefined && { provider }), properties, sources };
}

/** What a rule refuses in a stack, by name. */
function refused(name: string, stack: Stack): string[] {
  const rule = rules.find((one) => one.name === name)!;
  return stack.resources.filter((one) => verdictOf(rule, one, stack) === "fail").map((one) => one.name);
}

function verdictOf(rule: Rule, one: LinkedResource, stack: Stack): string {
  return (rule.scope === "resource" ? judge(rule, one) : judgeInStack(rule, one, stack)).kind;
}

/** Inputs of one kind of resource without an ARN in one of their lists; all others as they are. */
const without =
  (type: string, key: string, arn: string) =>
  ({ type: its, inputs }: PlanResource): Readonly<Record<string, PlanValue>> =>
    its === type ? { ...inputs, [key]: (inputs[key] as string[]).filter((one) => one !== arn) } : inputs;

const named = (arn: string): string => {
  const { store, region } = copies.find((one) => one.arn === arn)!;
  return `${region}-${store}`;
};

describe("Every store of production", () => {
  test("is in the plan, in each of its regions, with its tier and class, and none is besides", () => {
    const found = [types.relational, types.document, types.cache, types.bucket]
      .flatMap(ofType)
      .filter(({ type, name }) => type !== types.bucket || objects.includes(name))
      .map(({ name, region, inputs }) => {
        const tags = inputs.tags as Readonly<Record<string, string>>;
        return [name, region, tags["recovery-tier"], tags["retention-class"]];
      });
    const wanted = copies.map(({ store, region, tier, holds }) => [
      `${region}-${store}`,
      region,
      tier,
      holds,
    ]);
    expect(found.sort()).toEqual(wanted.sort());
    expect(new Set(copies.map(({ kind }) => kind))).toEqual(
      new Set(["relational", "document", "cache", "objects"]),
    );
  });

  test("is backed up, tried and copied to another region where its records may be, or is a cache or objects", () => {
    const arnsOf = (type: string, key: string): unknown[] =>
      ofType(type).flatMap(({ inputs }) => inputs[key] as string[]);
    const ours = copies
      .filter(({ kind }) => kind === "relational" || kind === "document")
      .map(({ arn }) => arn);
    const asked = ofType(types.restores).map(({ inputs }) => [
      (inputs.protectedResourceArns as string[])[0],
      inputs.protectedResourceType,
    ]);
    const asWhat = { relational: "Aurora", document: "DocumentDB", cache: undefined, objects: undefined };
    const tried = Object.fromEntries(asked) as Record<string, unknown>;
    for (const { arn, kind } of copies) expect([arn, tried[arn]]).toEqual([arn, asWhat[kind]]);
    expect(arnsOf(types.restores, "protectedResourceArns").sort()).toEqual([...ours].sort());
    const selected = arnsOf(types.selection, "resources") as string[];
    expect(selected.filter((arn) => !arn.includes(":eks:")).sort()).toEqual([...ours].sort());
    for (const { region, holds } of databases) {
      const to = copyRegion(holds, region, recovery!.copyTo, residency);
      expect([to === region, residency[holds]?.includes(to!) ?? true]).toEqual([false, true]);
      const own = ofType(types.plan).filter((one) => one.name === `${region}-plan-${holds}`);
      const rulesOfPlan = own.flatMap(
        ({ inputs }) => inputs.rules as { copyActions: { destinationVaultArn: string }[] }[],
      );
      expect(rulesOfPlan.length).toBeGreaterThan(0);
      for (const { copyActions } of rulesOfPlan)
        expect(copyActions.map(({ destinationVaultArn }) => destinationVaultArn.split(":")[3])).toEqual([to]);
    }
  });

  test("is restored among its own subnets when that is tried, where nobody reaches it", () => {
    const groups = ["aws:rds/subnetGroup:SubnetGroup", "aws:docdb/subnetGroup:SubnetGroup"].flatMap(ofType);
    const selections = ofType(types.restores);
    expect(selections).toHaveLength(databases.length);
    for (const { region, inputs } of selections) {
      const into = inputs.restoreMetadataOverrides as Readonly<Record<string, string>>;
      const own = groups.filter(
        (group) => group.region === region && group.inputs.name === into.dbSubnetGroupName,
      );
      expect([region, into.dbSubnetGroupName, own.length]).toEqual([region, into.dbSubnetGroupName, 1]);
      const { ground } = config.regions.find(({ name }) => name === region)!;
      expect(JSON.parse(into.availabilityZones!)).toEqual(ground.kind === "aws" && ground.zones);
    }
    const closed = ofType("aws:ec2/securityGroup:SecurityGroup").filter(({ name }) =>
      name.endsWith("-restore-tests-group"),
    );
    expect(closed.map(({ region }) => region).sort()).toEqual([
      ...new Set(databases.map(({ region }) => region).sort()),
    ]);
    for (const { propertyDependencies } of selections)
      expect(propertyDependencies.restoreMetadataOverrides).toHaveLength(1);
  });

  test("is watched in its region's daily vault, by its kind, and by their number", () => {
    const alarms = ofType("aws:cloudwatch/metricAlarm:MetricAlarm")
      .filter(({ inputs }) => inputs.namespace === "AWS/Backup")
      .map(({ region, inputs }) => {
        const dimensions = inputs.dimensions as Readonly<Record<string, string>>;
        return [region, dimensions.ResourceType, inputs.threshold];
      });
    const kinds = { aurora: "Aurora", documentdb: "DocumentDB", "eks-cluster": "EKS" };
    const wanted = config.regions.flatMap(({ name }) => [
      [name, "EKS", 1],
      ...(["aurora", "documentdb"] as const).flatMap((kind) => {
        const here = databases.filter((one) => one.region === name && one.kind === kind);
        return here.length === 0 ? [] : [[name, kinds[kind], here.length]];
      }),
    ]);
    expect(alarms.sort()).toEqual(wanted.sort());
  });

  test("is backed up after its weekly maintenance, not in it", () => {
    for (const { inputs } of ofType(types.plan)) {
      const daily = (inputs.rules as { ruleName: string; schedule: string }[]).filter(({ ruleName }) =>
        ruleName.startsWith("daily"),
      );
      expect(daily.map(({ schedule }) => schedule)).toEqual([
        "cron(0 2 ? * MON,TUE,WED,THU,FRI,SAT *)",
        "cron(0 4 ? * SUN *)",
      ]);
    }
  });

  test("is promised no more than what brings it back can keep", () => {
    const rows = storesOf(config);
    for (const { name } of [...stores, ...config.backups])
      expect(rows.map((row) => row.name).join()).toContain(name);
    for (const { name, tier, channels } of rows)
      expect([name, tier && brokenPromises(tier, channels)]).toEqual([name, []]);
  });

  test.each(backedUp)("is missed by a policy when %s is in no plan", (_, arn) => {
    expect(refused("retention-stores-covered", stackOf(without(types.selection, "resources", arn)))).toEqual([
      named(arn),
    ]);
  });

  test.each(backedUp)("is missed by a policy when no restore of %s is tried", (_, arn) => {
    const stack = stackOf(without(types.restores, "protectedResourceArns", arn));
    expect(refused("retention-restores-tried", stack)).toEqual([named(arn)]);
  });

  test.each(
    copies.filter(({ kind }) => kind !== "objects").map((one) => [`${one.region}-${one.store}`] as const),
  )("is missed by a policy when %s names no tier", (name) => {
    const stack = stackOf(({ name: its, type, inputs }) =>
      its === name && /^aws:(rds|docdb|elasticache)/u.test(type) ? { ...inputs, tags: {} } : inputs,
    );
    expect(refused("retention-recovery-tier", stack)).toEqual([name]);
  });

  test("is missed by a policy when a plan copies nothing", () => {
    for (const { name } of ofType(types.plan)) {
      const stack = stackOf((one) => {
        if (one.name !== name || one.type !== types.plan) return one.inputs;
        const [first, ...more] = one.inputs.rules as Record<string, PlanValue>[];
        return { ...one.inputs, rules: [{ ...first, copyActions: [] }, ...more] };
      });
      expect(refused("retention-plan-copies", stack)).toEqual([name]);
    }
  });

  test("is missed by a policy when a bucket whose class is copied has no copy", () => {
    const copied = config.backups.filter(({ retentionClass }) => retentionClasses[retentionClass].copied);
    expect(copied.length).toBeGreaterThan(0);
    for (const { name } of copied) {
      const kept = plan.resources.filter((one) => one.name !== `backups-${name}-replication`);
      expect(plan.resources.length - kept.length).toBe(1);
      const stack = new Stack(kept.map((one) => linkedOf(one, one.inputs)));
      expect(refused("retention-bucket-copies", stack).sort()).toEqual(
        ofType(types.bucket)
          .map((one) => one.name)
          .filter((one) => one.startsWith(`backups-${name}-`))
          .sort(),
      );
    }
  });

  test("is missed by a policy when it leaves the regions where its records may be", () => {
    const limited = copies.filter(({ holds }) => residency[holds] !== undefined);
    expect(limited.length).toBeGreaterThan(0);
    const elsewhere = (holds: RetentionClassName): string =>
      residency[holds]!.includes("eu-west-3") ? "" : "eu-west-3";
    for (const { store, region, holds } of limited) {
      const away = stackOf((one) =>
        one.type === "pulumi:providers:aws" && one.inputs.region === region
          ? { ...one.inputs, region: elsewhere(holds) }
          : one.inputs,
      );
      expect(refused("retention-residency", away)).toContain(`${region}-${store}`);
    }
  });
});
