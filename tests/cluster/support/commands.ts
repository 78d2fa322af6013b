import { join } from "node:path";

import type { Command } from "./daemon";
import { program } from "./tools";

/** Ports of one control plane, all on loopback. */
export interface Ports {
  readonly etcd: number;
  readonly etcdPeer: number;
  readonly api: number;
  readonly controllers: number;
  readonly scheduler: number;
  readonly kwok: number;
  readonly metrics: number;
}

/** Paths in one control plane's folder. */
export interface Files {
  readonly folder: string;
  readonly data: string;
  /** The API server writes its certificate here: it makes one itself when it finds none. */
  readonly certificates: string;
  readonly tokens: string;
  readonly serviceAccountKey: string;
  readonly stages: string;
  readonly kubeconfig: (user: string) => string;
}

export function filesIn(folder: string): Files {
  return {
    folder,
    data: join(folder, "etcd"),
    certificates: join(folder, "certificates"),
    tokens: join(folder, "tokens.csv"),
    serviceAccountKey: join(folder, "service-account.key"),
    stages: join(folder, "stages.yaml"),
    kubeconfig: (user) => join(folder, `${user}.kubeconfig`),
  };
}

function command(name: Parameters<typeof program>[0], flags: Readonly<Record<string, string>>): Command {
  const args = Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`);
  return { name, path: program(name), args };
}

export function etcd({ data }: Files, { etcd, etcdPeer }: Ports): Command {
  const client = `http://127.0.0.1:${etcd}`;
  const peer = `http://127.0.0.1:${etcdPeer}`;
  return command("etcd", {
    name: "etcd",
    "data-dir": data,
    "listen-client-urls": client,
    "advertise-client-urls": client,
    "listen-peer-urls": peer,
    "initial-advertise-peer-urls": peer,
    "initial-cluster": `etcd=${peer}`,
    "unsafe-no-fsync": "true", // The data does not outlive the run.
    "log-level": "warn",
  });
}

/** Tokens instead of client certificates: the tests judge what the server does with objects, not how it knows people. */
export function apiServer(files: Files, ports: Ports): Command {
  return command("kube-apiserver", {
    "etcd-servers": `http://127.0.0.1:${ports.etcd}`,
    "bind-address": "127.0.0.1",
    "advertise-address": "127.0.0.1",
    "secure-port": String(ports.api),
    "cert-dir": files.certificates,
    "token-auth-file": files.tokens,
    "authorization-mode": "RBAC",
    "endpoint-reconciler-type": "none", // Loopback is no legal endpoint of the service `kubernetes`.
    "service-cluster-ip-range": "10.100.0.0/16",
    "service-account-issuer": "https://kubernetes.default.svc",
    "service-account-key-file": files.serviceAccountKey,
    "service-account-signing-key-file": files.serviceAccountKey,
    "allow-privileged": "true", // As EKS: what refuses a privileged pod is the namespace.
    profiling: "false",
  });
}

export function controllerManager(files: Files, ports: Ports): Command {
  const kubeconfig = files.kubeconfig("kube-controller-manager");
  return command("kube-controller-manager", {
    kubeconfig,
    "authentication-kubeconfig": kubeconfig,
    "authorization-kubeconfig": kubeconfig,
    "bind-address": "127.0.0.1",
    "secure-port": String(ports.controllers),
    "root-ca-file": join(files.certificates, "apiserver.crt"),
    "service-account-private-key-file": files.serviceAccountKey,
    "use-service-account-credentials": "true",
    "leader-elect": "false",
    "node-monitor-grace-period": "120s", // A busy machine must not lose its fake nodes.
    // Production's default is 15 s; the arithmetic is the same.
    "horizontal-pod-autoscaler-sync-period": "2s",
    profiling: "false",
  });
}

export function scheduler(files: Files, ports: Ports): Command {
  const kubeconfig = files.kubeconfig("kube-scheduler");
  return command("kube-scheduler", {
    kubeconfig,
    "authentication-kubeconfig": kubeconfig,
    "authorization-kubeconfig": kubeconfig,
    "bind-address": "127.0.0.1",
    "secure-port": String(ports.scheduler),
    "leader-elect": "false",
    profiling: "false",
  });
}

export function kwok(files: Files, ports: Ports): Command {
  return command("kwok", {
    kubeconfig: files.kubeconfig("kwok"),
    config: files.stages,
    "manage-all-nodes": "true",
    cidr: "10.200.0.1/16",
    "node-ip": "10.16.0.1",
    "node-port": String(ports.kwok),
    "server-address": `127.0.0.1:${ports.kwok}`,
    "node-lease-duration-seconds": "40",
  });
}
