import type { Tenant } from "../../config/model";
import { commonLabels, type Estate } from "../lib/estate";

/** The label that says whose an object is. Every object of a tenant has it. */
export const tenantLabel = "tenant";

/** The label that says whether a tenant is there, or removed with its data kept. */
export const tenantStateLabel = "tenant-state";

/**
 * Namespace of a tenant, the same in every region. The prefix keeps it apart from the shop's namespace and from those of
 * the operators, whatever the tenant is called. At most 39 characters of the 63 that Kubernetes has room for.
 */
export function tenantNamespace(tenant: string): string {
  return `tenant-${tenant}`;
}

/**
 * Group whose members work in the tenant's namespaces. EKS refuses groups that begin with `system:` (CreateAccessEntry
 * answers that the name cannot start so), and reserves `eks:`, `aws:`, `amazon:` and `iam:` for itself in names of users.
 */
export function tenantGroup(tenant: string): string {
  return `tenant:${tenant}`;
}

/**
 * Labels of every object of a tenant. Cost reports that read labels of namespaces, such as OpenCost's, find the cost
 * centre here. AWS's own split cost allocation reads those of pods, and knows the namespace without any.
 */
export function tenantLabels(
  { name, owner, costCenter, state }: Tenant,
  estate: Estate,
): Record<string, string> {
  return {
    ...commonLabels,
    environment: estate.environment,
    owner,
    "cost-center": costCenter,
    [tenantLabel]: name,
    [tenantStateLabel]: state,
  };
}
