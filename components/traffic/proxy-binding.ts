import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import type { ComputeChoice } from "../../config/schema/nodes";
import { commonLabels } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { gateway, listenerPorts } from "../region/gateway/gateway";
import { placed, type Placement } from "../service/placement";

/**
 * Binds the pods of a Service to a target group. Typed by hand: EKS Auto Mode publishes no definition. Sources: Amazon
 * EKS user guide, "Create a multi-cluster load balancer with EKS Auto Mode"; load balancer controller, "TargetGroupBinding
 * specification". That Auto Mode takes these fields alone is unproved.
 */
interface TargetGroupBindingSpec {
  /** The Service whose endpoints become targets, and its port. */
  readonly serviceRef: { readonly name: string; readonly port: number };
  /** The target group. */
  readonly targetGroupARN: pulumi.Input<string>;
  /** What a target is; as the target group says. */
  readonly targetType: "instance" | "ip";
}

/** Who binds: what is built into EKS Auto Mode, or the controller that we install beside node groups. */
const apiVersions: Readonly<Record<ComputeChoice, string>> = {
  auto: "eks.amazonaws.com/v1",
  "node-groups": "elbv2.k8s.aws/v1beta1",
};

/** What a binding is made from. */
export interface ProxyBindingArgs {
  /** How the nodes of the cluster are made. */
  readonly compute: ComputeChoice;
  /** What objects in the proxies' namespace depend on. */
  readonly placement: Placement;
  /** The target group. */
  readonly targetGroupArn: pulumi.Input<string>;
}

/** Registers every ready proxy with the front door, and takes it out again. Security groups are ours: it names none. */
export function proxyBinding(
  name: string,
  { compute, placement, targetGroupArn }: ProxyBindingArgs,
  parent: pulumi.Resource,
): void {
  const spec: TargetGroupBindingSpec = {
    serviceRef: { name: gateway.proxyService, port: listenerPorts.public },
    targetGroupARN: targetGroupArn,
    targetType: "ip",
  };
  new kubernetes.apiextensions.CustomResource(
    name,
    {
      apiVersion: apiVersions[compute],
      kind: "TargetGroupBinding",
      metadata: objectMeta({
        name: gateway.proxyService,
        namespace: gateway.proxyNamespace,
        labels: commonLabels,
      }),
      spec,
    },
    placed(parent, placement, compute === "auto" ? undefined : "elbv2.k8s.aws"),
  );
}
