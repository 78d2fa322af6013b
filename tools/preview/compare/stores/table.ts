import { awsStores } from "./aws";
import type { Effect } from "./effect";

/** What is known of one type of store. */
export interface StoreType {
  /** Where that stands, so that it can be looked up again when a provider changes. */
  readonly source: string;
  /** Properties whose change replaces the store, as paths. */
  readonly replaces: readonly string[];
  /** Properties whose change updates the store in place, as paths. */
  readonly updates: readonly string[];
  /** What a change of any other property does; without it nobody knows, and the store may be replaced. */
  readonly otherwise?: Effect;
}

/** The Kubernetes provider replaces for what is in its own list, and updates for the rest. */
function kubernetesStore(...replaces: readonly string[]): StoreType {
  return {
    source: "pulumi-kubernetes provider/pkg/provider/diff.go",
    replaces: ["metadata.name", "metadata.namespace", ...replaces],
    updates: [],
    otherwise: "updates",
  };
}

function randomStore(file: string, ...replaces: readonly string[]): StoreType {
  return { source: `terraform-provider-random internal/provider/${file}`, replaces, updates: [] };
}

/**
 * The types that hold data, keys or history, and what a change does to them.
 *
 * The packages on this machine do not say what replaces a resource: but for a few words, the SDK's documentation leaves
 * it out. The sources named here do: the schemas and pages from which the AWS and Random providers are built (`ForceNew`,
 * "Forces new resource", a plan modifier that requires a replacement), and the Kubernetes provider's list. Where a
 * schema decides by the values, as for a downgrade, the property is in neither list: the store may be replaced.
 */
export const storeTypes: Readonly<Record<string, StoreType>> = {
  ...awsStores,
  "kubernetes:core/v1:Namespace": kubernetesStore(),
  "kubernetes:core/v1:PersistentVolume": kubernetesStore("spec"),
  "kubernetes:core/v1:PersistentVolumeClaim": kubernetesStore("spec"),
  "kubernetes:apps/v1:StatefulSet": kubernetesStore(
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ),
  "random:index/randomPassword:RandomPassword": randomStore(
    "resource_password.go",
    ...["keepers", "length", "lower", "minLower", "minNumeric", "minSpecial", "minUpper"],
    ...["number", "numeric", "overrideSpecial", "special", "upper"],
  ),
  "random:index/randomBytes:RandomBytes": randomStore("resource_bytes.go", "keepers", "length"),
  "random:index/randomId:RandomId": randomStore("resource_id.go", "keepers", "byteLength", "prefix"),
};
