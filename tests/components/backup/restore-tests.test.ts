import { databaseId } from "../../../components/store/names";
import { estate } from "../../support/samples";
import { json, type Tree } from "../../support/tree";
import { backedUp, clusters, storeLike } from "./backed-up";

const planType = "aws:backup/restoreTestingPlan:RestoreTestingPlan";
const selectionType = "aws:backup/restoreTestingSelection:RestoreTestingSelection";
const orders = storeLike();
const catalogue = storeLike({ name: "catalogue-db", kind: "documentdb", holds: "operational-30d" });
const abroad = storeLike({ name: "ledger", region: "us-west-2" });

describe("Restores", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await backedUp([...clusters, orders, catalogue, abroad]);
  });

  test("are tried each week, out of the vaults of the region alone", () => {
    const plan = tree.one(planType, "us-east-1-restore-tests");
    expect(plan.inputs.name).toMatch(/^[a-zA-Z0-9_]{1,50}$/u);
    expect(plan.inputs).toMatchObject({
      scheduleExpression: "cron(0 13 ? * SAT *)",
      recoveryPointSelection: { algorithm: "RANDOM_WITHIN_WINDOW", selectionWindowDays: 30 },
    });
    const { includeVaults } = plan.inputs.recoveryPointSelection as { includeVaults: string[] };
    const vault = "arn:aws:backup:us-east-1:111122223333:backup-vault:social-commerce-staging-";
    const tiers = ["daily", "monthly", "six-hourly", "weekly", "yearly"];
    expect(includeVaults.sort()).toEqual(tiers.map((tier) => `${vault}${tier}`));
  });

  test.each([
    ["us-east-1-restore-tests-orders_db", "Aurora", orders],
    ["us-east-1-restore-tests-catalogue_db", "DocumentDB", catalogue],
    ["us-west-2-restore-tests-ledger", "Aurora", abroad],
  ])("of %s are of one store, for four hours", (name, protectedResourceType, { arn }) => {
    expect(tree.one(selectionType, name).inputs).toMatchObject({
      protectedResourceType,
      protectedResourceArns: [arn],
      validationWindowHours: 4,
    });
  });

  // Without these AWS Backup takes the account's default network, which nobody makes, and its open group.
  test.each([
    ["us-east-1", "orders-db"],
    ["us-east-1", "catalogue-db"],
    ["us-west-2", "ledger"],
  ])("in %s put %s among the subnets of the store, where nobody reaches it", (region, store) => {
    const selection = tree.one(selectionType, `${region}-restore-tests-${store.replaceAll("-", "_")}`);
    const overrides = selection.inputs.restoreMetadataOverrides as Record<string, string>;
    expect(Object.keys(overrides).sort()).toEqual([
      "availabilityZones",
      "dbSubnetGroupName",
      "vpcSecurityGroupIds",
    ]);
    expect(overrides.dbSubnetGroupName).toBe(databaseId(estate, store));
    const group = tree.one("aws:ec2/securityGroup:SecurityGroup", `${region}-restore-tests-group`);
    expect(JSON.parse(overrides.vpcSecurityGroupIds!)).toEqual([`id of ${group.name}`]);
    expect(json(selection, "restoreMetadataOverrides", "availabilityZones")).toEqual([
      `${region}a`,
      `${region}b`,
    ]);
    expect(group.inputs.vpcId).toBe(`vpc of ${region}`);
    expect(tree.providerOf(group)?.inputs.region).toBe(region);
    for (const open of ["ingress", "egress"]) expect(group.inputs).not.toHaveProperty(open);
    expect(tree.all.filter(({ type }) => type.startsWith("aws:vpc/securityGroup"))).toEqual([]);
  });

  test("are not tried where AWS tries none of the kind", async () => {
    const none = (await backedUp(clusters)).all.map(({ type }) => type);
    expect(none).not.toContain(planType);
    expect(none).not.toContain("aws:ec2/securityGroup:SecurityGroup");
  });
});
