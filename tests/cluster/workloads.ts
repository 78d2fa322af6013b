import type { Cluster } from "./support/estate";
import { hasCondition } from "./support/control-plane";
import type { Pod } from "./support/metrics";
import type { KubernetesObject, Served } from "./support/object";
import { until } from "./support/wait";
import {
  type Autoscaler,
  type Deployment,
  type DisruptionBudget,
  type Job,
  labelled,
  live,
  planned,
  readyAddresses,
  type Service,
} from "./support/workloads";

/** What controllers make of the objects: pods, endpoints, budgets and the sizes of autoscalers. */
export function workloads(stack: string, clusters: () => readonly Cluster[]): void {
  describe(`${stack}'s workloads`, () => {
    it("get every pod ready within pod security and quotas, over three zones", async () => {
      for (const cluster of clusters()) await allReady(cluster);
      for (const cluster of clusters()) expect(await zonesOfPods(cluster)).toBe(3);
    });

    it("start when the migrations of their colour are over", async () => {
      for (const cluster of clusters())
        for (const job of await live<Job>(cluster, "Job")) {
          const ofColour = planned<Deployment>(cluster, "Deployment").find((each) => migrates(job, each))!;
          const { metadata } = await cluster.plane.client.get(ofColour);
          expect(hasCondition(job, "Complete")).toBe(true);
          expect(Date.parse(metadata.creationTimestamp)).toBeGreaterThanOrEqual(
            Date.parse(job.status.completionTime),
          );
        }
    });

    it("get a volume each where they claim one, in the zone of their node", async () => {
      for (const cluster of clusters()) {
        const pods = (await podsOf(cluster)).filter(({ spec }) =>
          spec.volumes?.some((each) => each.ephemeral),
        );
        expect(pods).toHaveLength(claimedVolumes(cluster));
        for (const { metadata, spec } of pods)
          expect(await zoneOfVolume(cluster, metadata)).toBe(`${cluster.region}${spec.nodeName!.at(-1)!}`);
      }
    });

    it("fill the endpoints of both colours with their ready pods, and with no other's", async () => {
      for (const cluster of clusters()) {
        const services = planned<Service>(cluster, "Service").filter(
          ({ spec }) => spec.selector !== undefined,
        );
        expect(new Set(services.map(({ metadata }) => metadata.labels?.colour))).toEqual(
          new Set(["blue", "green"]),
        );
        await until("endpoints", async () =>
          (await Promise.all(services.map((each) => wrongEndpoints(cluster, each)))).flat(),
        );
      }
    });

    it("are covered by disruption budgets that allow what they say", async () => {
      for (const cluster of clusters()) {
        const replicas = replicasOf(cluster);
        await until("budgets", async () =>
          (await live<DisruptionBudget>(cluster, "PodDisruptionBudget")).flatMap((budget) => {
            const pods = replicas(budget.spec.selector.matchLabels);
            const { expectedPods, currentHealthy, desiredHealthy, disruptionsAllowed } = budget.status;
            const right =
              expectedPods === pods &&
              currentHealthy === pods &&
              disruptionsAllowed === pods - desiredHealthy;
            return right && disruptionsAllowed > 0
              ? []
              : [`${name(budget)}: ${JSON.stringify(budget.status)} of ${pods} pods`];
          }),
        );
      }
    });

    it("are kept at their size by the autoscalers at half load", async () => {
      for (const cluster of clusters()) {
        const autoscalers = planned(cluster, "HorizontalPodAutoscaler");
        const kept = planned(cluster, "Deployment").filter(({ metadata }) => metadata.name !== "headroom");
        expect(autoscalers).toHaveLength(kept.length);
        await until("autoscalers", async () =>
          (await live<Autoscaler>(cluster, "HorizontalPodAutoscaler")).flatMap((scaler) =>
            hasCondition(scaler, "ScalingActive") &&
            scaler.status?.desiredReplicas === scaler.status?.currentReplicas
              ? []
              : [`${name(scaler)}: ${JSON.stringify(scaler.status)}`],
          ),
        );
      }
    });

    it("grow by the autoscalers' arithmetic, each by its own load and the others not", async () => {
      for (const cluster of clusters()) await grow(cluster);
    });
  });
}

const name = ({ metadata }: KubernetesObject): string => `${metadata.namespace ?? ""}/${metadata.name}`;

async function allReady(cluster: Cluster): Promise<void> {
  await until(`pods of ${cluster.region}`, async () => {
    const deployments = await live<Deployment & Served>(cluster, "Deployment");
    return deployments
      .filter(
        ({ spec, status }) =>
          status.readyReplicas !== spec.replicas || status.updatedReplicas !== spec.replicas,
      )
      .map((deployment) => `${name(deployment)}: ${JSON.stringify(deployment.status)}`);
  });
  const wanted = planned<Deployment>(cluster, "Deployment").reduce((sum, { spec }) => sum + spec.replicas, 0);
  expect(wanted).toBeGreaterThan(0);
  const pods = await podsOf(cluster);
  expect(pods.filter((pod) => hasCondition(pod, "Ready"))).toHaveLength(wanted);
}

type PlacedPod = Pod & {
  readonly spec: {
    readonly nodeName?: string;
    readonly volumes?: readonly { readonly ephemeral?: object }[];
  };
};

async function podsOf(cluster: Cluster): Promise<PlacedPod[]> {
  const namespaces = new Set(planned(cluster, "Deployment").map(({ metadata }) => metadata.namespace));
  const pods = (await cluster.plane.client.list("v1", "Pod")) as unknown as PlacedPod[];
  // The pod of a job that is over stays, as ready as it was.
  return pods.filter(
    ({ metadata, status }) => namespaces.has(metadata.namespace) && status.phase === "Running",
  );
}

/** `cart-service-migration-green-0123456789` is run before `cart-service-green`. */
function migrates({ metadata: { name, namespace } }: Job, deployment: Deployment): boolean {
  const [, service, colour] = /^(.+)-migration-(blue|green)-/.exec(name) ?? [];
  return deployment.metadata.name === `${service}-${colour}` && deployment.metadata.namespace === namespace;
}

/** Volumes that the planned deployments claim. */
function claimedVolumes(cluster: Cluster): number {
  return planned<Deployment>(cluster, "Deployment").reduce((sum, { spec }) => {
    const { volumes = [] } = spec.template.spec as PlacedPod["spec"];
    return sum + volumes.filter(({ ephemeral }) => ephemeral).length * spec.replicas;
  }, 0);
}

/** The zone of the volume that is bound to a pod's only claim, which is named after the pod. */
async function zoneOfVolume(
  { plane }: Cluster,
  { namespace, name: pod }: KubernetesObject["metadata"],
): Promise<string | undefined> {
  const claims = await plane.client.list("v1", "PersistentVolumeClaim", namespace);
  const claim = claims.find(({ metadata }) => metadata.name === `${pod}-data`)!;
  const { volumeName } = claim.spec as { volumeName: string };
  const metadata = { name: volumeName };
  const { spec } = (await plane.client.get({ apiVersion: "v1", kind: "PersistentVolume", metadata })) as {
    spec?: unknown;
  };
  return /"values":\["([^"]+)"\]/.exec(JSON.stringify(spec))?.[1];
}

async function zonesOfPods(cluster: Cluster): Promise<number> {
  return new Set((await podsOf(cluster)).map(({ spec }) => spec.nodeName)).size;
}

function replicasOf(cluster: Cluster): (selector: Readonly<Record<string, string>>) => number {
  return (selector) =>
    planned<Deployment>(cluster, "Deployment")
      .filter(({ spec }) => labelled(spec.template.metadata.labels, selector))
      .reduce((sum, { spec }) => sum + spec.replicas, 0);
}

async function wrongEndpoints(cluster: Cluster, service: Service): Promise<string[]> {
  const wanted = replicasOf(cluster)(service.spec.selector ?? {});
  const { length } = new Set(await readyAddresses(cluster, service)).size === wanted ? [] : ["wrong"];
  return length === 0 && wanted > 0 ? [] : [`${name(service)}: not ${wanted} ready addresses`];
}

const idle = { cpu: 0.5, memory: 0.5 };
const grounds = ["cpu", "memory", undefined] as const;

/**
 * Work for twice the targeted use asks for twice the pods, and no more; the ceiling still holds. One third of the deployments is short of
 * cores, one of memory, and one of nothing.
 */
async function grow(cluster: Cluster): Promise<void> {
  const growths = planned<Autoscaler>(cluster, "HorizontalPodAutoscaler").map((scaler, index) =>
    growth(cluster, scaler, grounds[index % grounds.length]),
  );
  for (const ground of grounds) expect(growths.map((each) => each.ground)).toContain(ground);
  cluster.plane.metrics.load = (pod, pods) =>
    growths
      .find(
        ({ deployment: { metadata, spec } }) =>
          metadata.namespace === pod.metadata.namespace &&
          labelled(pod.metadata.labels, spec.selector.matchLabels),
      )
      ?.load(pods) ?? idle;
  await until(`growth of ${cluster.region}`, async () => {
    const ready = await Promise.all(
      growths.map(
        async ({ deployment }) => (await cluster.plane.client.get(deployment)) as unknown as Deployment,
      ),
    );
    return growths.flatMap(({ deployment, wanted }, index) => {
      const { readyReplicas = 0 } = ready[index]!.status;
      return readyReplicas === wanted ? [] : [`${name(deployment)}: ${readyReplicas} ready, not ${wanted}`];
    });
  });
}

interface Growth {
  readonly deployment: Deployment;
  readonly ground: (typeof grounds)[number];
  readonly load: (pods: number) => { readonly cpu: number; readonly memory: number };
  readonly wanted: number;
}

function growth(cluster: Cluster, { metadata, spec }: Autoscaler, ground: Growth["ground"]): Growth {
  const deployment = planned<Deployment>(cluster, "Deployment").find(
    (each) =>
      each.metadata.namespace === metadata.namespace && each.metadata.name === spec.scaleTargetRef.name,
  )!;
  const { replicas } = deployment.spec;
  if (ground === undefined) return { deployment, ground, load: () => idle, wanted: replicas };
  const target = spec.metrics.find(({ resource }) => resource?.name === ground)?.resource?.target
    .averageUtilization;
  const wanted = Math.min(spec.maxReplicas, replicas * 2);
  expect(wanted).toBeGreaterThan(replicas);
  // The work is the same however many share it, so that twice the pods are enough.
  const work = (2 * replicas * target!) / 100;
  return { deployment, ground, load: (pods) => ({ ...idle, [ground]: work / pods }), wanted };
}
