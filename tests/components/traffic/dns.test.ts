import * as pulumi from "@pulumi/pulumi";

import type { Region } from "../../../config/model";
import { globalProvider } from "../../../components/region/providers";
import { regionalHostname } from "../../../components/region/gateway/gateway";
import { Dns } from "../../../components/traffic/dns";
import { record, type Recorded } from "../../support/recorder";
import { account, estate, region as sample } from "../../support/samples";
import { at, json, Tree } from "../../support/tree";

const hostname = "api.shop.example.com";
const dns = { hostedZoneId: "Z0123456789EXAMPLE", healthCheckPath: "/users/health" };
const type = "aws:route53/record:Record";

type Role = Region["role"];

const region = (name: string, role: Role, trafficPercent: number): Region => ({
  ...sample,
  name,
  role,
  trafficPercent,
});

const east = region("us-east-1", "primary", 80);
const west = region("us-west-2", "secondary", 20);
const standby = region("eu-central-1", "standby", 0);

const build = async (...regions: readonly Region[]): Promise<Tree> =>
  new Tree(
    await record(() => {
      const providers = [globalProvider({ estate, account, tokenRegion: "us-west-2" }, {})];
      const behind = regions.map((one) => ({
        region: one,
        address: {
          dnsName: pulumi.output(`door of ${one.name}`),
          zoneId: pulumi.output(`zone of ${one.name}`),
        },
      }));
      return new Dns("dns", { estate, hostname, dns, regions: behind }, { providers });
    }),
  );

const records = (tree: Tree): Recorded[] => tree.all.filter((one) => one.type === type);

/** Weights of the records that share the users, by the name of the record. */
const weights = (tree: Tree): Record<string, unknown> =>
  Object.fromEntries(
    records(tree)
      .filter(({ inputs }) => inputs.weightedRoutingPolicies !== undefined)
      .map((one) => [one.name, at(one, "weightedRoutingPolicies", 0, "weight")]),
  );

const alias = (name: string, zoneId = dns.hostedZoneId): object => ({
  zoneId: dns.hostedZoneId,
  type: "A",
  aliases: [{ name, zoneId, evaluateTargetHealth: true }],
});

describe("The shop's name", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build(east, standby, west);
  });

  test("is a record and a health check for each region, the serving ones, and the two that users meet", () => {
    expect(tree.children(tree.one("platform:traffic:Dns"))).toEqual([
      "aws:route53/healthCheck:HealthCheck dns-eu-central-1-health",
      "aws:route53/healthCheck:HealthCheck dns-us-east-1-health",
      "aws:route53/healthCheck:HealthCheck dns-us-west-2-health",
      `${type} dns-eu-central-1`,
      `${type} dns-primary`,
      `${type} dns-secondary`,
      `${type} dns-serving-us-east-1`,
      `${type} dns-serving-us-west-2`,
      `${type} dns-us-east-1`,
      `${type} dns-us-west-2`,
    ]);
  });

  test.each(["us-east-1", "us-west-2", "eu-central-1"])(
    "leads to the front door of %s by a name of its own",
    (name) => {
      expect(regionalHostname(hostname, name)).toBe(`${name}.${hostname}`);
      expect(tree.one(type, `dns-${name}`).inputs).toEqual({
        name: `${name}.${hostname}`,
        ...alias(`door of ${name}`, `zone of ${name}`),
      });
    },
  );

  test.each(["us-east-1", "us-west-2", "eu-central-1"])(
    "asks %s over TLS, by that name, every 10 seconds, and gives up after 3",
    (name) => {
      const { tags, ...check } = tree.one("aws:route53/healthCheck:HealthCheck", `dns-${name}-health`).inputs;
      expect(tags).toMatchObject({ Name: `${name}.${hostname}`, region: name });
      expect(check).toEqual({
        type: "HTTPS",
        fqdn: `${name}.${hostname}`,
        port: 443,
        resourcePath: "/users/health",
        enableSni: true,
        requestInterval: 10,
        failureThreshold: 3,
      });
    },
  );

  test("shares its users by weight between the regions that serve, each while it is healthy", () => {
    expect(weights(tree)).toEqual({ "dns-serving-us-east-1": 80, "dns-serving-us-west-2": 20 });
    for (const { name } of [east, west])
      expect(tree.one(type, `dns-serving-${name}`).inputs).toMatchObject({
        name: `serving.${hostname}`,
        ...alias(`${name}.${hostname}`),
        setIdentifier: name,
        healthCheckId: `id of dns-${name}-health`,
      });
  });

  test("goes to the serving regions first, and to the standby when none of them answers", () => {
    expect(tree.one(type, "dns-primary").inputs).toEqual({
      name: hostname,
      ...alias(`serving.${hostname}`),
      setIdentifier: "primary",
      failoverRoutingPolicies: [{ type: "PRIMARY" }],
    });
    expect(tree.one(type, "dns-secondary").inputs).toEqual({
      name: hostname,
      ...alias(`eu-central-1.${hostname}`),
      setIdentifier: "secondary",
      failoverRoutingPolicies: [{ type: "SECONDARY" }],
      healthCheckId: "id of dns-eu-central-1-health",
    });
  });

  test("belongs to no region: everything is made by the global provider, whose token is of another one", () => {
    const provider = tree.one("pulumi:providers:aws");
    expect(provider.name).toBe("global-aws");
    expect(provider.inputs).toMatchObject({ region: "us-east-1", stsRegion: "us-west-2" });
    expect(json(provider, "allowedAccountIds")).toEqual(["111122223333"]);
    for (const resource of tree.of("aws")) expect(tree.providerOf(resource)?.urn).toBe(provider.urn);
  });

  test("tells a person who serves, and who waits", () => {
    expect(tree.outputsOf(tree.one("platform:traffic:Dns"))).toEqual({
      summary: "api.shop.example.com · us-east-1 80 % · us-west-2 20 % · then eu-central-1",
    });
  });
});

describe("The shop's name", () => {
  const withoutWeights = (tree: Tree): Map<string, unknown> =>
    new Map(
      tree
        .of("aws")
        .map(({ urn, inputs: { weightedRoutingPolicies, ...rest } }) => [
          urn,
          [weightedRoutingPolicies !== undefined, rest],
        ]),
    );

  test("moves by its weights alone when shares change", async () => {
    const before = await build(east, west, standby);
    const after = await build({ ...east, trafficPercent: 0 }, { ...west, trafficPercent: 100 }, standby);
    expect(weights(after)).toEqual({ "dns-serving-us-east-1": 0, "dns-serving-us-west-2": 100 });
    expect(withoutWeights(after)).toEqual(withoutWeights(before));
  });

  test("has no secondary where there is no standby", async () => {
    const tree = await build(east, west);
    const names = records(tree).map(({ name }) => name);
    expect(names).toContain("dns-primary");
    expect(names).not.toContain("dns-secondary");
    expect(tree.outputsOf(tree.one("platform:traffic:Dns"))).toEqual({
      summary: "api.shop.example.com · us-east-1 80 % · us-west-2 20 %",
    });
  });

  test("counts a standby with a share among those that serve, and behind them is nobody", async () => {
    const tree = await build({ ...east, trafficPercent: 70 }, west, { ...standby, trafficPercent: 10 });
    expect(weights(tree)).toEqual({
      "dns-serving-us-east-1": 70,
      "dns-serving-us-west-2": 20,
      "dns-serving-eu-central-1": 10,
    });
    expect(records(tree).map(({ name }) => name)).not.toContain("dns-secondary");
  });

  test("keeps a region without users among those that serve, unless it is the standby", async () => {
    const tree = await build({ ...east, trafficPercent: 100 }, { ...west, trafficPercent: 0 }, standby);
    expect(weights(tree)).toEqual({ "dns-serving-us-east-1": 100, "dns-serving-us-west-2": 0 });
    expect(tree.one(type, "dns-secondary").inputs.healthCheckId).toBe("id of dns-eu-central-1-health");
  });
});
