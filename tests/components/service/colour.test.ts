import * as kubernetes from "@pulumi/kubernetes";

import { ColourGroup } from "../../../components/service/colour";
import { releaseGuardHook } from "../../../components/service/release-hook";
import type { ExternalSignal } from "../../../components/service/signals";
import { record, type Recorded } from "../../support/recorder";
import { guarded, service } from "../../support/samples";
import { at, Tree } from "../../support/tree";

const namespace = "social-commerce-staging";
const name = "us-east-1-cart-service-blue";
const digest = service.release.blue.digest;

const build = async (released = service, signals: readonly ExternalSignal[] = []): Promise<Tree> =>
  new Tree(
    await record(() => {
      const providers = [new kubernetes.Provider("us-east-1-kubernetes", {})];
      const place = new kubernetes.core.v1.Namespace("namespace", {}, { provider: providers[0]! });
      const image = `registry.example.com/cart-service@${digest}`;
      const account = { serviceAccount: "cart-service", signingKeySecret: "cart-service-signing-key" };
      const pod = { service: released, colour: "blue" as const, image, ...account };
      const size = { min: 3, max: 30 };
      const guard = releaseGuardHook("us-east-1-cart-service", guarded(released));
      const args = { pod, namespace, size, signals, guard, placement: { namespace: place } };
      return new ColourGroup(name, args, { providers });
    }),
  );

const selected = { "app.kubernetes.io/name": "cart-service", colour: "blue" };

describe("A colour of a service", () => {
  let tree: Tree;
  let deployment: Recorded;
  let container: (...path: readonly (number | string)[]) => unknown;
  beforeAll(async () => {
    tree = await build();
    deployment = tree.one("kubernetes:apps/v1:Deployment");
    container = (...path) => at(deployment, "spec", "template", "spec", "containers", 0, ...path);
  });

  test("is a deployment, a service, an autoscaler and a disruption budget, all of one name", () => {
    expect(tree.children(tree.one("platform:service:ColourGroup"))).toEqual([
      `kubernetes:apps/v1:Deployment ${name}`,
      `kubernetes:autoscaling/v2:HorizontalPodAutoscaler ${name}`,
      `kubernetes:core/v1:Service ${name}`,
      `kubernetes:policy/v1:PodDisruptionBudget ${name}`,
    ]);
    for (const object of tree.of("kubernetes").filter(({ parent }) => parent !== ""))
      expect(at(object, "metadata")).toMatchObject({ name: "cart-service-blue", namespace });
  });

  test("leaves its replicas to the autoscaler once it is there", () => {
    expect(deployment.ignoreChanges).toEqual(["spec.replicas"]);
    expect(at(deployment, "spec", "replicas")).toBe(3);
  });

  test("is selected by labels that no release changes", async () => {
    const { blue } = service.release;
    const next = { ...blue, version: "2.0.0", digest: `sha256:${"c".repeat(64)}`, weight: 50 };
    const later = await build({ ...service, release: { ...service.release, blue: next } });
    for (const built of [tree, later]) {
      expect(at(built.one("kubernetes:apps/v1:Deployment"), "spec", "selector", "matchLabels")).toEqual(
        selected,
      );
      expect(at(built.one("kubernetes:core/v1:Service"), "spec", "selector")).toEqual(selected);
      const budget = built.one("kubernetes:policy/v1:PodDisruptionBudget");
      expect(at(budget, "spec", "selector", "matchLabels")).toEqual(selected);
    }
    const labels = at(later.one("kubernetes:apps/v1:Deployment"), "spec", "template", "metadata", "labels");
    expect(labels).toMatchObject({ ...selected, "app.kubernetes.io/version": "2.0.0" });
  });

  test("is replaced pod by pod, without one less than before, and has failed after half an hour", () => {
    expect(at(deployment, "spec")).toMatchObject({
      minReadySeconds: 10,
      progressDeadlineSeconds: 1800,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" } },
    });
    expect(at(deployment, "metadata", "annotations", "pulumi.com/timeoutSeconds")).toBe("1800");
  });

  test("runs the image by its digest, with the processor and memory that were asked for", () => {
    expect(container("image")).toBe(`registry.example.com/cart-service@${digest}`);
    expect(container("resources")).toEqual(service.resources);
    expect(container("ports")).toEqual([{ name: "http", containerPort: 8082, protocol: "TCP" }]);
  });

  test("is scaled out at 70 % of its processor or 80 % of its memory", () => {
    const autoscaler = tree.one("kubernetes:autoscaling/v2:HorizontalPodAutoscaler");
    expect(at(autoscaler, "spec")).toMatchObject({
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "cart-service-blue" },
      minReplicas: 3,
      maxReplicas: 30,
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } },
        },
        {
          type: "Resource",
          resource: { name: "memory", target: { type: "Utilization", averageUtilization: 80 } },
        },
      ],
    });
  });

  test("adds pods by series of its own besides, as many as bring each to what one pod stands for", async () => {
    const signals = [{ series: "platform:request_rate", perReplica: 75 }] as const;
    const metrics = (of: Tree): unknown =>
      at(of.one("kubernetes:autoscaling/v2:HorizontalPodAutoscaler"), "spec", "metrics");
    expect(metrics(tree)).toHaveLength(2);
    expect(metrics(await build(service, signals))).toEqual([
      ...(metrics(tree) as unknown[]),
      {
        type: "External",
        external: {
          metric: {
            name: "platform:request_rate",
            selector: { matchLabels: { service: "cart-service", colour: "blue" } },
          },
          target: { type: "AverageValue", averageValue: "75" },
        },
      },
    ]);
  });

  test("grows at once by the larger of 100 % or 2 pods a minute, and shrinks by one pod in ten minutes", () => {
    const autoscaler = tree.one("kubernetes:autoscaling/v2:HorizontalPodAutoscaler");
    expect(at(autoscaler, "spec", "behavior")).toEqual({
      scaleUp: {
        stabilizationWindowSeconds: 0,
        selectPolicy: "Max",
        policies: [
          { type: "Percent", value: 100, periodSeconds: 60 },
          { type: "Pods", value: 2, periodSeconds: 60 },
        ],
      },
      scaleDown: {
        stabilizationWindowSeconds: 600,
        selectPolicy: "Min",
        policies: [{ type: "Pods", value: 1, periodSeconds: 600 }],
      },
    });
  });

  test("is asked for its health as R6 says, and for two minutes while it starts", () => {
    expect(container("livenessProbe")).toEqual({
      httpGet: { path: "/actuator/health", port: "http" },
      initialDelaySeconds: 60,
      periodSeconds: 30,
      timeoutSeconds: 5,
      failureThreshold: 3,
    });
    expect(container("readinessProbe")).toEqual({
      httpGet: { path: "/actuator/health/readiness", port: "http" },
      initialDelaySeconds: 30,
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 3,
    });
    const { periodSeconds, failureThreshold, initialDelaySeconds } = container("startupProbe") as Record<
      string,
      number
    >;
    expect([periodSeconds, failureThreshold]).toEqual([5, 120 / 5]);
    expect(initialDelaySeconds).toBeUndefined();
    expect(container("startupProbe", "httpGet", "path")).toBe("/actuator/health/readiness");
  });

  test("is given longer to stop than it waits before, and than its longest request takes", () => {
    const grace = at(deployment, "spec", "template", "spec", "terminationGracePeriodSeconds") as number;
    const sleep = container("lifecycle", "preStop", "sleep", "seconds") as number;
    expect(sleep).toBe(15);
    expect(grace).toBeGreaterThan(sleep + 20);
  });

  test("runs restricted pods: no root, no privileges, no token, nothing to write but /tmp", () => {
    expect(at(deployment, "spec", "template", "spec")).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      serviceAccountName: "cart-service",
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        runAsGroup: 10001,
        fsGroup: 10001,
        seccompProfile: { type: "RuntimeDefault" },
      },
    });
    expect(container("securityContext")).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      privileged: false,
      readOnlyRootFilesystem: true,
    });
    expect(container("volumeMounts")).toEqual([
      { name: "tmp", mountPath: "/tmp" },
      { name: "signing-key", mountPath: "/var/run/secrets/signing-key", readOnly: true },
      { name: "wiring", mountPath: "/etc/wiring", readOnly: true },
    ]);
    expect(at(deployment, "spec", "template", "spec", "volumes", 1)).toEqual({
      name: "signing-key",
      secret: { secretName: "cart-service-signing-key", defaultMode: 0o440 },
    });
  });

  test("reads its variables at its start, by names that never change, and as files that follow", () => {
    expect(container("envFrom")).toEqual([
      { configMapRef: { name: "cart-service-wiring" } },
      { secretRef: { name: "cart-service-stores", optional: true } },
    ]);
    expect(at(deployment, "spec", "template", "spec", "volumes", 2)).toEqual({
      name: "wiring",
      configMap: { name: "cart-service-wiring" },
    });
    expect(at(deployment, "spec", "template", "spec", "volumes", 3)).toBeUndefined();
  });

  test("has a disk that goes with its pod, where one is asked for", async () => {
    const pods = (await build({ ...service, storage: "10Gi" })).one("kubernetes:apps/v1:Deployment");
    const spec = ["spec", "template", "spec"] as const;
    expect(at(pods, ...spec, "volumes", 3)).toEqual({
      name: "data",
      ephemeral: {
        volumeClaimTemplate: {
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
        },
      },
    });
    expect(at(pods, ...spec, "containers", 0, "volumeMounts", 3)).toEqual({
      name: "data",
      mountPath: "/data",
    });
  });

  test("is spread over zones and over hosts, each roll-out by itself", () => {
    const over = (topologyKey: string): object => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: selected },
      matchLabelKeys: ["pod-template-hash"],
    });
    expect(at(deployment, "spec", "template", "spec", "topologySpreadConstraints")).toEqual([
      over("topology.kubernetes.io/zone"),
      over("kubernetes.io/hostname"),
    ]);
  });

  test("loses one pod at a time to maintenance, and pods that do not work never hold it up", () => {
    expect(at(tree.one("kubernetes:policy/v1:PodDisruptionBudget"), "spec")).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: selected },
      unhealthyPodEvictionPolicy: "AlwaysAllow",
    });
  });

  test("is reached inside the cluster alone, on the service's port", () => {
    expect(at(tree.one("kubernetes:core/v1:Service"), "spec")).toEqual({
      type: "ClusterIP",
      selector: selected,
      ports: [{ name: "http", port: 8082, targetPort: "http", protocol: "TCP" }],
    });
  });

  test("tells a person its share, its version and its size", () => {
    expect(tree.outputsOf(tree.one("platform:service:ColourGroup"))).toEqual({
      summary: "90 % · 1.8.2 · 3–30 pods",
    });
  });
});
