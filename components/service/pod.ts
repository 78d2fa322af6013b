import type * as kubernetes from "@pulumi/kubernetes";

import type { Colour, Service } from "../../config/model";
import { labels, selector } from "./labels";
import { lifecycle, terminationGraceSeconds } from "./lifecycle";
import { containerSecurity, ephemeralDisk, podSecurity, wiringEnvironment, wiringFiles } from "./pod-parts";

type PodTemplateSpec = kubernetes.types.input.core.v1.PodTemplateSpec;
type Container = kubernetes.types.input.core.v1.Container;
type Probe = kubernetes.types.input.core.v1.Probe;
type TopologySpreadConstraint = kubernetes.types.input.core.v1.TopologySpreadConstraint;

/** What the pods of one colour are made from. */
export interface PodArgs {
  /** The service, as the stack file has it. */
  readonly service: Service;
  /** The colour that the pods belong to. */
  readonly colour: Colour;
  /** Image with its digest. */
  readonly image: string;
  /** Service account that the pods run as. */
  readonly serviceAccount: string;
  /** Secret with the service's signing key. */
  readonly signingKeySecret: string;
}

/** Name of the port that the container listens on. */
export const portName = "http";

const signingKeyPath = "/var/run/secrets/signing-key";

/** The pods of one colour: restricted, probed, spread over zones and hosts, and stopped without dropping a request. */
export function podTemplate(args: PodArgs): PodTemplateSpec {
  const { service, colour, serviceAccount, signingKeySecret } = args;
  return {
    metadata: {
      labels: {
        ...labels(service.name, colour),
        "app.kubernetes.io/version": service.release[colour].version,
      },
    },
    spec: {
      serviceAccountName: serviceAccount,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: terminationGraceSeconds(),
      securityContext: podSecurity,
      topologySpreadConstraints: spread(service.name, colour),
      containers: [container(args)],
      volumes: [
        // The root file system is read-only; this is the one place to write.
        { name: "tmp", emptyDir: { sizeLimit: "256Mi" } },
        { name: "signing-key", secret: { secretName: signingKeySecret, defaultMode: 0o440 } },
        wiringFiles(service.name).volume,
        ...disks(service).map(({ volume }) => volume),
      ],
    },
  };
}

function container({ service, image }: PodArgs): Container {
  return {
    name: service.name,
    image,
    imagePullPolicy: "IfNotPresent",
    ports: [{ name: portName, containerPort: service.port, protocol: "TCP" }],
    envFrom: wiringEnvironment(service.name),
    resources: service.resources,
    ...probes(service),
    lifecycle: { preStop: { sleep: { seconds: lifecycle.preStopSeconds } } },
    securityContext: containerSecurity,
    volumeMounts: [
      { name: "tmp", mountPath: "/tmp" },
      { name: "signing-key", mountPath: signingKeyPath, readOnly: true },
      wiringFiles(service.name).mount,
      ...disks(service).map(({ mount }) => mount),
    ],
  };
}

function disks({ storage }: Service): ReturnType<typeof ephemeralDisk>[] {
  return storage === undefined ? [] : [ephemeralDisk(storage)];
}

/** The probes of R6. Until the startup probe has passed, the other two wait. */
function probes({ health }: Service): Pick<Container, "startupProbe" | "livenessProbe" | "readinessProbe"> {
  const probe = (path: string): Probe => ({
    httpGet: { path, port: portName },
    timeoutSeconds: 5,
    failureThreshold: 3,
  });
  return {
    startupProbe: {
      ...probe(health.readiness),
      periodSeconds: lifecycle.startProbeSeconds,
      failureThreshold: lifecycle.startSeconds / lifecycle.startProbeSeconds,
    },
    livenessProbe: { ...probe(health.liveness), initialDelaySeconds: 60, periodSeconds: 30 },
    readinessProbe: { ...probe(health.readiness), initialDelaySeconds: 30, periodSeconds: 10 },
  };
}

/** Evenly over zones, and over hosts where there is a choice. Each roll-out is spread by itself. */
function spread(service: string, colour: Colour): TopologySpreadConstraint[] {
  const over = (topologyKey: string): TopologySpreadConstraint => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: selector(service, colour) },
    matchLabelKeys: ["pod-template-hash"],
  });
  return [over("topology.kubernetes.io/zone"), over("kubernetes.io/hostname")];
}
