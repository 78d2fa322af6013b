import { existsSync, readFileSync } from "node:fs";

import { parse } from "yaml";

import { ControlPlane } from "./support/control-plane";
import { definitions } from "./support/definitions";
import { Daemon, DaemonEnded } from "./support/daemon";
import type { KubernetesObject } from "./support/object";
import { runFolder } from "./support/orphans";
import { TimedOut, until } from "./support/wait";
import { quantity } from "./support/quantity";

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
    ];
    expect((await plane.apply([bad], "tests")).refused).toHaveLength(3);
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
    const waited = until("a wonder", () => Promise.resolve(["one", "two"]), { seconds: 0.01, every: 1 });
    await expect(waited).rejects.toThrow(TimedOut);
    await expect(waited).rejects.toThrow(/a wonder: .*\n {2}one\n {2}two/);
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
