import type { IPeerAuthentication } from "@kubernetes-models/istio/security.istio.io/v1/PeerAuthentication";
import type { IPodMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { features, type MeshStage } from "../../config/features";
import type { Service } from "../../config/model";
import { commonLabels, estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { ruleLabel } from "../observability/rule-label";
import { gateway } from "../region/gateway/gateway";
import { placed, type Placement } from "../service/placement";
import { proxyAuthorization } from "./authorization";
import { authorizationPolicy } from "./authorization-policy";
import { agentNamespace, meshNamespace, meshStageLabel } from "./mesh-namespace";
import { isStrict } from "./stage";

type PodMonitorSpec = NonNullable<IPodMonitor["spec"]>;
type PeerAuthenticationSpec = NonNullable<IPeerAuthentication["spec"]>;

/** What objects in the namespaces of the mesh depend on. */
export interface MeshPlacements {
  /** In that whose policies are the whole mesh's. */
  readonly whole: Placement;
  /** In that of the nodes' agents. */
  readonly nodes: Placement;
  /** In that of the proxies. */
  readonly proxies: Placement;
}

/** What a {@link Mesh} must be told. */
export interface MeshArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** How far the mesh is; `none` where there is nothing to build. */
  readonly stage: Exclude<MeshStage, "none">;
  /** The services, as the stack file has them: who calls whom. */
  readonly services: readonly Service[];
  /** What objects in the namespaces of the mesh depend on. */
  readonly placements: MeshPlacements;
}

/**
 * What holds for the whole mesh of a region: whether anything is taken in the clear, and who calls the proxies. It has one
 * mode, which no namespace, workload or port has an exception from. Each service and tenant brings its own callers.
 */
export class Mesh extends pulumi.ComponentResource {
  constructor(name: string, args: MeshArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placements, ...inputs } = args;
    super("platform:mesh:Mesh", name, inputs, opts);
    const { estate, stage, services } = args;
    new kubernetes.apiextensions.CustomResource(
      name,
      {
        apiVersion: "security.istio.io/v1",
        kind: "PeerAuthentication",
        metadata: objectMeta({
          name: "default",
          namespace: meshNamespace,
          labels: { ...commonLabels, [meshStageLabel]: stage },
        }),
        spec: peerAuthenticationSpec(stage),
      },
      placed(this, placements.whole, "security.istio.io"),
    );
    readAgents(this, name, placements.nodes);
    if (isStrict(stage)) {
      const metadata = {
        name: gateway.proxyService,
        namespace: gateway.proxyNamespace,
        labels: commonLabels,
      };
      const spec = proxyAuthorization(estateName(estate), services);
      authorizationPolicy(`${name}-proxy`, metadata, spec, placements.proxies, this);
    }
    this.registerOutputs({ summary: `${stage}: ${features.mesh.settings[stage]}` });
  }
}

/** Has Prometheus read what passes the agents, and whether it was encrypted. Source: the ports of ztunnel's chart. */
function readAgents(parent: Mesh, name: string, placement: Placement): void {
  const spec: PodMonitorSpec = {
    selector: { matchLabels: { app: "ztunnel" } },
    podMetricsEndpoints: [{ port: "ztunnel-stats", path: "/metrics" }],
  };
  new kubernetes.apiextensions.CustomResource(
    `${name}-agents`,
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PodMonitor",
      metadata: objectMeta({
        name: "ztunnel",
        namespace: agentNamespace,
        labels: { ...commonLabels, ...ruleLabel },
      }),
      spec,
    },
    placed(parent, placement, "monitoring.coreos.com"),
  );
}

function peerAuthenticationSpec(stage: MeshStage): PeerAuthenticationSpec {
  return { mtls: { mode: isStrict(stage) ? "STRICT" : "PERMISSIVE" } };
}
