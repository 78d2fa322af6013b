import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import { objectMeta, type ObjectMetaArgs } from "../lib/object-meta";
import { placed, type Placement } from "../service/placement";
import type { AuthorizationSpec } from "./authorization";

const group = "security.istio.io";

/** Writes who may connect to some pods of the mesh. */
export function authorizationPolicy(
  name: string,
  metadata: ObjectMetaArgs,
  spec: AuthorizationSpec,
  placement: Placement,
  parent: pulumi.Resource,
): void {
  new kubernetes.apiextensions.CustomResource(
    `${name}-authorization`,
    { apiVersion: `${group}/v1`, kind: "AuthorizationPolicy", metadata: objectMeta(metadata), spec },
    placed(parent, placement, group),
  );
}
