import * as kubernetes from "@pulumi/kubernetes";

import { ScalingRules } from "../../../components/observability/scaling-rules";
import { scalingRuleGroup } from "../../../components/observability/scaling-group";
import { Platform } from "../../../components/platform";
import { record } from "../../support/recorder";
import { estate, platformOf, service } from "../../support/samples";
import { at, Tree } from "../../support/tree";

// Seconds on an idle machine, several times that on one that is busy with other tests.
jest.setTimeout(60_000);

const namespace = "social-commerce-staging";
const hpa = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";

describe("The series of a region's autoscalers", () => {
  test("are one object of rules, which Prometheus finds by its label", async () => {
    const tree = new Tree(
      await record(() => {
        const providers = [new kubernetes.Provider("us-east-1-kubernetes", {})];
        const place = new kubernetes.core.v1.Namespace("namespace", {}, { provider: providers[0]! });
        const args = { estate, region: "us-east-1", services: [service], placement: { namespace: place } };
        return new ScalingRules("us-east-1-scaling", args, { providers });
      }),
    );
    const object = tree.one("kubernetes:monitoring.coreos.com/v1:PrometheusRule");
    expect(at(object, "metadata")).toMatchObject({
      ...{ name: "scaling", namespace },
      labels: { prometheus: "platform" },
    });
    expect(at(object, "spec")).toEqual({ groups: [scalingRuleGroup(namespace, service)] });
    expect(tree.outputsOf(tree.one("platform:observability:ScalingRules"))).toEqual({
      summary: "8 series of 1 service",
    });
  });

  test("are asked for where the program serves them, and neither recorded nor asked for elsewhere", async () => {
    const { regions, ...rest } = platformOf("local");
    const installed = regions.map((region) => {
      const { ground } = region;
      return region.name === "west" && ground.kind === "existing"
        ? { ...region, ground: { ...ground, operators: "installed" as const } }
        : region;
    });
    const tree = new Tree(await record(() => new Platform("platform", { ...rest, regions: installed })));
    const asked = (region: string): number[] =>
      tree.all
        .filter(({ type, name }) => type === hpa && name.startsWith(`${region}-`))
        .map((one) => (at(one, "spec", "metrics") as unknown[]).length);
    expect(new Set(asked("east"))).toEqual(new Set([5]));
    expect(new Set(asked("west"))).toEqual(new Set([2]));
    const rules = tree.all.filter(({ type }) => type === "platform:observability:ScalingRules");
    expect(rules.map(({ name }) => name)).toEqual(["east-scaling"]);
  });
});
