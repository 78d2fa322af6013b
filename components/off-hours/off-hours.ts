import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { colours, type OffHours as OffHoursConfig } from "../../config/model";
import { commonLabels, estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { flowSpec, toApis, toNames } from "../region/operators/flows";
import { placed, type Placement } from "../service/placement";
import { containerSecurity, podSecurity } from "../service/pod-parts";
import { colourName } from "../service/route-spec";
import { percentOff, schedule } from "./hours";

/** What {@link OffHours} must be told. */
export interface OffHoursArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** When the services run. */
  readonly offHours: OffHoursConfig;
  /** Names of the services. */
  readonly services: readonly string[];
  /** Namespace and cluster that the objects depend on. */
  readonly placement: Placement;
}

/**
 * Stops the services of a region in the evening, and starts them in the morning. A job scales each colour's deployment to
 * none, at which its autoscaler rests, and to one, from which its autoscaler takes it to its floor at once. The program
 * never writes the replicas of a deployment that is there, so that an update in the night wakes nobody. What is saved is
 * {@link percentOff}.
 */
export class OffHours extends pulumi.ComponentResource {
  constructor(name: string, args: OffHoursArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, ...inputs } = args;
    super("platform:off-hours:OffHours", name, inputs, opts);
    const { estate, offHours, services } = args;
    const child = placed(this, placement);
    const metadata = objectMeta({ name: account, namespace: estateName(estate), labels });
    const deployments = services.flatMap((service) => colours.map((colour) => colourName(service, colour)));

    const first = [
      new kubernetes.core.v1.ServiceAccount(name, { metadata, automountServiceAccountToken: false }, child),
      new kubernetes.rbac.v1.Role(name, { metadata, rules: scalingRules(deployments) }, child),
      new kubernetes.rbac.v1.RoleBinding(
        name,
        {
          metadata,
          roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: account },
          subjects: [{ kind: "ServiceAccount", name: account, namespace: estateName(estate) }],
        },
        child,
      ),
      new kubernetes.networking.v1.NetworkPolicy(
        name,
        { metadata, spec: flowSpec({ name: account, pods: labels, egress: [toNames, toApis] }) },
        child,
      ),
    ];
    for (const moment of ["sleeps", "wakes"] as const)
      new kubernetes.batch.v1.CronJob(
        `${name}-${moment}`,
        cronJob(args, moment, deployments),
        placed(this, { ...placement, after: first }),
      );

    this.registerOutputs({ summary: summary(offHours) });
  }
}

const account = "off-hours";
const labels = { "app.kubernetes.io/name": account, ...commonLabels };

/** `monday–friday 07:00–20:00 America/New_York · no pods 61 % of the week` */
function summary(offHours: OffHoursConfig): string {
  const { wakes, sleeps, days, zone } = offHours;
  return `${days.join(" ")} ${wakes}–${sleeps} ${zone} · no pods ${percentOff(offHours)} % of the week`;
}

/** Reads and scales the deployments of the services by name, and nothing else. */
function scalingRules(resourceNames: string[]): kubernetes.types.input.rbac.v1.PolicyRule[] {
  return [
    { apiGroups: ["apps"], resources: ["deployments"], resourceNames, verbs: ["get"] },
    {
      apiGroups: ["apps"],
      resources: ["deployments/scale"],
      resourceNames,
      verbs: ["get", "update", "patch"],
    },
  ];
}

/** The project's own image, which has nothing but kubectl; it may be one minor version away from the cluster's. */
const image =
  "registry.k8s.io/kubectl:v1.34.1@sha256:59bafa07ff3a6d4b417e7633ddb9d79a9606ca98bf64bac080b3e65748669250";

/** Tried twice more within ten minutes. A start that was missed by an hour is not made up for. */
function cronJob(
  { estate, offHours }: OffHoursArgs,
  moment: "sleeps" | "wakes",
  deployments: readonly string[],
): kubernetes.batch.v1.CronJobArgs {
  const replicas = { sleeps: 0, wakes: 1 }[moment];
  const targets = deployments.map((deployment) => `deployment/${deployment}`);
  const command = ["/bin/kubectl", "scale", ...targets, `--replicas=${replicas}`];
  return {
    metadata: objectMeta({ name: `${account}-${moment}`, namespace: estateName(estate), labels }),
    spec: {
      schedule: schedule(offHours[moment], offHours.days),
      timeZone: offHours.zone,
      concurrencyPolicy: "Forbid",
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: 600,
          template: { metadata: { labels }, spec: podSpec(command) },
        },
      },
    },
  };
}

function podSpec(command: string[]): kubernetes.types.input.core.v1.PodSpec {
  return {
    serviceAccountName: account,
    // It asks the API server, which is all that it is for.
    automountServiceAccountToken: true,
    enableServiceLinks: false,
    restartPolicy: "Never",
    securityContext: podSecurity,
    containers: [
      {
        name: "kubectl",
        image,
        imagePullPolicy: "IfNotPresent",
        command,
        resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "500m", memory: "128Mi" } },
        securityContext: containerSecurity,
      },
    ],
  };
}
