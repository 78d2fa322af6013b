import type { Cluster } from "./support/estate";
import { hasCondition } from "./support/control-plane";
import { identity, type KubernetesObject } from "./support/object";
import { never, until } from "./support/wait";
import { type Deployment, labelled, planned, readyAddresses, type Service } from "./support/workloads";

/** What must not pass: without these, an API server that takes everything would look the same. */
export function refusals(stack: string, clusters: () => readonly Cluster[]): void {
  const cluster = (): Cluster => clusters()[0]!;
  const colour = (): { readonly deployment: Deployment; readonly service: Service } =>
    firstBehindService(cluster());

  describe(`${stack}'s API server`, () => {
    it("refuses a misspelt field of each kind that the program makes", async () => {
      const { objects, plane, manager } = cluster();
      const one = new Map(objects.map((object) => [object.kind, object]));
      expect(one.size).toBeGreaterThan(5);
      for (const object of one.values()) {
        const { refused } = await plane.apply([[{ ...object, replicaz: 1 }]], manager);
        expect(refused.map(({ reason }) => reason)).toEqual([expect.stringContaining("replicaz")]);
      }
    });

    it("refuses a privileged pod in the services' namespace", async () => {
      const { namespace } = colour().deployment.metadata;
      const pod = privilegedPod(namespace!);
      const { refused } = await cluster().plane.apply([[pod]], "tests");
      expect(refused.map(({ code }) => code)).toEqual([403]);
      expect(refused[0]!.reason).toContain('violates PodSecurity "restricted');
    });

    it("sends nothing to a colour whose image cannot be pulled", async () => {
      const { plane, manager } = cluster();
      const { deployment, service } = colour();
      const broken = withImage(deployment, "registry.example.com/broken:1");
      await plane.client.delete(deployment);
      await until("old endpoints gone", () => readyAddresses(cluster(), service));
      const { refused } = await plane.apply([[broken]], manager);
      expect(refused).toEqual([]);
      await until("pods that wait", async () => {
        const pods = await plane.client.list("v1", "Pod", service.metadata.namespace);
        const waiting = pods.filter((pod) => JSON.stringify(pod.status).includes("ImagePullBackOff"));
        return waiting.length >= broken.spec.replicas ? [] : [`${waiting.length} of ${broken.spec.replicas}`];
      });
      await never("such a pod ready", async () => {
        const pods = await plane.client.list("v1", "Pod", service.metadata.namespace);
        return pods.filter((pod) => isBroken(pod) && hasCondition(pod, "Ready")).map(identity);
      });
      expect(await readyAddresses(cluster(), service)).toEqual([]);
    });
  });
}

/** A deployment that requests are sent to: the place kept by the headroom's pods is behind no Service. */
function firstBehindService(cluster: Cluster): { deployment: Deployment; service: Service } {
  const services = planned<Service>(cluster, "Service");
  for (const deployment of planned<Deployment>(cluster, "Deployment")) {
    const { labels } = deployment.spec.template.metadata;
    const service = services.find(
      ({ spec }) => spec.selector !== undefined && labelled(labels, spec.selector),
    );
    if (service !== undefined) return { deployment, service };
  }
  throw new RangeError("no deployment is behind a Service");
}

const isBroken = ({ spec }: KubernetesObject): boolean =>
  JSON.stringify(spec).includes("registry.example.com/broken:1");

function privilegedPod(namespace: string): KubernetesObject {
  const container = {
    name: "shell",
    image: "registry.example.com/shell:1",
    securityContext: { privileged: true },
  };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "shell", namespace },
    spec: { containers: [container] },
  };
}

function withImage(deployment: Deployment, image: string): Deployment {
  const { template } = deployment.spec;
  const containers = template.spec.containers.map((container) => ({ ...container, image }));
  return {
    ...deployment,
    spec: { ...deployment.spec, template: { ...template, spec: { ...template.spec, containers } } },
  };
}
