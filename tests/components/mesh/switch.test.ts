import { execFileSync } from "node:child_process";

import { Platform } from "../../../components/platform";
import { meshStages, type MeshStage } from "../../../config/features";
import type { PlatformConfig } from "../../../config/model";
import { record, type Recorded } from "../../support/recorder";
import { platformOf } from "../../support/samples";
import { at, Tree } from "../../support/tree";

jest.setTimeout(60_000);

const { recovery: _, ...staging } = platformOf("staging");
const region = staging.regions[0]!;
const config: PlatformConfig = {
  ...staging,
  regions: [region],
  ...{ stores: [], dumps: [], promises: [], backups: [] },
  services: staging.services.map((service) => ({ ...service, isolated: service.name === "user-service" })),
  tenants: staging.tenants.map((tenant) => ({ ...tenant, regions: [region.name], gatewayPort: 8080 })),
};
const trees = new Map<MeshStage, Tree>();

beforeAll(async () => {
  for (const mesh of meshStages)
    trees.set(
      mesh,
      new Tree(await record(() => new Platform("platform", { ...config, features: { mesh } }))),
    );
});

const tree = (stage: MeshStage): Tree => trees.get(stage)!;
const kind = (stage: MeshStage, suffix: string): Recorded[] =>
  tree(stage).all.filter(({ type }) => type.endsWith(suffix));
const key = ({ inputs }: Recorded): string => {
  const { namespace, name } = inputs.metadata as { namespace?: string; name: string };
  return [namespace ?? "", name].join("/");
};
const byKey = (objects: Recorded[]): Map<string, Recorded> => new Map(objects.map((one) => [key(one), one]));
const steps = meshStages.slice(1).map((to, index) => [meshStages[index]!, to] as const);
const shop = "social-commerce-staging";

describe.each(steps)("A step of the mesh from %s to %s", (from, to) => {
  test("takes away nothing, renames nothing and moves nothing", () => {
    const urns = (stage: MeshStage): string[] => tree(stage).all.map(({ urn }) => urn);
    expect(urns(from).filter((urn) => !urns(to).includes(urn))).toEqual([]);
    for (const { urn, parent, provider, protect } of tree(from).all) {
      const after = tree(to).all.find((one) => one.urn === urn)!;
      expect([urn, after.parent, after.provider, after.protect]).toEqual([urn, parent, provider, protect]);
    }
  });

  test("changes nothing of what pods are made from, so that none is restarted", () => {
    const makers =
      /:(Deployment|Job|CronJob|EnvoyProxy|HTTPRoute|ConfigMap|HorizontalPodAutoscaler|Release)$/u;
    const made = (stage: MeshStage) => tree(stage).all.filter(({ type }) => makers.test(type));
    expect(made(from).length).toBeGreaterThan(20);
    for (const { urn, inputs } of made(from))
      expect([urn, tree(to).all.find((one) => one.urn === urn)!.inputs]).toEqual([urn, inputs]);
  });

  test("changes labels of three kinds of namespace and network policies of those in the mesh, and nothing else", () => {
    const changed = tree(from).all.filter(({ urn, custom, inputs }) => {
      const after = tree(to).all.find((one) => one.urn === urn)!;
      return custom && JSON.stringify(after.inputs) !== JSON.stringify(inputs);
    });
    expect(
      changed.filter(({ type }) => !/:(Namespace|NetworkPolicy|PeerAuthentication)$/u.test(type)),
    ).toEqual([]);
    expect(
      changed
        .filter(({ type }) => type.endsWith(":Namespace"))
        .map(key)
        .sort(),
    ).toEqual(to === "permissive" ? ["/envoy-gateway-system", `/${shop}`, "/tenant-brand-a"] : []);
  });
});

describe("A mesh", () => {
  test("has its four releases from the first step on, each after what it needs, none kept when it goes", () => {
    const names = ["istio-base", "istio-cni", "istiod", "ztunnel"];
    const releases = (stage: MeshStage) =>
      kind(stage, ":Release").filter(({ inputs }) => names.includes(inputs.name as string));
    expect(releases("none")).toEqual([]);
    for (const stage of meshStages.slice(1)) {
      expect(
        releases(stage)
          .map(({ inputs }) => inputs.name)
          .sort(),
      ).toEqual(names);
      for (const { protect, retainOnDelete } of releases(stage))
        expect([protect, retainOnDelete]).toEqual([false, false]);
    }
    const waits = (name: string) =>
      tree("strict").waitsFor(releases("strict").find(({ inputs }) => inputs.name === name)!);
    expect(waits("istiod")).toContain(`${region.name}-istio-base`);
    expect(waits("istio-cni")).toContain(`${region.name}-istiod`);
    expect(waits("ztunnel")).toContain(`${region.name}-istio-cni`);
  });

  test("has its agents in a namespace that is privileged, and nothing else in it or in another such", () => {
    const standard = (one: Recorded) => at(one, "metadata", "labels", "pod-security.kubernetes.io/enforce");
    const privileged = kind("strict", ":Namespace").filter((one) => standard(one) !== "restricted");
    expect(privileged.map((one) => [key(one), standard(one)])).toEqual([["/istio-nodes", "privileged"]]);
    const inside = kind("strict", ":Release").filter(({ inputs }) => inputs.namespace === "istio-nodes");
    expect(inside.map(({ inputs }) => inputs.name).sort()).toEqual(["istio-cni", "ztunnel"]);
  });

  test("asks for mutual TLS only when it is strict, and names its stage", () => {
    const modes = meshStages.map((stage) =>
      kind(stage, ":PeerAuthentication").map((one) => [
        key(one),
        one.inputs.spec,
        at(one, "metadata", "labels", "social-commerce/mesh"),
      ]),
    );
    const at_ = (mode: string, stage: string) => [["istio-system/default", { mtls: { mode } }, stage]];
    expect(modes).toEqual([
      [],
      at_("PERMISSIVE", "installed"),
      at_("PERMISSIVE", "permissive"),
      at_("STRICT", "strict"),
    ]);
  });

  test("names callers by identity only when it is strict: of proxies, of each service, of each tenant, and else nobody", () => {
    for (const stage of meshStages.slice(0, -1)) expect(kind(stage, ":AuthorizationPolicy")).toEqual([]);
    const policies = kind("strict", ":AuthorizationPolicy");
    expect(policies.map(key).sort()).toEqual(
      [
        "envoy-gateway-system/platform-proxy",
        ...[...config.services.map(({ name }) => name), "default-deny"].map((name) => `${shop}/${name}`),
        "tenant-brand-a/allowed",
      ].sort(),
    );
    for (const one of policies) expect(tree("strict").waitsFor(one)).toContain(`${region.name}-istio-base`);
    expect(byKey(policies).get(`${shop}/default-deny`)!.inputs.spec).toEqual({ action: "ALLOW" });
    const proxies = JSON.stringify(byKey(policies).get("envoy-gateway-system/platform-proxy")!.inputs.spec);
    for (const { name, isolated, uses } of config.services)
      expect([name, proxies.includes(`/ns/${shop}/sa/${name}"`)]).toEqual([
        name,
        !isolated && uses.some((used) => config.services.some((other) => other.name === used)),
      ]);
  });

  test("lets identities in where network policies let addresses in, and cuts off what they cut off", () => {
    const policies = byKey(kind("strict", ":NetworkPolicy"));
    for (const { name, isolated, port } of config.services) {
      const authorization = byKey(kind("strict", ":AuthorizationPolicy")).get(`${shop}/${name}`)!;
      const network = policies.get(`${shop}/${name}`)!;
      const [callers] = at(network, "spec", "ingress") as {
        from: Record<string, { matchLabels: object }>[];
      }[];
      const peers = JSON.stringify(callers);
      const allowed = JSON.stringify(authorization.inputs.spec);
      for (const [namespace, account] of [
        ["envoy-gateway-system", "platform-proxy"],
        ["monitoring", "platform-prometheus"],
      ] as const) {
        expect([name, peers.includes(`"${namespace}"`)]).toEqual([name, !isolated]);
        expect([name, allowed.includes(`/ns/${namespace}/sa/${account}"`)]).toEqual([name, !isolated]);
      }
      expect(allowed.includes(`"ports":["${port}"]`)).toBe(!isolated);
      expect(at(network, "spec", "podSelector")).toEqual(at(authorization, "spec", "selector"));
    }
  });

  test("lets the proxies out to a tenant by the ports by which the tenant lets them in, in every stage", () => {
    const namespaceOf = "kubernetes.io/metadata.name";
    for (const stage of meshStages) {
      const policies = byKey(kind(stage, ":NetworkPolicy"));
      const ingress = at(policies.get("tenant-brand-a/allowed")!, "spec", "ingress") as object[];
      const egress = at(policies.get("envoy-gateway-system/platform-proxy")!, "spec", "egress") as object[];
      const portsTo = (rules: object[], namespace: string): unknown[] =>
        rules
          .filter((rule) => JSON.stringify(rule).includes(`"${namespaceOf}":"${namespace}"`))
          .map((rule) => (rule as { ports: unknown }).ports);
      expect(portsTo(egress, "tenant-brand-a")).toHaveLength(1);
      expect(portsTo(egress, "tenant-brand-a")).toEqual(portsTo(ingress, "envoy-gateway-system"));
    }
  });

  test("has the proxies reach a tenant by the tunnel, and the node its probes", () => {
    const spec = (stage: MeshStage) =>
      JSON.stringify(byKey(kind(stage, ":NetworkPolicy")).get("tenant-brand-a/allowed")!.inputs.spec);
    expect([spec("none"), spec("strict")].map((text) => text.includes('"port":8080'))).toEqual([true, false]);
    expect([spec("none"), spec("strict")].map((text) => text.includes('"port":15008'))).toEqual([
      false,
      true,
    ]);
    expect(spec("strict")).toContain("169.254.7.127/32");
  });

  test("knows proxies and Prometheus by accounts that they run as", () => {
    const [proxy] = kind("strict", ":EnvoyProxy");
    expect(at(proxy!, "spec", "provider", "kubernetes", "envoyServiceAccount")).toEqual({
      name: "platform-proxy",
    });
    expect(at(proxy!, "spec", "provider", "kubernetes", "envoyDeployment", "pod", "annotations")).toEqual({
      "ambient.istio.io/bypass-inbound-capture": "true",
    });
    const stack = kind("strict", ":Release").find(({ inputs }) => inputs.name === "kube-prometheus-stack")!;
    expect(at(stack, "values", "fullnameOverride")).toBe("platform");
    expect(at(stack, "values", "prometheus", "prometheusSpec", "podMetadata")).toEqual({
      labels: { "istio.io/dataplane-mode": "ambient" },
      annotations: { "ambient.istio.io/bypass-inbound-capture": "true" },
    });
    const envoy = kind("strict", ":Release").find(({ inputs }) => inputs.name === "envoy-gateway")!;
    expect(at(envoy, "values", "deployment", "pod", "labels")).toEqual({ "istio.io/dataplane-mode": "none" });
    expect(at(envoy, "values", "certgen", "job", "pod", "labels")).toEqual({
      "istio.io/dataplane-mode": "none",
    });
  });

  test("lets services out to the gateway by the tunnel, as the gateway lets them in", () => {
    const out = (stage: MeshStage) =>
      (
        at(byKey(kind(stage, ":NetworkPolicy")).get(`${shop}/cart-service`)!, "spec", "egress") as object[]
      ).filter((rule) => JSON.stringify(rule).includes("envoy-gateway-system"));
    const ports = (stage: MeshStage) =>
      out(stage).map((rule) => (rule as { ports: { port: number }[] }).ports);
    expect(ports("none")).toEqual([[{ port: 8443, protocol: "TCP" }]]);
    expect(ports("strict")).toEqual([[{ port: 15008, protocol: "TCP" }]]);
  });

  test("has Prometheus read its agents, on the port that they have for that", () => {
    for (const stage of meshStages.slice(1)) {
      const monitor = byKey(kind(stage, ":PodMonitor")).get("istio-nodes/ztunnel")!;
      expect(monitor.inputs.spec).toEqual({
        selector: { matchLabels: { app: "ztunnel" } },
        podMetricsEndpoints: [{ port: "ztunnel-stats", path: "/metrics" }],
      });
      expect(at(monitor, "metadata", "labels", "prometheus")).toBe("platform");
    }
    expect([...byKey(kind("none", ":PodMonitor")).keys()]).not.toContain("istio-nodes/ztunnel");
  });

  test("is written as Istio's schema has it", () => {
    for (const { type, inputs } of tree("strict").all.filter((one) =>
      one.type.includes(":security.istio.io/"),
    )) {
      const name = type.split(":").at(-1)!;
      const script = `
        import { ${name} } from "@kubernetes-models/istio/security.istio.io/v1/${name}";
        try { new ${name}(${JSON.stringify(inputs)}).validate(); } catch ({ message }) { console.log(message); }`;
      const args = ["--input-type=module", "--eval", script];
      expect([inputs.metadata, execFileSync(process.execPath, args, { encoding: "utf8" })]).toEqual([
        inputs.metadata,
        "",
      ]);
    }
  });

  test("is told of in the preview by its stage", () => {
    const summary = (stage: MeshStage) =>
      tree(stage).outputsOf(tree(stage).one("platform:mesh:Mesh"))?.summary;
    expect(summary("installed")).toBe(
      "installed: its parts run and network policies have room for it; Prometheus alone is in it",
    );
    expect(summary("strict")).toMatch(/^strict: nothing is taken in the clear/u);
  });
});
