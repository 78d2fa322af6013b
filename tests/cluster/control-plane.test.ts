import { existsSync, readFileSync } from "node:fs";

import { parse } from "yaml";

import { ControlPlane, hasCondition } from "./support/control-plane";
import { definitions } from "./support/definitions";
import { Daemon, DaemonEnded } from "./support/daemon";
import type { KubernetesObject } from "./support/object";
import { runFolder } from "./support/orphans";
import { Happened, never, TimedOut, until } from "./support/wait";
import { quantity } from "./support/quantity";
import { podOf, container } from "./support/samples";

const plane = new ControlPlane("alone", "eu-central-1");

beforeAll(() => plane.start());
afterAll(() => plane.stop());

const custom = (apiVersion: string, kind: string, spec: unknown): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: "one", ...(kind === "NodeClass" ? {} : { namespace: "default" }) },
  spec,
});
const binding = {
  targetGroupARN: "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/one/0123456789abcdef",
  targetType: "ip",
  serviceRef: { name: "one", port: 443 },
};
const nodeClass = {
  role: "one",
  subnetSelectorTerms: [{ tags: { one: "1" } }],
  networkPolicy: "DefaultDeny",
};

describe("a control plane", () => {
  it("is of the Kubernetes version that production's stack file names", async () => {
    const file = parse(readFileSync("Pulumi.production.yaml", "utf8")) as {
      config: { "social-commerce:regions": Record<string, { kubernetesVersion: string }> };
    };
    const named = Object.values(file.config["social-commerce:regions"]).map(
      (region) => region.kubernetesVersion,
    );
    const { gitVersion } = (await plane.client.request("GET", "/version")) as { gitVersion: string };
    expect(named).not.toEqual([]);
    for (const version of named)
      expect(gitVersion).toMatch(new RegExp(`^v${version.replace(".", "\\.")}\\.`));
  });

  it("takes every definition of the projects, and serves its kinds", async () => {
    const all = definitions();
    expect(new Set(all.map(({ spec }) => spec.group))).toEqual(
      new Set([
        ...["acme.cert-manager.io", "cert-manager.io", "eks.amazonaws.com", "external-secrets.io"],
        ...["gateway.envoyproxy.io", "gateway.networking.k8s.io", "karpenter.sh", "monitoring.coreos.com"],
        ...["extensions", "networking", "security", "telemetry"].map((group) => `${group}.istio.io`),
      ]),
    );
    await plane.install(all);
  });

  it("knows the kinds of EKS Auto Mode, and their misspelt fields", async () => {
    const group = "eks.amazonaws.com/v1";
    const good = [custom(group, "TargetGroupBinding", binding), custom(group, "NodeClass", nodeClass)];
    expect((await plane.apply([good], "tests")).refused).toEqual([]);
    const bad = [
      custom(group, "TargetGroupBinding", { ...binding, serviceReference: {} }),
      custom(group, "NodeClass", { ...nodeClass, networkPolicies: "DefaultDeny" }),
      custom(group, "NodeClass", { ...nodeClass, networkPolicy: "Deny" }),
      custom(group, "NodeClass", { ...nodeClass, ephemeralStorage: { iops: 2999 } }),
      custom(group, "NodeClass", { ...nodeClass, ephemeralStorage: { throughput: 1001 } }),
    ];
    expect((await plane.apply([bad], "tests")).refused).toHaveLength(bad.length);
  });

  it("names a conflict instead of forcing it", async () => {
    const map = (value: string): KubernetesObject => ({
      ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "one", namespace: "default" } },
      data: { value },
    });
    expect((await plane.apply([[map("1")]], "one")).refused).toEqual([]);
    const { refused } = await plane.apply([[map("2")]], "other");
    expect(refused.map(({ code, reason }) => [code, reason])).toEqual([
      [409, expect.stringContaining('conflict with "one": .data.value')],
    ]);
  });

  it("refuses a field that is there twice, which it would take if it were not told to be strict", async () => {
    const map: KubernetesObject = {
      ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "twice", namespace: "default" } },
      data: { key: "value" },
    };
    const twice = JSON.stringify(map).replace(`"key":"value"`, `"key":"one","key":"other"`);
    await expect(plane.client.apply(map, "tests", twice)).rejects.toMatchObject({
      code: 400,
      reason: expect.stringContaining(`key "key" already set`) as string,
    });
    const query = "fieldManager=tests&fieldValidation=Warn";
    const path = `${await plane.client.path(map)}?${query}`;
    expect(await plane.client.request("PATCH", path, twice, "apply")).toMatchObject({
      data: { key: "other" },
    });
  });

  it("lets nobody in by impersonation who has no right", async () => {
    const nobody = plane.client.as({ user: "nobody", groups: ["system:authenticated"] });
    await expect(nobody.list("v1", "Secret", "default")).rejects.toMatchObject({
      code: 403,
      reason: expect.stringContaining(`User "nobody"`) as string,
    });
    nobody.close();
  });

  // Of two stages that both match, kwok takes one by chance: with 20 pods of each kind, hardly ever the right ones alone.
  it("makes every pod ready, and none whose image cannot be pulled", async () => {
    const names = Array.from({ length: 20 }, (_, index) => `pod-${index}`);
    const pods = names.flatMap((name) => [
      podOf("default", name, [container()]),
      podOf("default", `${name}-broken`, [
        container(),
        { ...container(undefined, "second"), image: "registry.example.com/broken:1" },
      ]),
    ]);
    const account = {
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "default", namespace: "default" },
    };
    await until("the default account", () =>
      plane.client.get(account).then(
        () => [],
        (error: unknown) => [String(error)],
      ),
    );
    expect((await plane.apply([pods], "tests")).refused).toEqual([]);
    const broken = async (wanted: boolean): Promise<KubernetesObject[]> =>
      (await plane.client.list("v1", "Pod", "default")).filter(
        ({ metadata }) => metadata.name.endsWith("-broken") === wanted,
      );
    const called = (all: KubernetesObject[]): string[] => all.map(({ metadata }) => metadata.name);
    const pulled = (pod: KubernetesObject): boolean =>
      !JSON.stringify(pod.status).includes("ImagePullBackOff");
    await until("stages", async () => [
      ...called((await broken(false)).filter((pod) => !hasCondition(pod, "Ready"))),
      ...called((await broken(true)).filter(pulled)),
    ]);
    expect(called(await broken(true))).toHaveLength(names.length);
    expect((await broken(false)).filter((pod) => !pulled(pod))).toEqual([]);
    await never("a broken pod ready", async () =>
      called((await broken(true)).filter((pod) => pulled(pod) || hasCondition(pod, "Ready"))),
    );
  });

  it("can be reached with its kubeconfig", () => {
    const { clusters, users } = parse(readFileSync(plane.kubeconfig, "utf8")) as {
      clusters: { cluster: { server: string; "certificate-authority": string } }[];
      users: { user: { token: string } }[];
    };
    expect(clusters[0]!.cluster.server).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(existsSync(clusters[0]!.cluster["certificate-authority"])).toBe(true);
    expect(users[0]!.user.token).toMatch(/^[0-9a-f]{32}$/);
  });

  it("is empty after a wipe, and gone after a stop", async () => {
    await plane.wipe();
    const maps = await plane.client.list("v1", "ConfigMap", "default");
    expect(maps.map(({ metadata }) => metadata.name)).not.toContain("one");
    await expect(plane.client.list("eks.amazonaws.com/v1", "NodeClass")).rejects.toThrow("404");
    const { pids } = plane;
    expect(pids).toHaveLength(5);
    await plane.stop();
    expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
    expect(() => plane.client).toThrow("is not started");
  });
});

describe("its support", () => {
  it("quotes the log of a program that ended", async () => {
    const words = { name: "words", path: "/bin/sh", args: ["-c", "echo last words; exit 3"] };
    const daemon = new Daemon(words, runFolder());
    const ended = until("end", () => {
      daemon.check();
      return Promise.resolve(["still up"]);
    });
    await expect(ended).rejects.toThrow(DaemonEnded);
    await expect(ended).rejects.toThrow("words ended with 3:\nlast words");
  });

  it("says what was missing when it waited in vain", async () => {
    const patience = { seconds: Infinity };
    const waiting = { seconds: 0.01, every: 1, patience };
    const waited = until("a wonder", () => Promise.resolve(["one", "two"]), waiting);
    await expect(waited).rejects.toThrow(TimedOut);
    await expect(waited).rejects.toThrow(/a wonder: .*\n {2}one\n {2}two/);
  });

  it("does not wait as long again, once it waited in vain", async () => {
    const patience = { seconds: 0.01 };
    const start = Date.now();
    const waited = until("a wonder", () => Promise.resolve(["one"]), { seconds: 60, every: 1, patience });
    await expect(waited).rejects.toThrow("after 0.01 s, because an earlier wait was in vain, still");
    expect(Date.now() - start).toBeLessThan(5000);
    const longer = { seconds: Infinity };
    await until("a wonder", () => Promise.resolve(["one"]), {
      seconds: 0.01,
      every: 1,
      patience: longer,
    }).catch(() => undefined);
    expect(longer.seconds).toBeLessThan(60);
  });

  it("says what it found that never should be", async () => {
    const looked = never("a wonder", () => Promise.resolve(["one"]), { seconds: 0.01, every: 1 });
    await expect(looked).rejects.toThrow(Happened);
    await expect(looked).rejects.toThrow(/a wonder.*\n {2}one/);
    await never("a wonder", () => Promise.resolve([]), { seconds: 0.01, every: 1 });
  });

  it.each([
    ["250m", 0.25],
    ["2", 2],
    ["1.5", 1.5],
    ["256Mi", 268_435_456],
    ["1G", 1e9],
  ])("reads the quantity %s", (text, value) => {
    expect(quantity(text)).toBe(value);
  });

  it.each(["", "m", "1x", "-1"])("refuses %j as a quantity", (text) => {
    expect(() => quantity(text)).toThrow(RangeError);
  });
});
