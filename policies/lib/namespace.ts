import type { Reference } from "./stack";

/** The type token of a namespace. */
export const namespaceType = "kubernetes:core/v1:Namespace";

/** The type token of a network policy. */
export const networkPolicyType = "kubernetes:networking.k8s.io/v1:NetworkPolicy";

/** The type token of a Helm release, whose workloads nobody sees before the update. */
export const helmReleaseType = "kubernetes:helm.sh/v3:Release";

const namespace = { types: [namespaceType], to: [["metadata", "name"], ["id"]], sameProvider: true };

/** How an object in a namespace names it. */
export const objectNamespace: Reference = { ...namespace, from: ["metadata", "namespace"] };

/** How a Helm release names the namespace that it installs into. */
export const releaseNamespace: Reference = { ...namespace, from: ["namespace"] };
