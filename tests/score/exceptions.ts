import type { PlanResource } from "../../tools/preview/plan";

/** A critical finding that is meant, where its ground holds. */
export interface Exception {
  /** Id of the check, as kube-score has it. */
  readonly check: string;
  /** Kinds of objects that may have it. */
  readonly kinds: readonly string[];
  readonly reason: string;
  /** Whether the reason is true of an object. */
  readonly holds: (object: PlanResource, all: readonly PlanResource[]) => boolean;
}

interface Container {
  readonly image: string;
  readonly imagePullPolicy?: string;
  readonly securityContext?: { readonly readOnlyRootFilesystem?: boolean };
}

interface PodSpec {
  readonly containers: readonly Container[];
  readonly priorityClassName?: string;
  readonly volumes?: readonly { readonly emptyDir?: { readonly sizeLimit?: string } }[];
}

const pods = ["CronJob", "Deployment", "Job"];

/** One row for each critical check that some object fails on purpose; a row that no object needs fails the test. */
export const exceptions: readonly Exception[] = [
  {
    check: "container-image-pull-policy",
    kinds: pods,
    reason:
      "An image is named by its digest, so what a node has is what the registry has; asking again would stop pods from starting while the registry is away.",
    holds: (object) =>
      podOf(object).containers.every(
        ({ image, imagePullPolicy }) =>
          /@sha256:[0-9a-f]{64}$/u.test(image) && imagePullPolicy === "IfNotPresent",
      ),
  },
  {
    check: "container-ephemeral-storage-request-and-limit",
    kinds: pods,
    reason:
      "A container can write nothing but volumes of a bounded size, and its log, which the kubelet rotates: the root file system is read-only.",
    holds: (object) => {
      const { containers, volumes = [] } = podOf(object);
      const isReadOnly = containers.every(
        ({ securityContext }) => securityContext?.readOnlyRootFilesystem === true,
      );
      return isReadOnly && volumes.every(({ emptyDir }) => !emptyDir || emptyDir.sizeLimit !== undefined);
    },
  },
  {
    check: "deployment-targeted-by-hpa-does-not-have-replicas-configured",
    kinds: ["Deployment"],
    reason:
      "The program says only where a colour starts, because without a number it would start with one pod; afterwards the number is ignored, and the autoscaler's.",
    holds: ({ ignoreChanges }) => ignoreChanges.includes("spec.replicas"),
  },
  {
    check: "container-resources",
    kinds: ["Deployment"],
    reason: "What keeps room does nothing, so that it has no use for the processor that a limit would bound.",
    holds: (object) => keepsRoom(podOf(object)),
  },
  {
    check: "deployment-has-poddisruptionbudget",
    kinds: ["Deployment"],
    reason: "What keeps room is there to be evicted, all of it at once where others need the place.",
    holds: (object) => keepsRoom(podOf(object)),
  },
  {
    check: "networkpolicy-targets-pod",
    kinds: ["NetworkPolicy"],
    reason:
      "The pods of the namespace are made by an operator's chart or by a tenant, so that the plan has none of them.",
    holds: (object, all) =>
      !all.some((each) => pods.includes(kindOf(each)) && namespaceOf(each) === namespaceOf(object)),
  },
];

export function kindOf({ inputs }: PlanResource): string {
  return typeof inputs.kind === "string" ? inputs.kind : "";
}

export function namespaceOf({ inputs }: PlanResource): string | undefined {
  return (inputs.metadata as { namespace?: string } | undefined)?.namespace;
}

/** A pod that does nothing, of the priority that gives way to all others. */
function keepsRoom({ priorityClassName, containers }: PodSpec): boolean {
  return (
    priorityClassName === "headroom" && containers.every(({ image }) => image.includes("/pause@sha256:"))
  );
}

interface Template {
  readonly template: { readonly spec: PodSpec };
}

function podOf({ inputs }: PlanResource): PodSpec {
  const spec = inputs.spec as unknown as Template | { readonly jobTemplate: { readonly spec: Template } };
  return ("jobTemplate" in spec ? spec.jobTemplate.spec : spec).template.spec;
}
