import { Tenant, type TenantArgs } from "../../components/tenant/tenant";
import { denyAll } from "../../components/service/isolation";
import { tenantGroup } from "../../components/tenant/names";
import { tenantTraffic } from "../../components/tenant/traffic";
import { record } from "../support/recorder";
import { allowedTo, work } from "./support/access";
import { Refused, type KubernetesApi, type Person } from "./support/api";
import type { Cluster } from "./support/estate";
import { hasCondition } from "./support/control-plane";
import { identity, isObject, type KubernetesObject } from "./support/object";
import { planOf } from "./support/plans";
import { quantity } from "./support/quantity";
import { claim, container, deploymentOf, podOf, serviceOf } from "./support/samples";
import { until } from "./support/wait";
import type { Deployment } from "./support/workloads";
import * as kubernetes from "@pulumi/kubernetes";

type Quantities = Readonly<Record<string, string>>;

interface Limits extends KubernetesObject {
  readonly spec: {
    readonly limits: readonly {
      readonly type: string;
      readonly defaultRequest: Quantities;
      readonly default: Quantities;
      readonly max: Quantities;
    }[];
  };
}

/** One tenant in one region, with what its plan says of it. */
interface Tenancy {
  readonly cluster: Cluster;
  readonly args: TenantArgs;
  readonly namespace: string;
  readonly objects: readonly KubernetesObject[];
  readonly hard: Quantities;
  readonly limits: Limits["spec"]["limits"];
  readonly person: Person;
  readonly member: KubernetesApi;
}

const replicas = 2;

/** What tenants may have and do, by the server's own quotas, admission and RBAC. */
export function tenants(stack: string, clusters: () => readonly Cluster[]): void {
  let all: readonly Tenancy[] = [];
  const each = async (check: (tenancy: Tenancy) => Promise<void>): Promise<void> => {
    for (const tenancy of all) await check(tenancy);
  };

  describe(`${stack}'s tenants`, () => {
    beforeAll(() => {
      all = clusters().flatMap((cluster) => tenanciesOf(stack, cluster));
    });
    afterAll(() => {
      all.forEach(({ member }) => {
        member.close();
      });
    });

    it("are counted by their quotas from the start", async () => {
      expect(all).not.toEqual([]);
      // The map is Kubernetes' own: its root certificate.
      await each((tenancy) => counted(tenancy, { configmaps: 1 }));
    });

    it("may do their own work, and nothing else in their namespace", () =>
      each(async ({ cluster, namespace, person }) => {
        expect(await allowedTo(cluster.plane.client, person, namespace, work.own)).toEqual(work.own);
        expect(await allowedTo(cluster.plane.client, person, namespace, work.others)).toEqual([]);
      }));

    it("may do nothing in another namespace or in the whole cluster, nor may others in theirs", () =>
      each(async ({ cluster: { plane, objects }, namespace, person }) => {
        const everything = [...work.own, ...work.others];
        const others = objects
          .filter(({ kind, metadata }) => kind === "Namespace" && metadata.name !== namespace)
          .map(({ metadata }) => metadata.name);
        for (const other of [...others, "kube-system", "default", undefined])
          expect(await allowedTo(plane.client, person, other, everything)).toEqual([]);
        const stranger = { user: "stranger", groups: [tenantGroup("nobody"), "system:authenticated"] };
        expect(await allowedTo(plane.client, stranger, namespace, everything)).toEqual([]);
      }));

    it("run restricted pods with the limits of their namespace, counted and without a token", () =>
      each(async (tenancy) => {
        const { cluster, namespace, member, limits } = tenancy;
        expect(await refusal(member, deploymentOf(namespace, replicas))).toBeUndefined();
        await ready(tenancy, replicas);
        const { defaultRequest, default: most } = limits.find(({ type }) => type === "Container")!;
        await counted(tenancy, {
          configmaps: 1,
          pods: replicas,
          "requests.cpu": replicas * quantity(defaultRequest.cpu!),
          "requests.memory": replicas * quantity(defaultRequest.memory!),
          "limits.cpu": replicas * quantity(most.cpu!),
          "limits.memory": replicas * quantity(most.memory!),
        });
        const pods = await cluster.plane.client.list("v1", "Pod", namespace);
        expect(pods.map(({ spec }) => (spec as { volumes?: unknown }).volumes)).toEqual(
          pods.map(() => undefined),
        );
      }));

    it("are refused by name what they may not read, and where they may not work", () =>
      each(async ({ cluster, namespace, member }) => {
        await expect(member.list("v1", "Secret", namespace)).rejects.toMatchObject({ code: 403 });
        await expect(member.list("v1", "Secret")).rejects.toMatchObject({ code: 403 });
        const services = cluster.objects.find(({ kind }) => kind === "Deployment")!.metadata.namespace!;
        expect((await refusal(member, deploymentOf(services, 1)))?.code).toBe(403);
      }));

    it("are refused a privileged pod, and whatever is beyond the quota or the limits", () =>
      each(async ({ cluster, namespace, hard, limits }) => {
        for (const [object, words] of beyond(namespace, hard, limits)) {
          const refused = await refusal(cluster.plane.client, object);
          expect([refused?.code, refused?.reason]).toEqual([403, expect.stringMatching(words)]);
        }
      }));

    it("keep what runs when they are removed, and get nothing new, nor in", () =>
      each(async (tenancy) => {
        const { cluster, objects, namespace, member } = tenancy;
        const removed = await removedTenant(tenancy);
        expect(removed.map(identity).sort()).toEqual(objects.map(identity).sort());
        expect((await cluster.plane.apply([removed], cluster.manager)).refused).toEqual([]);

        // The API server's own view of its roles is a moment behind them.
        await until("a person without rights", async () => {
          const refused = await refusal(member, deploymentOf(namespace, replicas));
          return refused?.code === 403 ? [] : ["the deployment is taken"];
        });
        expect(await allowedTo(cluster.plane.client, tenancy.person, namespace, work.own)).toEqual([]);
        await until("a quota of nothing", async () => {
          const refused = await refusal(cluster.plane.client, podOf(namespace, "late", [container()]));
          return refused?.reason.includes("exceeded quota: quota") === true ? [] : ["a pod is taken"];
        });
        for (const policy of await cluster.plane.client.list(
          "networking.k8s.io/v1",
          "NetworkPolicy",
          namespace,
        ))
          // In a mesh, probes of what still runs come from an address of their own.
          expect([denyAll, tenantTraffic(removedOf(tenancy), tenancy.args.mesh)]).toContainEqual(policy.spec);

        // As their owner's people cannot: more of what runs.
        expect(await refusal(cluster.plane.client, deploymentOf(namespace, replicas + 1))).toBeUndefined();
        await until("pods that the quota keeps out", async () => {
          const deployment = await cluster.plane.client.get(deploymentOf(namespace, replicas));
          return hasCondition(deployment, "ReplicaFailure") ? [] : [JSON.stringify(deployment.status)];
        });
        await ready(tenancy, replicas);
      }));

    it("are as they were when they come back", () =>
      each(async (tenancy) => {
        const { cluster, objects, namespace, member, person } = tenancy;
        expect((await cluster.plane.apply([objects], cluster.manager)).refused).toEqual([]);
        await ready(tenancy, replicas + 1);
        expect(await allowedTo(cluster.plane.client, person, namespace, work.own)).toEqual(work.own);
        expect(await refusal(member, deploymentOf(namespace, replicas))).toBeUndefined();
      }));
  });
}

function tenanciesOf(stack: string, cluster: Cluster): Tenancy[] {
  return planOf(stack)
    .resources.filter(({ type, region }) => type === "platform:tenant:Tenant" && region === cluster.region)
    .map(({ inputs }) => {
      const args = inputs as unknown as TenantArgs;
      const { name } = args.tenant;
      const objects = cluster.objects.filter(({ metadata }) => metadata.labels?.tenant === name);
      const one = (wanted: string): KubernetesObject => objects.find(({ kind }) => kind === wanted)!;
      const person = { user: "somebody", groups: [tenantGroup(name), "system:authenticated"] };
      return {
        cluster,
        args,
        namespace: one("Namespace").metadata.name,
        objects,
        hard: (one("ResourceQuota").spec as { hard: Quantities }).hard,
        limits: (one("LimitRange") as Limits).spec.limits,
        person,
        member: cluster.plane.client.as(person),
      };
    });
}

const removedOf = ({ args }: Tenancy) => ({ ...args.tenant, state: "removed" as const });

/** What the component says of the same tenant with `state: removed`. */
async function removedTenant(tenancy: Tenancy): Promise<KubernetesObject[]> {
  const { args, cluster } = tenancy;
  const tenant = removedOf(tenancy);
  const { resources } = await record(() => {
    const provider = new kubernetes.Provider("kubernetes", { context: "tests" });
    return new Tenant(`${cluster.region}-tenant`, { ...args, tenant }, { providers: [provider] });
  });
  return resources.map(({ inputs }) => inputs).filter(isObject);
}

async function refusal(client: KubernetesApi, object: KubernetesObject): Promise<Refused | undefined> {
  try {
    await client.apply(object, "tenant");
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** The quota limits what the plan says, and has counted what there is: nothing of what `there` does not name. */
async function counted(
  { cluster, namespace, hard }: Tenancy,
  there: Readonly<Record<string, number>>,
): Promise<void> {
  await until("quota", async () => {
    const [quota] = await cluster.plane.client.list("v1", "ResourceQuota", namespace);
    const status = (quota?.status ?? {}) as { hard?: Quantities; used?: Quantities };
    return Object.entries(hard).flatMap(([key, most]) => {
      const used = status.used?.[key];
      const right = status.hard?.[key] === most && used !== undefined && quantity(used) === (there[key] ?? 0);
      return right ? [] : [`${key}: ${used ?? "nothing"} of ${status.hard?.[key] ?? "nothing"}`];
    });
  });
}

async function ready({ cluster, namespace }: Tenancy, wanted: number): Promise<void> {
  await until("the tenant's pods", async () => {
    const object = deploymentOf(namespace, wanted);
    const { status } = (await cluster.plane.client.get(object)) as unknown as Deployment;
    return status.readyReplicas === wanted ? [] : [JSON.stringify(status)];
  });
}

/** What is refused, and by which words. Each is beyond one limit alone. */
function beyond(
  namespace: string,
  hard: Quantities,
  limits: Tenancy["limits"],
): (readonly [KubernetesObject, RegExp])[] {
  const { max } = limits.find(({ type }) => type === "Container")!;
  const { max: volume } = limits.find(({ type }) => type === "PersistentVolumeClaim")!;
  const many = (resource: "cpu" | "memory"): ReturnType<typeof container>[] => {
    const most = quantity(hard[`requests.${resource}`]!) / quantity(max[resource]!);
    const requests = { cpu: "1m", memory: "1Mi", [resource]: max[resource]! };
    return Array.from({ length: Math.floor(most) + 1 }, (_, index) => container(requests, `c${index}`));
  };
  const privileged = { ...container(), securityContext: { privileged: true } };
  const big = { cpu: String(quantity(max.cpu!) + 1), memory: "1Mi" };
  return [
    [podOf(namespace, "privileged", [privileged]), /violates PodSecurity "restricted/],
    [podOf(namespace, "cores", many("cpu")), /exceeded quota: quota, requested: .*requests\.cpu/],
    [podOf(namespace, "memory", many("memory")), /exceeded quota: quota, requested: .*requests\.memory/],
    [podOf(namespace, "big", [container(big)]), /maximum cpu usage per Container is/],
    [
      claim(namespace, `${quantity(volume.storage!) + 1}`),
      /maximum storage usage per PersistentVolumeClaim is/,
    ],
    [serviceOf(namespace, "LoadBalancer"), /exceeded quota: quota, requested: .*services\.loadbalancers=1/],
    [serviceOf(namespace, "NodePort"), /exceeded quota: quota, requested: .*services\.nodeports=1/],
  ];
}
