import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { commonLabels, estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { routesLabel } from "../region/gateway/gateway";
import { denyAll } from "./isolation";
import { placed, type Crds, type Placement } from "./placement";

/** What a {@link ServiceNamespace} must be told. */
export interface ServiceNamespaceArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** The cluster, where the program made it. */
  readonly cluster?: pulumi.Resource | undefined;
  /** What brings the definitions of custom resources. @default nothing: they are there already */
  readonly crds?: Crds;
}

/** The namespace of the shop's services in one region: restricted pods only, and no traffic that is not declared. */
export class ServiceNamespace extends pulumi.ComponentResource {
  /** What an object in the namespace depends on. */
  public readonly placement: Placement;

  constructor(name: string, args: ServiceNamespaceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, crds = {}, ...inputs } = args;
    super("platform:service:ServiceNamespace", name, inputs, opts);
    const child = { parent: this, ...(cluster && { deletedWith: cluster }) };

    const namespace = new kubernetes.core.v1.Namespace(name, { metadata: namespaceMeta(args) }, child);
    this.placement = { namespace, cluster, crds };
    const metadata = objectMeta({
      name: "default-deny",
      namespace: estateName(args.estate),
      labels: commonLabels,
    });
    new kubernetes.networking.v1.NetworkPolicy(
      `${name}-default-deny`,
      { metadata, spec: denyAll },
      placed(this, this.placement),
    );

    this.registerOutputs({ summary: `${estateName(args.estate)}, restricted pods, default deny` });
  }
}

function namespaceMeta({ estate }: ServiceNamespaceArgs): kubernetes.types.input.meta.v1.ObjectMeta {
  return objectMeta({
    name: estateName(estate),
    labels: {
      ...commonLabels,
      ...routesLabel,
      environment: estate.environment,
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/audit": "restricted",
      "pod-security.kubernetes.io/warn": "restricted",
    },
  });
}
