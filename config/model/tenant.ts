import type { permissions } from "../schema/access";

/** Somebody else who works in the clusters, in namespaces of its own. */
export interface Tenant {
  /** Name of the tenant. */
  readonly name: string;
  /** Team that answers for it. */
  readonly owner: string;
  /** Who pays for it. */
  readonly costCenter: string;
  /** The most that it may have in each of its regions. */
  readonly quota: TenantQuota;
  /** Names of the regions that it is in, sorted. */
  readonly regions: readonly string[];
  /** Port of its pods that the gateway's proxy reaches; absent where it reaches none. */
  readonly gatewayPort?: number;
  /** `removed` where nobody gets in and nothing flows; its data is kept. */
  readonly state: "active" | "removed";
  /** True where its data was asked by name to be deleted with its entry. */
  readonly deleteData: boolean;
}

/** The most that a tenant may have in one region. */
export interface TenantQuota {
  /** Cores that its pods may request together. */
  readonly cpu: string;
  /** Memory that its pods may request together. */
  readonly memory: string;
  /** Pods at the same time. */
  readonly pods: number;
  /** Size of its volumes together. */
  readonly storage: string;
  /** Volumes that it may claim. */
  readonly volumes: number;
}

/** What lets one IAM role into the clusters on AWS. */
export interface Access {
  /** Name of the entry. */
  readonly name: string;
  /** The role, with its path where it has one. */
  readonly role: string;
  /** What it may do: a permission, or the work of a tenant. */
  readonly grant:
    | { readonly kind: "permission"; readonly permission: (typeof permissions)[number] }
    | { readonly kind: "tenant"; readonly tenant: string };
  /** Names of the regions in whose clusters the entry is, sorted. */
  readonly regions: readonly string[];
}
