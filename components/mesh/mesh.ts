import type { IPeerAuthentication } from "@kubernetes-models/istio/security.istio.io/v1/PeerAuthentication";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { features, type MeshStage } from "../../config/features";
import type { Service } from "../../config/model";
import { commonLabels, estateName, type Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { gateway } from "../region/gateway/gateway";
import { placed, type Placement } from "../service/placement";
import { proxyAuthorization } from "./authorization";
import { authorizationPolicy } from "./authorization-policy";
import { meshNamespace, meshStageLabel } from "./mesh-namespace";
import { isStrict } from "./stage";

type PeerAuthenticationSpec = NonNullable<IPeerAuthentication["spec"]>;

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
  /** What objects in the mesh's own namespace depend on. */
  readonly placement: Placement;
  /** What objects in the proxies' namespace depend on. */
  readonly proxyPlacement: Placement;
}

/**
 * What holds for the whole mesh of a region: whether anything is taken in the clear, and who calls the proxies. It has one
 * mode, which no namespace, workload or port has an exception from. Each service and tenant brings its own callers.
 */
export class Mesh extends pulumi.ComponentResource {
  constructor(name: string, args: MeshArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, proxyPlacement, ...inputs } = args;
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
      placed(this, placement, "security.istio.io"),
    );
    if (isStrict(stage)) {
      const metadata = {
        name: gateway.proxyService,
        namespace: gateway.proxyNamespace,
        labels: commonLabels,
      };
      const spec = proxyAuthorization(estateName(estate), services);
      authorizationPolicy(`${name}-proxy`, metadata, spec, proxyPlacement, this);
    }
    this.registerOutputs({ summary: `${stage}: ${features.mesh.settings[stage]}` });
  }
}

function peerAuthenticationSpec(stage: MeshStage): PeerAuthenticationSpec {
  return { mtls: { mode: isStrict(stage) ? "STRICT" : "PERMISSIVE" } };
}
