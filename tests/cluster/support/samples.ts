import type { KubernetesObject } from "./object";

/** A container of a restricted pod. Without `resources` it states none. */
export function container(resources?: Readonly<Record<string, string>>, name = "main"): object {
  return {
    name,
    image: "registry.example.com/window:1",
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    ...(resources && { resources: { requests: resources, limits: resources } }),
  };
}

const podSpec = (containers: readonly object[]): object => ({
  securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
  containers,
});

export function podOf(namespace: string, name: string, containers: readonly object[]): KubernetesObject {
  return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace }, spec: podSpec(containers) };
}

/** A deployment of restricted pods that state no resources. */
export function deploymentOf(namespace: string, replicas: number): KubernetesObject {
  const labels = { app: "window" };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "window", namespace },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec([container()]) },
    },
  };
}

export function serviceOf(namespace: string, type: "LoadBalancer" | "NodePort"): KubernetesObject {
  const spec = { type, selector: { app: "window" }, ports: [{ port: 80 }] };
  return { apiVersion: "v1", kind: "Service", metadata: { name: "window", namespace }, spec };
}

export function claim(namespace: string, storage: string): KubernetesObject {
  const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } };
  return { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "window", namespace }, spec };
}
