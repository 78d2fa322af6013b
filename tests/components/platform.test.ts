import { hasCalendarRules } from "../../components/calendar/calendar-rules";
import { Platform } from "../../components/platform";
import { operators } from "../../components/region/operators/catalogue";
import type { PlatformConfig } from "../../config/model";
import { record, type Recorded } from "../support/recorder";
import { platformOf } from "../support/samples";
import { at, isProvider, Tree } from "../support/tree";
import { precious, untaggable } from "./aws-kinds";

// Seconds on an idle machine, several times that on one that is busy with other tests.
jest.setTimeout(60_000);

const isRelease = ({ type }: Recorded): boolean => type === "kubernetes:helm.sh/v3:Release";

/** Whether a resource is part of the shop's name, which stands in no region. */
const inDns = ({ type }: Recorded): boolean => type.startsWith("aws:route53/");

/** Whether a resource is the runner's half of a way into a cluster, and so beside the platform's regions. */
const ofRunner = (tree: Tree, resource: Recorded): boolean =>
  resource.name === "runner-aws" || tree.providerOf(resource)?.name === "runner-aws";

/** Where a resource's provider says that it stands. */
const placeOf = (tree: Tree, resource: Recorded): string =>
  ofRunner(tree, resource) ? "runner" : (tree.regionOf(resource) ?? "global");

const build = async (config: PlatformConfig): Promise<Tree> =>
  new Tree(await record(() => new Platform("platform", config)));

/** A region that no example has, so that a name that happens to fit cannot pass. */
function withAnotherRegion(config: PlatformConfig): PlatformConfig {
  const model = config.regions[0]!;
  const zones = ["af-south-1a", "af-south-1b", "af-south-1c"];
  const ground =
    model.ground.kind === "aws" ? { ...model.ground, cidr: "10.96.0.0/16", zones } : model.ground;
  return { ...config, regions: [{ ...model, name: "af-south-1", ground }, ...config.regions] };
}

const configs = {
  local: platformOf("local"),
  staging: platformOf("staging"),
  production: platformOf("production"),
  "production with another region": withAnotherRegion(platformOf("production")),
};

describe.each(Object.entries(configs))("The platform of %s", (_, config) => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build(config);
  });

  const regionNames = config.regions.map(({ name }) => name);
  const serviceNames = config.services.map(({ name }) => name);

  const tenantsIn = (region: string): string[] =>
    config.tenants.filter(({ regions }) => regions.includes(region)).map(({ name }) => name);
  const isOfTenant = (object: Recorded): boolean => object.name.includes("-tenant-");

  const { account, apiAccess, dns, backups } = config;
  const withoutRegion = (): Recorded[] => tree.all.filter((one) => tree.regionOf(one) === undefined);

  test("is its signing keys, its regions, one service of each kind in each region, and what spans them", () => {
    expect(tree.children(tree.one("platform:index:Platform"))).toEqual(
      [
        "pulumi:providers:random random",
        ...(account
          ? ["pulumi:providers:aws global-aws", "platform:security:AccountPublicAccess account-public-access"]
          : []),
        ...(account ? ["pulumi:providers:aws runner-aws"] : []),
        ...(dns ? ["platform:traffic:Dns dns"] : []),
        ...(backups.length > 0 ? ["platform:backup:Backups backups"] : []),
        ...serviceNames.map((name) => `platform:security:SigningKey ${name}-signing-key`),
        ...regionNames.map((name) => `platform:region:Region ${name}`),
      ].sort(),
    );
    for (const region of config.regions) {
      const onAws = [
        `platform:region:Cluster ${region.name}-cluster`,
        `platform:messaging:Messaging ${region.name}-messaging`,
        `platform:region:Network ${region.name}-network`,
        `platform:traffic:FrontDoor ${region.name}-front-door`,
        `platform:region:Headroom ${region.name}-headroom`,
        `pulumi:providers:aws ${region.name}-aws`,
      ];
      expect(tree.children(tree.one("platform:region:Region", region.name))).toEqual(
        [
          ...(region.ground.kind === "aws" ? onAws : []),
          ...(config.access.some(({ regions }) => regions.includes(region.name))
            ? [`platform:region:ClusterAccess ${region.name}-access`]
            : []),
          `platform:observability:AlertRules ${region.name}-objectives`,
          ...(hasCalendarRules(config.calendar)
            ? [`platform:calendar:CalendarRules ${region.name}-calendar`]
            : []),
          `platform:observability:ScalingRules ${region.name}-scaling`,
          ...(config.offHours ? [`platform:off-hours:OffHours ${region.name}-off-hours`] : []),
          `platform:region:Gateway ${region.name}-gateway`,
          `platform:region:Operators ${region.name}-operators`,
          `pulumi:providers:kubernetes ${region.name}-kubernetes`,
          `platform:service:ServiceNamespace ${region.name}-services`,
          ...serviceNames.map((name) => `platform:service:Service ${region.name}-${name}`),
          ...tenantsIn(region.name).map((name) => `platform:tenant:Tenant ${region.name}-tenant-${name}`),
        ].sort(),
      );
    }
  });

  test("gives everything but itself a parent", () => {
    expect(tree.all.filter(({ parent }) => parent === "").map(({ type }) => type)).toEqual([
      "platform:index:Platform",
    ]);
    for (const resource of tree.all.slice(1)) expect(tree.parentOf(resource)).toBeDefined();
  });

  test("gives every resource a provider of its own package and of its own region", () => {
    const resources = tree.all.filter((resource) => resource.custom && !isProvider(resource));
    for (const resource of resources) {
      const provider = tree.providerOf(resource);
      const [sdk] = resource.type.split(":");
      const name = sdk === "random" ? "random" : `${placeOf(tree, resource)}-${sdk ?? ""}`;
      expect([resource.urn, provider?.type, provider?.name]).toEqual([
        resource.urn,
        `pulumi:providers:${sdk ?? ""}`,
        name,
      ]);
    }
  });

  test("has AWS's providers in the region of their name, and the runner's half of a way in where the runner is", () => {
    const regional = tree.all.filter(
      ({ type, name }) => type === "pulumi:providers:aws" && !/^(global|runner)-aws$/u.test(name),
    );
    for (const { name, inputs } of regional) expect(name).toBe(`${inputs.region as string}-aws`);
    for (const resource of tree.all.filter((one) => ofRunner(tree, one)))
      expect(resource.inputs.region).toBe(apiAccess?.runnerNetwork?.region);
  });

  test("names what belongs to a region after it, so that no two regions collide", () => {
    const urns = tree.all.map(({ urn }) => urn);
    expect(new Set(urns).size).toBe(urns.length);
    const paired = backups.map(({ name }) => `backups-${name}`);
    for (const resource of tree.all) {
      const region = tree.regionOf(resource);
      const global = resource.name === "global-aws" || region === undefined;
      const owners = [
        ...(ofRunner(tree, resource) ? ["runner", ...regionNames] : [region]),
        ...paired,
      ].filter((owner) => owner !== undefined);
      if (!global) expect(owners.some((owner) => resource.name.startsWith(owner))).toBe(true);
    }
    expect(withoutRegion().length).toBe(
      2 +
        2 * serviceNames.length +
        (backups.length > 0 ? 1 : 0) +
        (account ? 2 : 0) +
        (dns ? 1 + withoutRegion().filter(inDns).length : 0),
    );
  });

  test("tags everything on AWS that can be, with whose it is, what it is and where", () => {
    for (const resource of tree.of("aws").filter(({ type }) => !untaggable.includes(type))) {
      const region = tree.regionOf(resource) ?? /^dns-(.+)-health$/u.exec(resource.name)?.[1];
      const place = resource.type === "aws:iam/role:Role" ? config.environment : (region ?? "no region");
      expect(at(resource, "tags")).toMatchObject({
        Name: expect.stringContaining(place) as string,
        environment: config.environment,
        "managed-by": "pulumi",
        owner: config.owner,
        platform: "social-commerce",
        region,
      });
    }
    for (const resource of tree.of("aws").filter(({ type }) => untaggable.includes(type)))
      expect(at(resource, "tags")).toBeUndefined();
  });

  test("labels every object, and writes it under the program's own name", () => {
    for (const object of tree.of("kubernetes").filter((one) => !isRelease(one)))
      expect(object.inputs.metadata).toMatchObject({
        name: expect.any(String) as string,
        annotations: { "pulumi.com/patchFieldManager": "social-commerce" },
        labels: { "app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/part-of": "social-commerce" },
      });
  });

  test("puts what belongs to the shop into the environment's namespace under a name of its own", () => {
    const parts = ["ServiceNamespace", "Service", "AlertRules", "ScalingRules"].flatMap((kind) =>
      tree.all.filter(({ type }) => type.endsWith(`:${kind}`) && type.startsWith("platform:")),
    );
    const objects = parts.flatMap((part) => tree.below(part)).filter(({ custom }) => custom);
    const sometimes = ["ExternalSecret", "SecurityPolicy", "Job"];
    const optional = objects.filter(
      ({ type, name }) => sometimes.some((kind) => type.endsWith(`:${kind}`)) || name.endsWith("-migration"),
    );
    expect(objects.length - optional.length).toBe(regionNames.length * (4 + serviceNames.length * 16));
    for (const object of objects) {
      const namespace = object.type.endsWith(":Namespace")
        ? undefined
        : `social-commerce-${config.environment}`;
      expect(at(object, "metadata", "namespace")).toBe(namespace);
      const service = serviceNames.find((name) => object.name.includes(name));
      if (service !== undefined)
        expect([service, `${service}-migration`]).toContain(
          at(object, "metadata", "labels", "app.kubernetes.io/name"),
        );
    }
  });

  test("puts what belongs to a tenant into the tenant's namespace", () => {
    const objects = tree.of("kubernetes").filter(isOfTenant);
    expect(objects.length).toBe(regionNames.flatMap(tenantsIn).length * 8);
    for (const object of objects.filter(({ type }) => !type.endsWith(":Namespace")))
      expect(at(object, "metadata", "namespace")).toBe("tenant-brand-a");
  });

  test("lets go of the objects of a cluster when the cluster goes, each of its own region's", () => {
    for (const object of tree.of("kubernetes")) {
      const region = config.regions.find(({ name }) => name === tree.regionOf(object));
      const cluster = region?.ground.kind === "aws" ? `::${region.name}-eks` : "";
      expect(object.deletedWith.endsWith(cluster)).toBe(true);
      expect(object.deletedWith === "").toBe(cluster === "");
    }
  });

  test("protects what cannot be made again, and nothing that a release touches", () => {
    for (const resource of tree.of("aws"))
      expect([resource.name, resource.protect]).toEqual([resource.name, precious.includes(resource.type)]);
    for (const object of tree.of("kubernetes")) {
      const brings =
        isRelease(object) &&
        operators.some((one) => object.name.endsWith(`-${one.name}`) && one.brings.length > 0);
      const holdsData = isOfTenant(object) && object.type.endsWith(":Namespace");
      expect([object.name, object.protect]).toEqual([object.name, brings || holdsData]);
      // The writer may have left a region that does not answer.
      expect([object.name, object.retainOnDelete]).toEqual([
        object.name,
        brings || object.name.includes("-migration"),
      ]);
    }
  });

  test("gives a service the same signing key in every region", () => {
    for (const name of serviceNames) {
      const key = `${name}-signing-key`;
      const secrets = tree.all.filter(
        ({ type, name: at }) => type === "kubernetes:core/v1:Secret" && at.endsWith(name),
      );
      expect(
        secrets.map((secret) => tree.waitsFor(secret).filter((other) => other.endsWith("-key"))),
      ).toEqual(regionNames.map(() => [key]));
    }
  });

  test("guards every route, and watches it", () => {
    const routes = tree.all.filter(
      ({ type, name }) => type.endsWith(":HTTPRoute") && !name.endsWith("-preview"),
    );
    expect(routes).toHaveLength(regionNames.length * serviceNames.length);
    for (const { name, hooks } of routes)
      expect(hooks).toEqual({
        beforeCreate: [`${name}-release-guard`],
        beforeUpdate: [`${name}-release-guard`],
        afterCreate: [`${name}-release-watch`],
        afterUpdate: [`${name}-release-watch`],
      });
    for (const { name, onDryRun } of tree.recording.hooks)
      expect([name, onDryRun]).toEqual([name, name.endsWith("-guard")]);
  });

  test("guards the pods and the floors of every colour with the guard of their route", () => {
    const bound = (kind: string): Recorded[] =>
      tree.all.filter(({ type, name }) => type.endsWith(`:${kind}`) && !name.endsWith("-headroom"));
    const pairs = regionNames.length * serviceNames.length * 2;
    expect([bound("Deployment").length, bound("HorizontalPodAutoscaler").length]).toEqual([pairs, pairs]);
    const never = { beforeCreate: [], beforeUpdate: [], afterCreate: [], afterUpdate: [] };
    const guardOf = (name: string): string => name.replace(/-(blue|green)$/u, "-release-guard");
    for (const { name, hooks } of bound("Deployment"))
      expect(hooks).toEqual({ ...never, beforeCreate: [guardOf(name)], beforeUpdate: [guardOf(name)] });
    for (const { name, hooks } of bound("HorizontalPodAutoscaler"))
      expect(hooks).toEqual({ ...never, beforeUpdate: [guardOf(name)] });
  });

  test("asks the token service of another region, where there is another", () => {
    for (const { inputs } of tree.all.filter(({ type }) => type === "pulumi:providers:aws"))
      expect([regionNames.length > 1, inputs.stsRegion === inputs.region]).toEqual([true, false]);
  });

  test("tells of every component something that a person can read", () => {
    for (const component of tree.all.filter(({ custom }) => !custom))
      expect(tree.outputsOf(component)).toBeDefined();
    expect(tree.outputsOf(tree.one("platform:index:Platform"))).toEqual({
      summary: `${config.environment} · ${config.domain} · writes go to ${config.writer}`,
    });
  });
});
