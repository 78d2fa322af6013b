import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { ownKeys } from "../../config/stack-file";
import { rules } from "../../policies/rules";
import type { PlanResource } from "../../tools/preview/plan";
import { productionPlan, regions, services } from "./production-plan";

const root = join(__dirname, "../..");
const plan = productionPlan();
const { ofType, one } = plan;
const byUrn = (urn: string): PlanResource => plan.resources.find((resource) => resource.urn === urn)!;

interface KubernetesObject {
  metadata: { name: string; namespace?: string };
  spec: Record<string, unknown>;
}
const object = ({ inputs }: PlanResource): KubernetesObject => inputs as unknown as KubernetesObject;

/** What the inputs of a pair of buckets say. */
/** An external metric of an autoscaler. */
interface Series {
  readonly metric: { readonly name: string };
}

interface PairInputs {
  readonly purpose: string;
  readonly retentionClass: string;
  readonly fromRegion: string;
  readonly toRegion: string;
}

function stackFile(): { residency: Readonly<Record<string, string[]>> } {
  const { config } = parse(readFileSync(join(root, "Pulumi.production.yaml"), "utf8")) as {
    config: Record<string, unknown>;
  };
  return ownKeys(config) as { residency: Record<string, string[]> };
}

describe("production's plan", () => {
  it("changes each route when the one of the wave before is well: secondary, primary, standby", () => {
    const waitsFor = (region: string, service: string): string[] =>
      one("kubernetes:gateway.networking.k8s.io/v1:HTTPRoute", `${region}-${service}`)
        .dependencies.map(byUrn)
        .filter(({ type }) => type.endsWith(":HTTPRoute"))
        .map(({ name }) => name);
    for (const service of services) {
      expect(waitsFor("us-west-2", service)).toEqual([]);
      expect(waitsFor("us-east-1", service)).toEqual([`us-west-2-${service}`]);
      expect(waitsFor("eu-central-1", service)).toEqual([`us-east-1-${service}`]);
    }
  });

  it("has an EKS cluster in each of its three regions", () => {
    expect(ofType("aws:eks/cluster:Cluster").map(({ region }) => region)).toEqual(regions);
  });

  it("enforces network policies in each region on AWS, where Auto Mode would not", () => {
    const maps = ofType("kubernetes:core/v1:ConfigMap").filter(
      (map) => object(map).metadata.name === "amazon-vpc-cni",
    );
    expect(maps.map(({ region }) => region).sort()).toEqual(regions);
    for (const map of maps)
      expect(map.inputs).toMatchObject({
        metadata: { namespace: "kube-system" },
        data: { "enable-network-policy-controller": "true" },
      });
  });

  it("reads the use of pods in each region, without which no autoscaler acts", () => {
    expect(ofType("aws:eks/addon:Addon").map(({ name }) => name)).toEqual(
      regions.map((region) => `${region}-metrics-server`),
    );
  });

  it("leaves nothing of a way into a cluster, or of its nodes, unsaid that only `up` knows", () => {
    for (const { inputs } of ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").filter(
      ({ name }) => name.endsWith("-runner-to-api"),
    ))
      expect(inputs.securityGroupId).toBe("[unknown]");
    for (const nodeClass of ofType("kubernetes:eks.amazonaws.com/v1:NodeClass"))
      expect(object(nodeClass).spec.securityGroupSelectorTerms).toEqual([{ id: "[unknown]" }]);
  });

  it("has an autoscaler at 70 % and 80 % for each colour of each service in each region", () => {
    const autoscalers = ofType("kubernetes:autoscaling/v2:HorizontalPodAutoscaler");
    const expected = regions.flatMap((region) =>
      services.flatMap((service) => ["blue", "green"].map((colour) => `${region} ${service}-${colour}`)),
    );
    expect(autoscalers.map((one) => `${one.region!} ${object(one).metadata.name}`).sort()).toEqual(expected);
    for (const autoscaler of autoscalers) {
      const target = (name: string, averageUtilization: number) => ({
        type: "Resource",
        resource: { name, target: { type: "Utilization", averageUtilization } },
      });
      const [cpu, memory, ...external] = object(autoscaler).spec.metrics as { external: Series }[];
      expect([cpu, memory]).toEqual([target("cpu", 70), target("memory", 80)]);
      // A peak is announced for every service.
      const follows = object(autoscaler).metadata.name.startsWith("cart-service-");
      expect(external.map((one) => one.external.metric.name).sort()).toEqual([
        // One of its queues is followed.
        ...(follows ? ["platform:backlog"] : []),
        "platform:calendar_floor_replicas",
        "platform:held_replicas",
        "platform:request_rate",
        "platform:slow_replicas",
      ]);
    }
  });

  it("has a route for each service in each region, whose weights sum to 100", () => {
    const all = ofType("kubernetes:gateway.networking.k8s.io/v1:HTTPRoute");
    const routes = all.filter((route) => !object(route).metadata.name.endsWith(".preview"));
    expect(all).toHaveLength(routes.length * 2);
    const expected = regions.flatMap((region) => services.map((service) => `${region} ${service}`));
    expect(routes.map((route) => `${route.region!} ${object(route).metadata.name}`).sort()).toEqual(expected);
    for (const route of routes) {
      for (const { backendRefs } of object(route).spec.rules as { backendRefs: { weight: number }[] }[])
        expect(backendRefs.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    }
  });

  it("has the rules of its objectives in each region, beside the services", () => {
    const all = ofType("kubernetes:monitoring.coreos.com/v1:PrometheusRule");
    const rules = all.filter((rule) => object(rule).metadata.name === "objectives");
    const dumped = all.filter((rule) => object(rule).metadata.name === "backups");
    expect(dumped.map(({ region }) => region)).toEqual(["us-east-1"]);
    expect(rules.map(({ region }) => region).sort()).toEqual(regions);
    for (const rule of rules) {
      expect(object(rule).metadata.namespace).toBe("social-commerce-production");
      const groups = object(rule).spec.groups as { name: string }[];
      expect(groups.map(({ name }) => name)).toEqual(
        services.flatMap((service) =>
          ["objectives", "budgets", "release"].map((kind) => `${service}-${kind}`),
        ),
      );
    }
  });

  it("has what its calendar announces in each region, and node budgets that know of it", () => {
    const all = ofType("kubernetes:monitoring.coreos.com/v1:PrometheusRule");
    const calendars = all.filter((rule) => object(rule).metadata.name === "calendar");
    expect(calendars.map(({ region }) => region).sort()).toEqual(regions);
    const names = new Set(all.map((rule) => object(rule).metadata.name));
    // Dumps are made, and watched, in one region.
    expect([...names].sort()).toEqual(["backups", "calendar", "objectives", "scaling"]);
    expect(all).toHaveLength((names.size - 1) * regions.length + 1);
    const pools = ofType("kubernetes:karpenter.sh/v1:NodePool");
    const images = pools.map(({ region, inputs }) => {
      const { disruption } = inputs.spec as unknown as { disruption: { budgets: Record<string, string>[] } };
      // A tenth, images, two peaks, a drill.
      expect(disruption.budgets).toHaveLength(5);
      return `${region!} ${disruption.budgets[1]!.schedule!}`;
    });
    // Each from the end of its region's share on: secondary, primary, standby.
    expect(images.sort()).toEqual([
      ...["eu-central-1 0 4 * * 0", "us-east-1 20 3 * * 0", "us-west-2 40 2 * * 0"],
    ]);
  });

  it("copies each class of backups into another region where it may be, under that region's key", () => {
    const { residency } = stackFile();
    const pairs = ofType("platform:backup:BucketPair").map(({ inputs }) => inputs as unknown as PairInputs);
    expect(pairs.map(({ purpose }) => purpose).sort()).toEqual(["orders", "users"]);
    for (const { purpose, retentionClass, fromRegion, toRegion } of pairs) {
      expect(toRegion).not.toBe(fromRegion);
      expect(residency[retentionClass]).toEqual(expect.arrayContaining([fromRegion, toRegion]));
      const bucket = (region: string): string => `${purpose}-production-${region}-111122223333`;
      for (const region of [fromRegion, toRegion])
        expect(one("aws:s3/bucket:Bucket", `backups-${purpose}-${region}`)).toMatchObject({
          region,
          protect: true,
          inputs: { bucket: bucket(region), objectLockEnabled: true },
        });
      const replication = one(
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
        `backups-${purpose}-replication`,
      );
      expect(replication).toMatchObject({ region: fromRegion, inputs: { bucket: bucket(fromRegion) } });
      const [rule] = replication.inputs.rules as unknown as { destination: { bucket: string } }[];
      expect(rule!.destination.bucket).toBe(`arn:aws:s3:::${bucket(toRegion)}`);
      // The key's ARN is not known yet; what it will be of is.
      const keys = replication.propertyDependencies
        .rules!.map(byUrn)
        .filter(({ type }) => type === "aws:kms/key:Key");
      expect(keys.map(({ name, region }) => [name, region])).toEqual([[`${toRegion}-backups-key`, toRegion]]);
    }
  });

  it("shares its users between primary and secondary, and has the standby behind both", () => {
    const records = ofType("aws:route53/record:Record");
    const weights = records.flatMap(({ inputs }) =>
      inputs.weightedRoutingPolicies === undefined
        ? []
        : [[inputs.setIdentifier, inputs.weightedRoutingPolicies]],
    );
    expect(weights).toEqual([
      ["us-east-1", [{ weight: 80 }]],
      ["us-west-2", [{ weight: 20 }]],
    ]);
    expect(one("aws:route53/record:Record", "dns-secondary").inputs).toMatchObject({
      name: "api.shop.example.com",
      aliases: [{ name: "eu-central-1.api.shop.example.com" }],
      failoverRoutingPolicies: [{ type: "SECONDARY" }],
    });
    expect(ofType("aws:route53/healthCheck:HealthCheck").map(({ inputs }) => inputs.fqdn)).toEqual(
      regions.map((region) => `${region}.api.shop.example.com`),
    );
    for (const { provider } of records) expect(byUrn(provider!).name).toBe("global-aws");
  });

  it("records every connection of each network, and reaches S3 and twelve services without the internet", () => {
    expect(ofType("aws:ec2/flowLog:FlowLog").map(({ region }) => region)).toEqual(regions);
    const endpoints = ofType("aws:ec2/vpcEndpoint:VpcEndpoint");
    for (const region of regions) {
      const names = endpoints.flatMap(({ region: its, inputs }) =>
        its === region ? [inputs.serviceName as string] : [],
      );
      expect(names).toHaveLength(13);
      expect(names.every((name) => name.startsWith(`com.amazonaws.${region}.`))).toBe(true);
    }
  });

  it("lets the internet reach the public subnets of its networks, and nothing else in the account", () => {
    const excluded = ofType("aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion");
    const subnets = excluded.map(
      ({ propertyDependencies }) => byUrn(propertyDependencies.subnetId![0]!).name,
    );
    expect(subnets.sort()).toEqual(
      regions.flatMap((at) => ["a", "b", "c"].map((zone) => `${at}${zone}-public`)),
    );
    const options = ofType("aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions");
    expect(options.map(({ region }) => region)).toEqual(regions);
    expect(ofType("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock")).toHaveLength(1);
  });

  it("has a front door in each of its three regions", () => {
    expect(ofType("aws:lb/loadBalancer:LoadBalancer").map(({ region }) => region)).toEqual(regions);
  });

  it("gives every resource but the root stack a parent", () => {
    expect(plan.resources.filter(({ parent }) => parent === undefined).map(({ type }) => type)).toEqual([
      "pulumi:pulumi:Stack",
    ]);
  });

  it("gives every resource an explicit provider of its own package and region, random included", () => {
    const managed = plan.resources.filter(
      ({ custom, type }) => custom && !type.startsWith("pulumi:providers:"),
    );
    expect(managed.length).toBeGreaterThan(300);
    for (const { type, provider, urn, region } of managed) {
      const { type: providerType, region: providerRegion } = byUrn(provider ?? urn);
      expect(`${urn} ${providerType}`).toBe(`${urn} pulumi:providers:${type.split(":")[0]!}`);
      expect(`${urn} ${providerRegion ?? ""}`).toBe(`${urn} ${region ?? ""}`);
    }
    expect(managed.some(({ type }) => type === "random:index/randomPassword:RandomPassword")).toBe(true);
  });

  it("has every policy judge every resource, and none refused or left undecided", () => {
    expect(plan.policy.map(({ rule }) => rule).sort()).toEqual(rules.map(({ name }) => name).sort());
    for (const { rule, passed, failed, undecided, notApplicable } of plan.policy) {
      expect({ rule, total: passed + failed + undecided + notApplicable }).toEqual({
        rule,
        total: plan.resources.length,
      });
      expect({ rule, failed, undecided }).toEqual({ rule, failed: 0, undecided: 0 });
    }
  });

  it("gives no user traffic to the standby, which still runs every service", () => {
    const platform = ofType("platform:index:Platform")[0]!.inputs as unknown as {
      regions: { name: string; role: string; trafficPercent: number }[];
    };
    const standby = platform.regions.filter(({ role }) => role === "standby");
    expect(standby).toMatchObject([{ name: "eu-central-1", trafficPercent: 0 }]);
    const deployments = ofType("kubernetes:apps/v1:Deployment").filter(
      ({ region, name }) => region === "eu-central-1" && !name.endsWith("-headroom"),
    );
    expect(deployments).toHaveLength(services.length * 2);
  });
});
