import { offlineEnvironment } from "../../../tools/preview/environment";
import { makeUrn, nameOf, typeOf } from "../../../tools/preview/engine/urn";
import { worst } from "../../../tools/preview/failure";
import { manifestFiles, releaseFiles } from "../../../tools/preview/output/manifests";
import type { Plan, PlanResource, PlanValue } from "../../../tools/preview/plan";
import { regionsOf } from "../../../tools/preview/regions";
import { readStackConfig } from "../../../tools/preview/stack-config";

describe("configuration", () => {
  it("is text by namespaced key, and a nested secret makes its whole key secret", () => {
    const text = `
secretsprovider: awskms://key
config:
  aws:region: eu-central-1
  count: 3
  on: true
  shop:list: [1, { secure: v1:abc }]
  shop:map: { plain: x, deep: { secure: v1:abc } }
  shop:alone: { secure: v1:abc }
`;
    expect(readStackConfig(text, "shop")).toEqual({
      values: {
        "aws:region": "eu-central-1",
        "shop:count": "3",
        "shop:on": "true",
        "shop:list": '[1,"[secret]"]',
        "shop:map": '{"plain":"x","deep":"[secret]"}',
        "shop:alone": "[secret]",
      },
      secretKeys: ["shop:list", "shop:map", "shop:alone"],
    });
  });

  it.each(["", "config:", "config: {}"])("may be empty: %j", (text) => {
    expect(readStackConfig(text, "shop")).toEqual({ values: {}, secretKeys: [] });
  });
});

describe("the environment of a program", () => {
  it("has nothing that leads outside", () => {
    const own = {
      PATH: "/bin",
      AWS_PROFILE: "a",
      PULUMI_ACCESS_TOKEN: "b",
      KUBECONFIG: "c",
      https_proxy: "d",
    };
    expect(offlineEnvironment(own, { PULUMI_CONFIG: "{}" })).toEqual({ PATH: "/bin", PULUMI_CONFIG: "{}" });
  });
});

describe("a URN", () => {
  const stack = { stack: "dev", project: "shop" };
  const top = makeUrn({ ...stack, parent: undefined, type: "pulumi:pulumi:Stack", name: "shop-dev" });
  const outer = makeUrn({ ...stack, parent: top, type: "a:b:Outer", name: "outer" });

  it("has the types of the ancestors below the stack, and a name that may hold colons", () => {
    const inner = makeUrn({ ...stack, parent: outer, type: "a:b:Inner", name: "x::y" });
    expect(outer).toBe("urn:pulumi:dev::shop::a:b:Outer::outer");
    expect(inner).toBe("urn:pulumi:dev::shop::a:b:Outer$a:b:Inner::x::y");
    expect([typeOf(inner), nameOf(inner)]).toEqual(["a:b:Inner", "x::y"]);
  });
});

describe("exit codes", () => {
  it("are the first found of 3, 2, 1", () => {
    expect(worst([0, 1, 2, 3])).toBe(3);
    expect(worst([1, 2, 0])).toBe(2);
    expect(worst([0, 1])).toBe(1);
    expect(worst([0, 0])).toBe(0);
  });
});

describe("regions", () => {
  const at = (urn: string, more: { parent?: string; provider?: string; region?: PlanValue }) => ({
    urn,
    ...(more.parent === undefined ? {} : { parent: more.parent }),
    ...(more.provider === undefined ? {} : { provider: more.provider }),
    inputs: more.region === undefined ? {} : { region: more.region },
  });

  it("come from the resource, its provider, or the nearest ancestor that names one", () => {
    const regions = regionsOf([
      at("aws", { region: "east" }),
      at("kubernetes", { parent: "component" }),
      at("component", { region: "west" }),
      at("inner", { parent: "component" }),
      at("bucket", { parent: "inner", provider: "aws" }),
      at("moved", { parent: "inner", provider: "aws", region: "north" }),
      at("pod", { parent: "inner", provider: "kubernetes" }),
      at("nowhere", { region: { not: "text" } }),
    ]);
    expect(Object.fromEntries(regions)).toEqual({
      aws: "east",
      kubernetes: "west",
      component: "west",
      inner: "west",
      bucket: "east",
      moved: "north",
      pod: "west",
    });
  });
});

describe("manifests", () => {
  const object = (type: string, inputs: Record<string, PlanValue>, region?: string) =>
    ({
      urn: "",
      type,
      name: "logical",
      custom: true,
      inputs,
      ...(region === undefined ? {} : { region }),
    }) as PlanResource;
  const names = (...resources: PlanResource[]) =>
    manifestFiles({ resources } as unknown as Plan).map(({ path }) => path);
  const metadata = { namespace: "shop", name: "cart" };

  it("are named by namespace, kind and name, below their region", () => {
    expect(
      names(
        object(
          "kubernetes:apps/v1:Deployment",
          { apiVersion: "apps/v1", kind: "Deployment", metadata },
          "east",
        ),
        object("kubernetes:core/v1:Namespace", {
          apiVersion: "v1",
          kind: "Namespace",
          metadata: { name: "shop" },
        }),
        object("kubernetes:core/v1:ServicePatch", { apiVersion: "v1", kind: "Service", metadata }, "east"),
        object("kubernetes:core/v1:ConfigMap", { apiVersion: "v1", kind: "ConfigMap" }, "east"),
      ),
    ).toEqual([
      "manifests/east/shop-deployment-cart.yaml",
      "manifests/global/namespace-shop.yaml",
      "manifests/east/shop-service-patch-cart.yaml",
      "manifests/east/configmap-logical.yaml",
    ]);
  });

  it("do not overwrite each other, nor leave their directory", () => {
    const route = (group: string, name: string) =>
      object(
        `kubernetes:${group}/v1:Route`,
        { apiVersion: `${group}/v1`, kind: "Route", metadata: { name } },
        "../..",
      );
    expect(names(route("a", "x"), route("b", "x"), route("c", "../../x"))).toEqual([
      "manifests/unnamed/route-x.yaml",
      "manifests/unnamed/route-x-2.yaml",
      "manifests/unnamed/route-..-..-x.yaml",
    ]);
  });

  it("are not what a chart makes: its release is chart, version and values, below its region", () => {
    const inputs = {
      name: "proxy",
      chart: "gateway",
      repositoryOpts: { repo: "https://charts.test" },
      version: "1.9.1",
      namespace: "system",
      values: { replicas: 2 },
      atomic: true,
    };
    const release = object("kubernetes:helm.sh/v3:Release", inputs, "east");
    const artifact = object("kubernetes:helm.sh/v3:Release", { chart: "oci://charts.test/gateway" });
    expect(names(release)).toEqual([]);
    const plan = { resources: [release, artifact, object("kubernetes:core/v1:Pod", { kind: "Pod" })] };
    expect(releaseFiles(plan as unknown as Plan)).toEqual([
      {
        path: "releases/east/system-proxy.yaml",
        text: "chart: gateway\nrepository: https://charts.test\nversion: 1.9.1\nnamespace: system\nvalues:\n  replicas: 2\n",
      },
      { path: "releases/global/logical.yaml", text: "chart: oci://charts.test/gateway\n" },
    ]);
  });

  it("leave out what is not one object", () => {
    expect(
      names(
        object("kubernetes:helm.sh/v3:Release", { apiVersion: "x", kind: "y" }),
        object("pulumi:providers:kubernetes", { apiVersion: "x", kind: "y" }),
        object("aws:s3/bucket:Bucket", { apiVersion: "x", kind: "y" }),
        object("kubernetes:core/v1:Pod", {}),
      ),
    ).toEqual([]);
  });
});
