import * as kubernetes from "@pulumi/kubernetes";
import * as random from "@pulumi/random";

import { SigningKey } from "../../../components/security/signing-key";
import { ServiceNamespace } from "../../../components/service/namespace";
import { Service } from "../../../components/service/service";
import { record } from "../../support/recorder";
import { estate, service } from "../../support/samples";
import { at, Tree } from "../../support/tree";

const region = "us-east-1";
const name = "us-east-1-cart-service";
const namespace = "social-commerce-staging";

const build = async (built: typeof service = service): Promise<Tree> =>
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
      const args = { estate, region, regionPercent: 50, service: built, placement, watch, ...rest };
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
      `kubernetes:networking.k8s.io/v1:NetworkPolicy ${name}`,
      `platform:service:ColourGroup ${name}-blue`,
      `platform:service:ColourGroup ${name}-green`,
      `platform:service:Route ${name}`,
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
    // 4 × 50 % × 100 % and 4 × 50 % × 25 %, up to 30 × 50 %.
    expect([size("blue"), size("green")]).toEqual([
      [2, 15],
      [1, 15],
    ]);
    const repository = "registry.example.com/us-east-1/cart-service";
    expect(image("blue")).toBe(`${repository}@${service.release.blue.digest}`);
    expect(image("green")).toBe(`${repository}@${service.release.green.digest}`);
  });

  test("is reached by the gateway's proxy alone, on its port, and may ask for names alone", () => {
    expect(at(tree.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", name), "spec")).toEqual({
      podSelector: { matchLabels: { "app.kubernetes.io/name": "cart-service" } },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: [
            { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "envoy-gateway-system" } } },
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
      ],
    });
  });

  test("that is isolated is reached by nobody and reaches nothing, names included; its pods and route stay", async () => {
    const policyOf = (of: Tree) => of.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", name);
    const cut = await build({ ...service, isolated: true });
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
      summary: "ISOLATED: nothing reaches it · blue 90 % 1.8.2, 2–15 pods · green 10 % 1.8.3, 1–15 pods",
    });
  });

  test("has an identity without a token", () => {
    expect(tree.one("kubernetes:core/v1:ServiceAccount").inputs).toMatchObject({
      automountServiceAccountToken: false,
      metadata: { name: "cart-service", namespace },
    });
  });

  test("shifts traffic only after both colours are there", () => {
    const waiting = tree.waitsFor(tree.one("platform:service:Route"));
    const all = ["blue", "green"].flatMap((colour) => Array<string>(4).fill(`${name}-${colour}`));
    expect(waiting).toEqual(all);
  });

  test("places every object after its namespace, and lets it go with its cluster", () => {
    const objects = tree.of("kubernetes").filter(({ type }) => !type.endsWith(":Namespace"));
    expect(objects).toHaveLength(13);
    for (const object of objects) {
      expect(tree.waitsFor(object)).toContain("us-east-1-services");
      expect(object.deletedWith).toMatch(/::stands-for-the-cluster$/u);
    }
    expect(tree.one("kubernetes:core/v1:Namespace").deletedWith).toMatch(/::stands-for-the-cluster$/u);
  });

  test("tells a person what each colour serves, and how large it is", () => {
    expect(tree.outputsOf(tree.one("platform:service:Service"))).toEqual({
      summary: "blue 90 % 1.8.2, 2–15 pods · green 10 % 1.8.3, 1–15 pods",
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
