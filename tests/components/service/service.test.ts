import * as kubernetes from "@pulumi/kubernetes";
import * as random from "@pulumi/random";

import { SigningKey } from "../../../components/security/signing-key";
import { ServiceNamespace } from "../../../components/service/namespace";
import { Service, type ServiceArgs } from "../../../components/service/service";
import type { Wiring } from "../../../components/wiring/wiring";
import { record } from "../../support/recorder";
import { estate, service } from "../../support/samples";
import { at, Tree } from "../../support/tree";

const region = "us-east-1";
const name = "us-east-1-cart-service";
const namespace = "social-commerce-staging";

const wiring: Wiring = {
  variables: { ORDERS_DB_PORT: "5432" },
  secrets: [{ variable: "ORDERS_DB_USERNAME", secret: "orders-db", property: "username" }],
  storeEgress: [{ to: [{ ipBlock: { cidr: "10.96.0.0/20" } }], ports: [{ port: 5432, protocol: "TCP" }] }],
  otherEgress: [{ to: [{ ipBlock: { cidr: "203.0.113.0/24" } }], ports: [{ port: 443, protocol: "TCP" }] }],
};

const build = async (changes: Partial<ServiceArgs> = {}): Promise<Tree> =>
  new Tree(
    await record(() => {
      const providers = [
        new kubernetes.Provider("us-east-1-kubernetes", {}),
        new random.Provider("random", {}),
      ];
      const cluster = new kubernetes.Provider("stands-for-the-cluster", {});
      const { placement } = new ServiceNamespace(
        "us-east-1-services",
        { estate, region, cluster },
        { providers },
      );
      const { value: signingKey } = new SigningKey("cart-service-signing-key", { providers });
      const rest = { domain: "shop.example.com", registry: "registry.example.com/us-east-1", signingKey };
      const watch = { connection: { kind: "context", context: "kind" } as const, userPercent: 80 };
      const where = { readsSecrets: false, isWriter: true, wiring, watch };
      const args = { estate, region, regionPercent: 50, service, placement, ...where, ...rest, ...changes };
      return new Service(name, args, { providers });
    }),
  );

let tree: Tree;
beforeAll(async () => {
  tree = await build();
});

describe("The namespace of a region's services", () => {
  test("is a namespace of restricted pods, and a policy that denies", () => {
    expect(tree.children(tree.one("platform:service:ServiceNamespace"))).toEqual([
      "kubernetes:core/v1:Namespace us-east-1-services",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy us-east-1-services-default-deny",
    ]);
    expect(at(tree.one("kubernetes:core/v1:Namespace"), "metadata")).toEqual({
      name: namespace,
      annotations: { "pulumi.com/patchFieldManager": "social-commerce" },
      labels: {
        "app.kubernetes.io/managed-by": "pulumi",
        "app.kubernetes.io/part-of": "social-commerce",
        environment: "staging",
        "social-commerce/routes": "allowed",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
      },
    });
  });

  test("lets nothing in and nothing out that is not declared", () => {
    const deny = tree.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", "us-east-1-services-default-deny");
    expect(at(deny, "metadata")).toMatchObject({ name: "default-deny", namespace });
    expect(at(deny, "spec")).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
  });
});

describe("A service in a region", () => {
  test("is two colours, the route between them, an identity, a key and its isolation", () => {
    expect(tree.children(tree.one("platform:service:Service"))).toEqual([
      `kubernetes:core/v1:Secret ${name}`,
      `kubernetes:core/v1:ServiceAccount ${name}`,
      `kubernetes:monitoring.coreos.com/v1:PodMonitor ${name}`,
      `kubernetes:networking.k8s.io/v1:NetworkPolicy ${name}`,
      `platform:routing:RoutePolicies ${name}`,
      `platform:service:ColourGroup ${name}-blue`,
      `platform:service:ColourGroup ${name}-green`,
      `platform:service:Route ${name}`,
      `platform:wiring:ServiceWiring ${name}-wiring`,
    ]);
  });

  test("runs each colour by its own digest, at the region's size and the colour's share of it", () => {
    const size = (colour: string): unknown[] => {
      const { inputs } = tree.one("kubernetes:autoscaling/v2:HorizontalPodAutoscaler", `${name}-${colour}`);
      const { minReplicas, maxReplicas } = inputs.spec as Record<string, unknown>;
      return [minReplicas, maxReplicas];
    };
    const image = (colour: string): unknown =>
      at(
        tree.one("kubernetes:apps/v1:Deployment", `${name}-${colour}`),
        ...["spec", "template", "spec", "containers", 0, "image"],
      );
    // 4 × 50 % × 100 % and 4 × 50 % × 25 %, up to the service's ceiling.
    expect([size("blue"), size("green")]).toEqual([
      [2, 30],
      [1, 30],
    ]);
    const repository = "registry.example.com/us-east-1/cart-service";
    expect(image("blue")).toBe(`${repository}@${service.release.blue.digest}`);
    expect(image("green")).toBe(`${repository}@${service.release.green.digest}`);
  });

  test("is reached by the gateway's proxy and Prometheus alone, on its port, and reaches names and what it uses", () => {
    expect(at(tree.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", name), "spec")).toEqual({
      podSelector: { matchLabels: { "app.kubernetes.io/name": "cart-service" } },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: [
            { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "envoy-gateway-system" } } },
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
              podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
            },
          ],
          ports: [{ port: "http", protocol: "TCP" }],
        },
      ],
      egress: [
        {
          ports: [
            { port: 53, protocol: "UDP" },
            { port: 53, protocol: "TCP" },
          ],
        },
        ...wiring.storeEgress,
        ...wiring.otherEgress,
      ],
    });
  });

  test("that is isolated is reached by nobody and reaches nothing, names included; its pods and route stay", async () => {
    const policyOf = (of: Tree) => of.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", name);
    const cut = await build({ service: { ...service, isolated: true } });
    expect(at(policyOf(cut), "spec")).toEqual({
      podSelector: { matchLabels: { "app.kubernetes.io/name": "cart-service" } },
      policyTypes: ["Ingress", "Egress"],
    });
    expect(at(policyOf(cut), "metadata", "annotations")).toMatchObject({
      "social-commerce/isolated": "true",
    });
    expect(at(policyOf(tree), "metadata", "annotations")).not.toHaveProperty("social-commerce/isolated");
    const others = (of: Tree) =>
      of.all.filter(({ custom, type }) => custom && !type.endsWith(":NetworkPolicy"));
    expect(others(cut).map(({ inputs }) => inputs)).toEqual(others(tree).map(({ inputs }) => inputs));
    expect(cut.outputsOf(cut.one("platform:service:Service"))).toEqual({
      summary: "ISOLATED: nothing reaches it · blue 90 % 1.8.2, 2–30 pods · green 10 % 1.8.3, 1–30 pods",
    });
  });

  test("has its pods' own series read, with their colour, at the path that it names", () => {
    expect(
      at(tree.one("kubernetes:monitoring.coreos.com/v1:PodMonitor"), "metadata", "labels"),
    ).toMatchObject({
      prometheus: "platform",
    });
    expect(at(tree.one("kubernetes:monitoring.coreos.com/v1:PodMonitor"), "spec")).toEqual({
      selector: { matchLabels: { "app.kubernetes.io/name": "cart-service" } },
      podTargetLabels: ["app.kubernetes.io/name", "colour", "app.kubernetes.io/version"],
      sampleLimit: 5000,
      podMetricsEndpoints: [
        { port: "http", path: "/actuator/prometheus", interval: "30s", scrapeTimeout: "10s" },
      ],
    });
  });

  const pods = (of: Tree, colour: string) => of.one("kubernetes:apps/v1:Deployment", `${name}-${colour}`);

  test("starts pods after what tells them of their stores", async () => {
    for (const colour of ["blue", "green"])
      expect(tree.waitsFor(pods(tree, colour))).toEqual([`${name}-wiring`, "us-east-1-services"]);
    const withSecrets = await build({ readsSecrets: true });
    expect(withSecrets.waitsFor(pods(withSecrets, "blue"))).toContain(`${name}-wiring-stores`);
    expect(tree.all.some(({ type }) => type.endsWith(":ExternalSecret"))).toBe(false);
  });

  test("has an identity without a token", () => {
    expect(tree.one("kubernetes:core/v1:ServiceAccount").inputs).toMatchObject({
      automountServiceAccountToken: false,
      metadata: { name: "cart-service", namespace },
    });
  });

  test("shifts traffic only after both colours are there, and what guards the way to them", () => {
    const waiting = tree.waitsFor(tree.one("platform:service:Route"));
    const all = ["blue", "green"].flatMap((colour) => Array<string>(4).fill(`${name}-${colour}`));
    expect(waiting).toEqual([name, ...all, `${name}-preview`].sort());
  });

  test("places every object after its namespace, and lets it go with its cluster", () => {
    const objects = tree.of("kubernetes").filter(({ type }) => !type.endsWith(":Namespace"));
    expect(objects).toHaveLength(17);
    for (const object of objects) {
      expect(tree.waitsFor(object)).toContain("us-east-1-services");
      expect(object.deletedWith).toMatch(/::stands-for-the-cluster$/u);
    }
    expect(tree.one("kubernetes:core/v1:Namespace").deletedWith).toMatch(/::stands-for-the-cluster$/u);
  });

  test("tells a person what each colour serves, and how large it is", () => {
    expect(tree.outputsOf(tree.one("platform:service:Service"))).toEqual({
      summary: "blue 90 % 1.8.2, 2–30 pods · green 10 % 1.8.3, 1–30 pods",
    });
  });
});

describe("The signing key of a service", () => {
  test("is 64 letters and digits, made once", () => {
    const key = tree.one("random:index/randomPassword:RandomPassword");
    expect(tree.children(tree.one("platform:security:SigningKey"))).toEqual([
      "random:index/randomPassword:RandomPassword cart-service-signing-key",
    ]);
    expect(key.inputs).toEqual({ length: 64, special: false });
  });

  test("is a secret wherever it goes", () => {
    expect(tree.one("random:index/randomPassword:RandomPassword").secretOutputs).toContain("result");
    expect(tree.outputsOf(tree.one("platform:security:SigningKey"))).toEqual({ value: "[secret]" });
    expect(tree.one("platform:service:Service").inputs.signingKey).toBe("[secret]");
    expect(tree.one("kubernetes:core/v1:Secret").inputs).toMatchObject({
      metadata: { name: "cart-service-signing-key", namespace },
      stringData: "[secret]",
    });
    expect(JSON.stringify([tree.all, [...tree.recording.outputs.values()]])).not.toContain(
      "key of cart-service",
    );
  });
});
