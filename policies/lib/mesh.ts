import { meshNamespace } from "../../components/mesh/mesh-namespace";
import { objectNamespace } from "./namespace";
import type { LinkedResource, Resource } from "./resource";
import type { Stack } from "./stack";

/** The type token of whether what comes in the clear is taken. */
export const peerAuthenticationType = "kubernetes:security.istio.io/v1:PeerAuthentication";

/** The type token of who may connect. */
export const authorizationPolicyType = "kubernetes:security.istio.io/v1:AuthorizationPolicy";

/** Whether an object says what holds for the whole mesh: in its own namespace, for no workload in particular. */
export function isOfWholeMesh({ properties }: Resource): boolean {
  return (
    properties.at(...objectNamespace.from).content === meshNamespace &&
    !properties.at("spec", "selector").present
  );
}

/** What holds for the whole mesh of the cluster that a resource is in. */
export function meshModes({ provider }: LinkedResource, stack: Stack): readonly LinkedResource[] {
  return stack
    .ofTypes([peerAuthenticationType])
    .filter((one) => one.provider === provider && isOfWholeMesh(one));
}
