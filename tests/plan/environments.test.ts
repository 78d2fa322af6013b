import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import type { PlatformConfig } from "../../config/model";
import { environments } from "../../config/profiles";
import { ownKeys, readConfig } from "../../config/stack-file";

const stacks = ["local", "staging", "production"] as const;
type Stack = (typeof stacks)[number];

function configOf(stack: Stack): Record<string, unknown> {
  return (parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8")) as { config: Record<string, unknown> }).config;
}

function resolved(stack: Stack): PlatformConfig {
  const { config, problems } = readConfig(ownKeys(configOf(stack)));
  expect(problems).toEqual([]);
  return config!;
}

/** Every TypeScript file under a folder, as path and text. */
function sources(folder: string): [string, string][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => [join(folder, file), readFileSync(join(folder, file), "utf8")]);
}

const zonesOf = ({ regions }: PlatformConfig): number[] =>
  regions.map(({ ground }) => (ground.kind === "aws" ? ground.zones.length : 0));

describe("The environments", () => {
  test("are each a stack file that resolves", () => {
    expect(stacks.map((stack) => resolved(stack).environment)).toEqual([
      "development",
      "staging",
      "production",
    ]);
  });

  test("are written with the same keys, so that they differ in data alone", () => {
    // Production alone has users at every hour.
    const staging = Object.keys(configOf("staging")).filter((key) => !key.endsWith(":offHours"));
    expect(staging).toEqual(Object.keys(configOf("production")));
    // A laptop has no account, nobody who issues tokens, no stores of others, no queues of AWS, and nothing is announced for it.
    const elsewhere =
      /:(account|apiAccess|dns|residency|backups|recovery|access|auth|outside|stores|topics|buses|queues|nodes|calendar|quotas)$/u;
    const asLocal = Object.keys(configOf("production")).filter((key) => !elsewhere.test(key));
    expect(Object.keys(configOf("local"))).toEqual(asLocal);
  });

  test("run the same services under the same paths", () => {
    const paths = stacks.map((stack) => resolved(stack).services.map(({ name, path }) => [name, path]));
    expect(paths[0]).toEqual([
      ["cart-service", "/cart"],
      ["order-service", "/orders"],
      ["product-service", "/products"],
      ["user-service", "/users"],
    ]);
    expect(paths[1]).toEqual(paths[0]);
    expect(paths[2]).toEqual(paths[0]);
  });

  test("make a resource without a provider of its own an error", () => {
    for (const stack of stacks) expect(configOf(stack)["pulumi:disable-default-providers"]).toEqual(["*"]);
  });

  test("live in accounts, domains, hosted zones and networks of their own", () => {
    const all = stacks.map(resolved);
    expect(new Set(all.map(({ domain }) => domain)).size).toBe(stacks.length);
    expect(new Set(all.map(({ account }) => account?.id)).size).toBe(stacks.length);
    expect(new Set(all.map(({ dns }) => dns?.hostedZoneId)).size).toBe(stacks.length);
    const networks = all.flatMap(({ regions }) =>
      regions.flatMap(({ ground }) => (ground.kind === "aws" ? [ground.cidr] : [])),
    );
    expect(new Set(networks).size).toBe(networks.length);
    const runners = all.flatMap(({ apiAccess }) => apiAccess?.runnerNetwork?.vpcId ?? []);
    expect(new Set(runners).size).toBe(2);
  });
});

describe("Production", () => {
  const production = resolved("production");

  test("has a primary, a secondary and a standby, three zones each", () => {
    expect(production.regions.map(({ name, role }) => [name, role])).toEqual([
      ["eu-central-1", "standby"],
      ["us-east-1", "primary"],
      ["us-west-2", "secondary"],
    ]);
    expect(zonesOf(production)).toEqual([3, 3, 3]);
  });

  test("writes in its primary, and has no users on its standby", () => {
    expect(production.writer).toBe("us-east-1");
    expect(production.regions.map(({ trafficPercent }) => trafficPercent)).toEqual([0, 80, 20]);
    expect(production.regions[0]!.capacityPercent).toBeLessThan(100);
  });

  test("keeps the former version of every service on green, ready to take the requests back", () => {
    for (const { release } of production.services) {
      expect([release.blue.weight, release.green.weight]).toEqual([100, 0]);
      expect(release.green.declared).toBe(true);
      expect(release.green.digest).not.toBe(release.blue.digest);
    }
  });
});

describe("The code", () => {
  const files = [
    ...sources("components"),
    ...sources("guards"),
    ["index.ts", readFileSync("index.ts", "utf8")] as const,
  ];

  test.each([...files])("of %s names no environment and no stack", (_, text) => {
    const names = [...new Set([...environments, ...stacks])].join("|");
    expect(text).not.toMatch(new RegExp(`["'\`](${names})["'\`]`, "u"));
    expect(text).not.toMatch(
      /getStack\(|getProject\(|environment\s*[!=]==?|process\.env|new pulumi\.Config/u,
    );
  });

  test("is looked at in full", () => {
    expect(files.length).toBeGreaterThan(25);
  });
});
