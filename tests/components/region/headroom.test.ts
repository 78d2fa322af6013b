import * as kubernetes from "@pulumi/kubernetes";

import { Headroom, headroomPods, headroomPriority } from "../../../components/region/headroom";
import { Platform } from "../../../components/platform";
import { record } from "../../support/recorder";
import { platformOf, service } from "../../support/samples";
import { at, Tree } from "../../support/tree";

// Seconds on an idle machine, several times that on one that is busy with other tests.
jest.setTimeout(60_000);

const requests = { cpu: "500m", memory: "512Mi" };

describe("The room that is kept on nodes", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = new Tree(
      await record(() => {
        const providers = [new kubernetes.Provider("us-east-1-kubernetes", {})];
        const cluster = new kubernetes.core.v1.Namespace("cluster", {}, { provider: providers[0]! });
        const args = { region: "us-east-1", registry: "registry.example.com", pods: 7, requests, cluster };
        return new Headroom("us-east-1-headroom", args, { providers });
      }),
    );
  });

  test("is a namespace of its own, a priority, and pods that do nothing", () => {
    expect(tree.children(tree.one("platform:region:Headroom"))).toEqual([
      "kubernetes:apps/v1:Deployment us-east-1-headroom",
      "kubernetes:scheduling.k8s.io/v1:PriorityClass us-east-1-headroom",
      "platform:region:OperatorNamespace us-east-1-headroom",
    ]);
    expect(tree.outputsOf(tree.one("platform:region:Headroom"))).toEqual({
      summary: "room for 7 pods of 500m and 512Mi",
    });
    const policies = tree.all.filter(({ type }) => type.endsWith(":NetworkPolicy"));
    expect(policies.map(({ inputs }) => inputs.spec)).toEqual([
      { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    ]);
  });

  test("gives way to every pod, takes nobody's place, and still has nodes made for it", () => {
    const { inputs } = tree.one("kubernetes:scheduling.k8s.io/v1:PriorityClass");
    expect(inputs).toMatchObject({ value: headroomPriority, preemptionPolicy: "Never" });
    expect(inputs.globalDefault).toBeUndefined();
    expect(headroomPriority).toBeLessThan(0);
    // Below -10 the cluster autoscaler makes no node.
    expect(headroomPriority).toBeGreaterThanOrEqual(-10);
  });

  test("is that of the pods asked for, at once, and no update waits for it", () => {
    const deployment = tree.one("kubernetes:apps/v1:Deployment");
    expect(at(deployment, "spec", "replicas")).toBe(7);
    expect(at(deployment, "spec", "strategy")).toEqual({ type: "Recreate" });
    expect(at(deployment, "metadata", "annotations", "pulumi.com/skipAwait")).toBe("true");
    const pod = at(deployment, "spec", "template", "spec");
    expect(pod).toMatchObject({ priorityClassName: "headroom", terminationGracePeriodSeconds: 0 });
    expect(at(deployment, "spec", "template", "spec", "containers", 0)).toMatchObject({
      resources: { requests, limits: { memory: "512Mi" } },
      image: expect.stringMatching(/^registry\.example\.com\/pause@sha256:[0-9a-f]{64}$/u) as string,
    });
    expect(
      at(
        deployment,
        "spec",
        "template",
        "spec",
        "topologySpreadConstraints",
        0,
        "labelSelector",
        "matchLabels",
      ),
    ).toEqual(at(deployment, "spec", "selector", "matchLabels"));
    expect(tree.waitsFor(deployment)).toContain("us-east-1-headroom");
    for (const object of tree.of("kubernetes").filter(({ name }) => name.startsWith("us-east-1-headroom")))
      expect(object.deletedWith).toBe(tree.one("kubernetes:core/v1:Namespace", "cluster").urn);
  });
});

describe("The size of that room", () => {
  // Floors of 4 pods of 500m and 512Mi, twice.
  const services = [service, service];

  test.each([
    // region %, share %, size of a pod → pods
    [100, 100, requests, 8],
    [50, 100, requests, 4],
    [100, 25, requests, 2],
    [100, 30, requests, 3],
    [15, 100, requests, 2],
    [100, 0, requests, 0],
    [100, 100, { cpu: "1", memory: "512Mi" }, 8],
    [100, 100, { cpu: "500m", memory: "256Mi" }, 16],
  ] as const)("at %i %% of the platform is %i %% of the floors", (region, percent, size, pods) => {
    expect(headroomPods(services, region, { percent, requests: size })).toBe(pods);
  });

  test("is the environment's, on nodes of ours alone", async () => {
    const staging = platformOf("staging");
    expect(staging.headroom).toEqual({ percent: 25, requests });
    expect(platformOf("production").headroom.percent).toBe(100);
    expect(platformOf("local").headroom.percent).toBe(0);
    const roomy = { ...platformOf("local"), headroom: { percent: 100, requests } };
    const none = { ...staging, headroom: { percent: 0, requests } };
    for (const config of [roomy, none]) {
      const built = new Tree(await record(() => new Platform("platform", config)));
      expect(built.all.filter(({ type }) => type === "platform:region:Headroom")).toEqual([]);
    }
  });
});
