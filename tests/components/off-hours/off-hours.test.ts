import * as kubernetes from "@pulumi/kubernetes";

import { percentOff, schedule } from "../../../components/off-hours/hours";
import { OffHours } from "../../../components/off-hours/off-hours";
import { Platform } from "../../../components/platform";
import type { OffHours as OffHoursConfig } from "../../../config/model";
import { record } from "../../support/recorder";
import { estate, platformOf } from "../../support/samples";
import { at, Tree } from "../../support/tree";

// Two whole platforms are recorded.
jest.setTimeout(60_000);

const offHours: OffHoursConfig = {
  wakes: "07:30",
  sleeps: "20:00",
  days: ["friday", "monday", "tuesday", "wednesday", "thursday"],
  zone: "America/New_York",
};

const cronJob = "kubernetes:batch/v1:CronJob";

describe("The hours without pods", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = new Tree(
      await record(() => {
        const providers = [new kubernetes.Provider("kubernetes", {})];
        const namespace = new kubernetes.core.v1.Namespace("namespace", {}, { provider: providers[0]! });
        return new OffHours(
          "us-east-1-off-hours",
          {
            ...{ estate, region: "us-east-1", offHours, placement: { namespace } },
            services: ["cart-service", "order-service"],
          },
          { providers },
        );
      }),
    );
  });
  const deployments = [
    "cart-service-blue",
    "cart-service-green",
    "order-service-blue",
    "order-service-green",
  ];

  test.each([
    ["sleeps", "0 20 * * 1,2,3,4,5", 0],
    ["wakes", "30 7 * * 1,2,3,4,5", 1],
  ])("%s by a job that scales every colour of every service", (moment, when, replicas) => {
    const job = tree.one(cronJob, `us-east-1-off-hours-${moment}`);
    expect(job.inputs).toMatchObject({
      metadata: { name: `off-hours-${moment}`, namespace: "social-commerce-staging" },
      spec: { schedule: when, timeZone: "America/New_York", concurrencyPolicy: "Forbid" },
    });
    const pod = at(job, "spec", "jobTemplate", "spec", "template", "spec");
    expect(pod).toMatchObject({
      serviceAccountName: "off-hours",
      automountServiceAccountToken: true,
      restartPolicy: "Never",
      containers: [
        {
          command: [
            "/bin/kubectl",
            "scale",
            ...deployments.map((name) => `deployment/${name}`),
            `--replicas=${replicas}`,
          ],
        },
      ],
    });
    expect(tree.waitsFor(job)).toContain("us-east-1-off-hours");
  });

  test("belong to an account that reads and scales these deployments, and nothing else", () => {
    expect(tree.one("kubernetes:rbac.authorization.k8s.io/v1:Role").inputs.rules).toEqual([
      { apiGroups: ["apps"], resources: ["deployments"], resourceNames: deployments, verbs: ["get"] },
      {
        apiGroups: ["apps"],
        resources: ["deployments/scale"],
        resourceNames: deployments,
        verbs: ["get", "update", "patch"],
      },
    ]);
    expect(tree.one("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding").inputs).toMatchObject({
      roleRef: { kind: "Role", name: "off-hours" },
      subjects: [{ kind: "ServiceAccount", name: "off-hours", namespace: "social-commerce-staging" }],
    });
    expect(tree.one("kubernetes:networking.k8s.io/v1:NetworkPolicy").inputs.spec).toEqual({
      podSelector: { matchLabels: at(tree.one(cronJob, "us-east-1-off-hours-wakes"), "metadata", "labels") },
      policyTypes: ["Ingress", "Egress"],
      egress: [
        {
          ports: [
            { port: 53, protocol: "TCP" },
            { port: 53, protocol: "UDP" },
          ],
        },
        {
          ports: [
            { port: 443, protocol: "TCP" },
            { port: 6443, protocol: "TCP" },
          ],
        },
      ],
    });
  });

  test("say what they save", () => {
    expect(tree.outputsOf(tree.one("platform:off-hours:OffHours"))).toEqual({
      summary:
        "friday monday tuesday wednesday thursday 07:30–20:00 America/New_York · no pods 62 % of the week",
    });
  });
});

describe("What is saved", () => {
  test.each<[string, string, OffHoursConfig["days"], number]>([
    ["07:00", "19:00", ["monday", "tuesday", "wednesday", "thursday", "friday"], 64],
    ["00:00", "23:59", ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"], 0],
    ["08:00", "08:30", ["saturday"], 99],
  ])("from %s to %s on %j is %i %% of the week", (wakes, sleeps, days, expected) => {
    expect(percentOff({ wakes, sleeps, days, zone: "Etc/UTC" })).toBe(expected);
  });

  test("is scheduled by numbers of days, sunday first", () => {
    expect(schedule("09:05", ["saturday", "sunday"])).toBe("5 9 * * 0,6");
  });
});

describe("A platform", () => {
  const build = async (changes: { offHours?: OffHoursConfig }): Promise<Tree> =>
    new Tree(await record(() => new Platform("platform", { ...platformOf("local"), ...changes })));
  const alerts = (tree: Tree): string =>
    JSON.stringify(tree.all.filter(({ name }) => name.endsWith("-objectives")).map(({ inputs }) => inputs));

  test("sleeps in each region where it is told to, and tells nobody then", async () => {
    const tree = await build({ offHours });
    expect(tree.all.filter(({ type }) => type === cronJob).map((one) => tree.regionOf(one))).toEqual([
      "east",
      "east",
      "west",
      "west",
    ]);
    expect(alerts(tree)).toContain("unless on() (sum(kube_deployment");
  });

  test("runs at every hour where it is not", async () => {
    const tree = await build({});
    expect(tree.all.filter(({ type }) => type === cronJob)).toEqual([]);
    expect(alerts(tree)).not.toContain("unless on() (sum(kube_deployment");
  });
});
