import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { MeshStage } from "../../config/features";
import { commonLabels, estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { podStandard } from "../lib/pod-standard";
import { allowNobody } from "../mesh/authorization";
import { authorizationPolicy } from "../mesh/authorization-policy";
import { isStrict, meshLabels } from "../mesh/stage";
import { routesLabel } from "../region/gateway/gateway";
import { denyAll } from "./isolation";
import { placed, type Crds, type Placement } from "./placement";

/** What a {@link ServiceNamespace} must be told. */
export interface ServiceNamespaceArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** How far the mesh is. @default none */
  readonly mesh?: MeshStage;
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
    const denial = { name: "default-deny", namespace: estateName(args.estate), labels: commonLabels };
    new kubernetes.networking.v1.NetworkPolicy(
      `${name}-default-deny`,
      { metadata: objectMeta(denial), spec: denyAll },
      placed(this, this.placement),
    );

    if (isStrict(args.mesh ?? "none")) authorizationPolicy(name, denial, allowNobody, this.placement, this);

    this.registerOutputs({ summary: `${estateName(args.estate)}, restricted pods, default deny` });
  }
}

function namespaceMeta({
  estate,
  mesh = "none",
}: ServiceNamespaceArgs): kubernetes.types.input.meta.v1.ObjectMeta {
  return objectMeta({
    name: estateName(estate),
    labels: {
      ...commonLabels,
      ...routesLabel,
      ...meshLabels(mesh),
      environment: estate.environment,
      ...podStandard("restricted"),
    },
  });
}
