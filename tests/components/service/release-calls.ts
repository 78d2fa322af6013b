import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { ColourRelease, Rollout, Service } from "../../../config/model";
import { writeReleaseNotes } from "../../../guards/release-annotation";
import { podTemplate } from "../../../components/service/pod";
import { releaseGuardHook, type GuardedService } from "../../../components/service/release-hook";
import { routeSpec } from "../../../components/service/route-spec";
import type { watchDeps } from "../../../watch/run";
import { record } from "../../support/recorder";
import { guarded, service } from "../../support/samples";

export const httpRoute = "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute";
export const deployment = "kubernetes:apps/v1:Deployment";
export const autoscaler = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";

export interface Changes {
  readonly blue?: Partial<ColourRelease>;
  readonly green?: Partial<ColourRelease>;
  readonly rollout?: Partial<Rollout>;
}

export function changed({ blue = {}, green = {}, rollout = {} }: Changes, from: Service = service): Service {
  const { release } = from;
  return {
    ...from,
    rollout: { ...from.rollout, ...rollout },
    release: { blue: { ...release.blue, ...blue }, green: { ...release.green, ...green } },
  };
}

export const shares = (green: number): Changes => ({
  blue: { weight: 100 - green },
  green: { weight: green },
});
export const whole = changed({ blue: { weight: 100 }, green: { weight: 0, capacityPercent: 100 } });
export const tenth = changed(shares(10), whole);
export const half = changed(shares(50), whole);
export const newImage = { version: "1.9.0", digest: `sha256:${"7".repeat(64)}` };

/** One call of the engine: the kind of object, and what it has and gets. */
export type Call = readonly [type: string, before: object | undefined, after: object];

const routeInputs = (of: Service): object => ({
  metadata: { annotations: { "social-commerce/release": writeReleaseNotes(of.rollout) } },
  spec: routeSpec(of, "shop.example.com", "us-east-1"),
});
export const route = (before: Service | undefined, now: Service): Call => [
  httpRoute,
  before && routeInputs(before),
  routeInputs(now),
];

type Colour = "blue" | "green";
export const podInputs = (of: Service, colour: Colour, registry = "registry.example.com"): object => {
  const image = `${registry}/cart@${of.release[colour].digest}`;
  const pod = { service: of, colour, image, serviceAccount: "cart-service", signingKeySecret: "key" };
  return { metadata: { labels: { colour } }, spec: { template: podTemplate(pod) } };
};
export const pods = (before: Service, now: Service, colour: Colour = "green"): Call => [
  deployment,
  podInputs(before, colour),
  podInputs(now, colour),
];
export const floors = (before: number, now: number, colour: Colour = "green"): Call => {
  const inputs = (minReplicas: number) => ({ metadata: { labels: { colour } }, spec: { minReplicas } });
  return [autoscaler, inputs(before), inputs(now)];
};

/** What the guard of a service says to calls of one preview, one after another. */
export function judge(told: Service, ...calls: readonly Call[]): Promise<string[]> {
  return judgeRun(guarded(told), undefined, calls);
}

/** What a guard says to calls of one run; an update where it is given a world to look at. */
export async function judgeRun(
  told: GuardedService,
  real: typeof watchDeps | undefined,
  calls: readonly Call[],
): Promise<string[]> {
  const hooks: pulumi.ResourceHook[] = [];
  const nobody = (): never => {
    throw new RangeError("a preview looked at a cluster");
  };
  await record(() => {
    const hook = releaseGuardHook("us-east-1-cart-service", told, real ?? nobody);
    // Bound to something, so that the recording waits until the hook is registered.
    const provider = new kubernetes.Provider("us-east-1-kubernetes", {});
    new kubernetes.core.v1.Namespace("guarded", {}, { provider, hooks: { beforeCreate: [hook] } });
    hooks.push(hook);
  }, real === undefined);
  const answers: string[] = [];
  for (const [type, before, newInputs] of calls) {
    const oldInputs = before && { oldInputs: before };
    try {
      await hooks[0]!.callback({ urn: "", id: "", name: "", type, newInputs, ...oldInputs });
      answers.push("passed");
    } catch (error) {
      answers.push(error instanceof pulumi.RunError ? error.message : `it threw ${String(error)}`);
    }
  }
  return answers;
}

/** The codes of a refusal; nothing of what passed. */
export const codesOf = (answers: readonly string[]): string[] =>
  answers.map((answer) => [...answer.matchAll(/\((REL-\d\d)\)/gu)].map(([, code]) => code).join(" "));
