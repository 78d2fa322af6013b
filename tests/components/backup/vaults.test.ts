import * as aws from "@pulumi/aws";

import { Backups } from "../../../components/backup/backups";
import type { Residency } from "../../../components/backup/copies";
import { clusterAsStore, type Recoverable } from "../../../components/backup/recoverable";
import { retentionClasses } from "../../../components/backup/retention";
import {
  backupTierNames,
  backupTiers,
  coldStorageMinimumDays,
  tiersOf,
} from "../../../components/backup/tiers";
import type { Recovery } from "../../../config/model";
import { record } from "../../support/recorder";
import { account, estate } from "../../support/samples";
import { at, json, Tree } from "../../support/tree";

const three = ["us-east-1", "us-west-2", "eu-central-1"];
const recovery: Recovery = {
  copyTo: ["us-west-2", "us-east-1"],
  lock: {},
  tiers: backupTiers,
  notify: ["backups@example.com"],
  audit: false,
};
const clusters = three.map((region) => clusterAsStore(estate, account, region));
const orders: Recoverable = {
  name: "orders-db",
  kind: "aurora",
  arn: "arn:aws:rds:us-east-1:111122223333:cluster:orders",
  region: "us-east-1",
  holds: "financial-7y",
  tier: "critical",
};

const build = async (
  stores: readonly Recoverable[],
  more: Partial<Recovery> = {},
  residency: Residency = {},
): Promise<Tree> =>
  new Tree(
    await record(() => {
      const providers = new Map(
        three.map((region) => [region, new aws.Provider(`${region}-aws`, { region })]),
      );
      const networks = new Map(three.map((region) => [region, { vpcId: `vpc of ${region}`, zones: [] }]));
      return new Backups("backups", {
        ...{ estate, account, backups: [], dumps: [], providers, networks, residency, stores },
        recovery: { ...recovery, ...more },
        runbooks: "https://runbooks.example.com",
      });
    }),
  );

const ofType = (tree: Tree, type: string) => tree.all.filter((one) => one.type === type);
const vaultType = "aws:backup/vault:Vault";
const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const planType = "aws:backup/plan:Plan";

interface Rule {
  readonly ruleName: string;
  readonly targetVaultName: string;
  readonly schedule: string;
  readonly lifecycle: { readonly deleteAfter: number };
  readonly copyActions: readonly { readonly destinationVaultArn: string; readonly lifecycle: unknown }[];
}
const rules = (tree: Tree, name: string): Rule[] =>
  tree.one(planType, name).inputs.rules as unknown as Rule[];

describe("The tiers of backups", () => {
  test("are what R16 and R17 ask for", () => {
    const kept = backupTierNames.map((name) => [
      name,
      backupTiers[name].schedule,
      backupTiers[name].keepDays,
    ]);
    expect(kept).toEqual([
      ["six-hourly", "cron(0 0/6 * * ? *)", 7],
      ["daily", "cron(0 2 * * ? *)", 30],
      ["weekly", "cron(0 8 ? * SAT *)", 84],
      ["monthly", "cron(0 9 1 * ? *)", 366],
      ["yearly", "cron(0 10 1 1 ? *)", 2557],
    ]);
  });

  test.each(backupTierNames)("of %s fit their lock, and stay in cold storage for long enough", (name) => {
    const tier: {
      keepDays: number;
      lock: { minimumDays: number; maximumDays: number };
      coldAfterDays?: number;
    } = backupTiers[name];
    expect(tier.keepDays).toBeGreaterThanOrEqual(tier.lock.minimumDays);
    expect(tier.keepDays).toBeLessThanOrEqual(tier.lock.maximumDays);
    expect(tier.keepDays - (tier.coldAfterDays ?? -90)).toBeGreaterThanOrEqual(coldStorageMinimumDays);
  });

  test("end before a class must be gone, and outlast one that must be kept", () => {
    expect(tiersOf("personal-90d", backupTiers)).toEqual(["six-hourly", "daily", "weekly"]);
    expect(tiersOf("financial-7y", backupTiers)).toEqual([...backupTierNames]);
    for (const tier of tiersOf("personal-90d", backupTiers))
      expect(backupTiers[tier].lock.maximumDays).toBeLessThanOrEqual(
        retentionClasses["personal-90d"].maximumDays,
      );
    expect(backupTiers.yearly.keepDays).toBeGreaterThanOrEqual(retentionClasses["financial-7y"].minimumDays);
  });
});

describe("The vaults", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build([...clusters, orders]);
  });

  test("are one for each tier in each region that something is put or copied to", () => {
    const names = ofType(tree, vaultType).map(({ name }) => name);
    const short = ["six-hourly", "daily", "weekly"];
    expect(names.sort()).toEqual(
      [
        ...short.map((tier) => `eu-central-1-vault-${tier}`),
        ...backupTierNames.map((tier) => `us-east-1-vault-${tier}`),
        ...backupTierNames.map((tier) => `us-west-2-vault-${tier}`),
      ].sort(),
    );
  });

  test("are protected, and encrypted with the key of their region, which is made there", () => {
    for (const vault of ofType(tree, vaultType)) {
      const region = tree.regionOf(vault) ?? "";
      expect(vault.protect).toBe(true);
      expect(vault.inputs.kmsKeyArn).toBe(`arn of ${region}-backups-key`);
      expect(tree.providerOf(vault)?.inputs.region).toBe(region);
    }
  });

  // A vault has one lock, and a plan one selection of a name: the former, deleted after the new one, would take that along.
  test("lose a lock, and plans a selection, before they get another one", () => {
    for (const type of [lockType, "aws:backup/selection:Selection"])
      for (const one of ofType(tree, type))
        expect([one.name, one.deleteBeforeReplace]).toEqual([one.name, true]);
  });

  test("are each locked to the times of their tier, in a way that can be lifted", () => {
    const locks = ofType(tree, lockType);
    expect(locks).toHaveLength(ofType(tree, vaultType).length);
    for (const { name, inputs } of locks) {
      const tier = backupTierNames.find((one) => name.endsWith(`-${one}-lock`)) ?? "daily";
      const { minimumDays, maximumDays } = backupTiers[tier].lock;
      expect(inputs).toEqual({
        backupVaultName: `social-commerce-staging-${tier}`,
        minRetentionDays: minimumDays,
        maxRetentionDays: maximumDays,
      });
    }
  });

  test("are locked for ever where there are days of grace", async () => {
    const strict = await build(clusters, { lock: { graceDays: 14 } });
    for (const { inputs } of ofType(strict, lockType)) expect(inputs.changeableForDays).toBe(14);
    expect(strict.outputsOf(strict.one("platform:backup:TierVault", "us-east-1-vault-daily"))).toEqual({
      summary: "30 to 35 days, COMPLIANCE after 14 days",
    });
  });

  test("let nobody delete a backup, move its end, or take it out", () => {
    const policy = json(
      tree.one("aws:backup/vaultPolicy:VaultPolicy", "us-east-1-vault-daily-policy"),
      "policy",
    );
    expect(policy).toMatchObject({
      Statement: [
        {
          Effect: "Deny",
          Principal: { AWS: ["*"] },
          Action: [
            "backup:DeleteRecoveryPoint",
            "backup:DisassociateRecoveryPoint",
            "backup:DisassociateRecoveryPointFromParent",
            "backup:UpdateRecoveryPointLifecycle",
          ],
        },
      ],
    });
  });
});

describe("The plans", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build([...clusters, orders]);
  });

  test("are one for each class in each region, and name every store", () => {
    const named = ofType(tree, "aws:backup/selection:Selection").map(({ name, inputs }) => [
      name,
      inputs.resources,
    ]);
    const cluster = (region: string): string =>
      `arn:aws:eks:${region}:111122223333:cluster/social-commerce-staging`;
    expect(Object.fromEntries(named)).toEqual({
      "us-east-1-plan-operational-30d-stores": [cluster("us-east-1")],
      "us-west-2-plan-operational-30d-stores": [cluster("us-west-2")],
      "eu-central-1-plan-operational-30d-stores": [cluster("eu-central-1")],
      "us-east-1-plan-financial-7y-stores": [orders.arn],
    });
  });

  test("copy every rule to the first other region, for as long", () => {
    const to = { "us-east-1": "us-west-2", "us-west-2": "us-east-1", "eu-central-1": "us-west-2" };
    for (const [region, other] of Object.entries(to))
      for (const { ruleName, targetVaultName, lifecycle, copyActions } of rules(
        tree,
        `${region}-plan-operational-30d`,
      )) {
        expect(targetVaultName).toBe(`social-commerce-staging-${ruleName}`);
        expect(copyActions).toEqual([
          {
            destinationVaultArn: `arn:aws:backup:${other}:111122223333:backup-vault:social-commerce-staging-${ruleName}`,
            lifecycle,
          },
        ]);
      }
  });

  test("move yearly ones to cold storage, and no others", () => {
    const cold = rules(tree, "us-east-1-plan-financial-7y").map(({ ruleName, lifecycle }) => [
      ruleName,
      lifecycle,
    ]);
    expect(Object.fromEntries(cold)).toEqual({
      "six-hourly": { deleteAfter: 7 },
      daily: { deleteAfter: 30 },
      weekly: { deleteAfter: 84 },
      monthly: { deleteAfter: 366 },
      yearly: { deleteAfter: 2557, coldStorageAfter: 90, optInToArchiveForSupportedResources: true },
    });
  });

  test("begin within an hour, end within four, and count in UTC", () => {
    for (const rule of rules(tree, "us-east-1-plan-financial-7y"))
      expect(rule).toMatchObject({
        startWindow: 60,
        completionWindow: 240,
        scheduleExpressionTimezone: "Etc/UTC",
      });
  });

  test("wait for the vaults here and there, for their locks, and for the kinds to be let in", () => {
    expect(tree.waitsFor(tree.one(planType, "eu-central-1-plan-operational-30d"))).toEqual([
      "eu-central-1-backup-settings",
      ...["daily", "six-hourly", "weekly"].map((tier) => `eu-central-1-vault-${tier}-lock`),
      ...["daily", "six-hourly", "weekly"].map((tier) => `us-west-2-vault-${tier}-lock`),
    ]);
    const settings = tree.one("aws:backup/regionSettings:RegionSettings", "us-east-1-backup-settings");
    expect(settings.inputs.resourceTypeOptInPreference).toEqual({ Aurora: true, EKS: true });
  });

  test("keep what may be in two regions in these two, and say so", async () => {
    const limited: Residency = { "financial-7y": ["us-east-1", "eu-central-1"] };
    const copyTo = ["us-west-2", "us-east-1", "eu-central-1"];
    const own = await build([orders], { copyTo }, limited);
    for (const { copyActions } of rules(own, "us-east-1-plan-financial-7y"))
      expect(copyActions[0]?.destinationVaultArn).toContain(":eu-central-1:");
    const regions = ofType(own, vaultType).map((vault) => tree.regionOf(vault) ?? own.regionOf(vault));
    expect([...new Set(regions)].sort()).toEqual(["eu-central-1", "us-east-1"]);
    expect(at(own.one(planType), "tags", "permitted-regions")).toBe("us-east-1 eu-central-1");
  });

  test("are refused where records would have to leave the only region that they may be in", async () => {
    await expect(build([orders], {}, { "financial-7y": ["us-east-1"] })).rejects.toThrow(
      "backups of financial-7y in us-east-1 have no other region where they may be copied to",
    );
  });
});
