import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { commonLabels } from "../../lib/estate";
import { objectMeta } from "../../lib/object-meta";
import { podStandard } from "../../lib/pod-standard";
import { denyAll } from "../../service/isolation";
import { placed, type Crds, type Placement } from "../../service/placement";
import { flowSpec, type Flow } from "./flows";

/** What an {@link OperatorNamespace} must be told. */
export interface OperatorNamespaceArgs {
  /** Name of the region. */
  readonly region: string;
  /** Name of the namespace. */
  readonly namespace: string;
  /** What may flow in it; all else is denied. */
  readonly flows: readonly Flow[];
  /** Labels of the namespace besides those of all. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Whether its pods may change the network of their node. @default false */
  readonly privileged?: boolean;
  /** The cluster, where the program made it. */
  readonly cluster?: pulumi.Resource | undefined;
  /** What brings the definitions of custom resources. @default nothing: they are there already */
  readonly crds?: Crds;
}

/**
 * A namespace of what the platform itself runs: restricted pods only, and no traffic that is not declared. Every
 * operator meets the restricted standard, by its chart's own settings or by our values; of those that cannot, the exporter
 * of node metrics is not installed, and the agents of the mesh have a namespace that has nothing else in it.
 */
export class OperatorNamespace extends pulumi.ComponentResource {
  /** What an object in the namespace depends on. */
  public readonly placement: Placement;

  constructor(name: string, args: OperatorNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, crds = {}, ...inputs } = args;
    super("platform:region:OperatorNamespace", name, inputs, opts);
    const { namespace: called, flows, labels = {}, privileged = false } = args;
    const standard = podStandard(privileged ? "privileged" : "restricted");

    const namespace = new kubernetes.core.v1.Namespace(
      name,
      { metadata: objectMeta({ name: called, labels: { ...commonLabels, ...labels, ...standard } }) },
      { parent: this, ...(cluster && { deletedWith: cluster }) },
    );
    this.placement = { namespace, cluster, crds };
    const policies = [
      ["default-deny", denyAll],
      ...flows.map((flow) => [flow.name, flowSpec(flow)] as const),
    ] as const;
    for (const [policy, spec] of policies)
      new kubernetes.networking.v1.NetworkPolicy(
        `${name}-${policy}`,
        { metadata: objectMeta({ name: policy, namespace: called, labels: commonLabels }), spec },
        placed(this, this.placement),
      );

    this.registerOutputs({});
  }
}
