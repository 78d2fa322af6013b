import { Platform } from "../../components/platform";
import type { PlatformConfig } from "../../config/model";
import { record } from "../support/recorder";
import { platformOf } from "../support/samples";
import { at, Tree } from "../support/tree";

// Seconds on an idle machine, several times that on one that is busy with other tests.
jest.setTimeout(60_000);

const production = platformOf("production");
const staging = platformOf("staging");

const build = async (config: PlatformConfig): Promise<Tree> =>
  new Tree(await record(() => new Platform("platform", config)));

describe("The platform", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build(production);
  });

  test("pulls a region's images from the registry of that region", () => {
    const image = (region: string): unknown =>
      at(
        tree.one("kubernetes:apps/v1:Deployment", `${region}-cart-service-blue`),
        ...["spec", "template", "spec", "containers", 0, "image"],
      );
    for (const region of ["us-east-1", "us-west-2", "eu-central-1"])
      expect(image(region)).toMatch(
        new RegExp(`^\\d{12}\\.dkr\\.ecr\\.${region}\\.amazonaws\\.com/shop/cart-service@sha256:`, "u"),
      );
  });

  test("scales a service down with its region", () => {
    const floor = (region: string): unknown =>
      at(
        tree.one("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", `${region}-cart-service-blue`),
        "spec",
        "minReplicas",
      );
    // Three replicas at 100 %, 50 % and 15 %.
    expect(["us-east-1", "us-west-2", "eu-central-1"].map(floor)).toEqual([3, 2, 1]);
  });

  test("has each tenant in its regions alone, and lets its people into those", () => {
    const names = (type: string, pattern: RegExp): string[] =>
      tree.all
        .filter((one) => one.type === type && pattern.test(one.name))
        .map(({ name }) => name)
        .sort();
    expect(names("platform:tenant:Tenant", /./u)).toEqual([
      "us-east-1-tenant-brand-a",
      "us-west-2-tenant-brand-a",
    ]);
    expect(names("aws:eks/accessEntry:AccessEntry", /brand-a/u)).toEqual([
      "us-east-1-access-brand-a-developers",
      "us-west-2-access-brand-a-developers",
    ]);
    expect(names("aws:eks/accessEntry:AccessEntry", /on-call/u)).toHaveLength(3);
    const tenant = tree.one("platform:tenant:Tenant", "us-west-2-tenant-brand-a");
    expect(tree.parentOf(tenant)?.name).toBe("us-west-2");
    for (const object of tree.below(tenant)) {
      expect(tree.providerOf(object)?.name).toBe("us-west-2-kubernetes");
      expect(object.deletedWith).toBe(tree.one("aws:eks/cluster:Cluster", "us-west-2-eks").urn);
    }
  });

  test("does without tenants and access where the stack file is silent about them", async () => {
    const alone = await build({ ...staging, tenants: [], access: [] });
    const types = alone.all.map(({ type }) => type);
    expect(types.filter((type) => /:Tenant$|:ClusterAccess$|:ResourceQuota$/u.test(type))).toEqual([]);
    expect(types.filter((type) => type === "aws:eks/accessEntry:AccessEntry")).toHaveLength(4);
  });

  test("keeps nodes as they are in the regions of a drill, and in no other", async () => {
    const { drills } = production.calendar;
    const drilled = await build({
      ...staging,
      calendar: { ...staging.calendar, drills: [{ ...drills[0]!, regions: ["us-west-2"] }] },
    });
    const budgets = (region: string): number => {
      const pool = drilled.one("kubernetes:karpenter.sh/v1:NodePool", `${region}-node-pool`);
      return (at(pool, "spec", "disruption", "budgets") as unknown[]).length;
    };
    expect(budgets("us-west-2") - budgets("us-east-1")).toBe(1);
  });

  test("leads DNS to the front door of each region, which stands in the region's public subnets", () => {
    for (const { name } of production.regions) {
      const balancer = tree.one("aws:lb/loadBalancer:LoadBalancer", `${name}-edge`);
      expect(balancer.inputs.subnets).toEqual(["a", "b", "c"].map((zone) => `id of ${name}${zone}-public`));
      expect(tree.one("aws:lb/targetGroup:TargetGroup", `${name}-proxy`).inputs.vpcId).toBe(
        `id of ${name}-vpc`,
      );
      expect(at(tree.one("aws:route53/record:Record", `dns-${name}`), "aliases", 0, "name")).toBe(
        `DNS name of ${name}-edge`,
      );
    }
  });

  test("does without DNS and backups where the stack file is silent about them", async () => {
    const { dns: _, recovery: __, ...silent } = staging;
    const stores = silent.stores.filter(({ kind }) => kind !== "objects");
    const quiet = await build({ ...silent, stores, backups: [], dumps: [] });
    const types = quiet.all.map(({ type }) => type);
    expect(types.filter((type) => /route53|s3\/bucket|:Dns$|:Backups$/u.test(type))).toEqual([]);
    expect(types.filter((type) => type === "platform:traffic:FrontDoor")).toHaveLength(silent.regions.length);
  });

  test("tells the host name for users", async () => {
    const made: Platform[] = [];
    await record(() => made.push(new Platform("platform", platformOf("local"))));
    expect(made[0]?.apiHostname).toBe("api.shop.localhost.example.com");
  });
});
