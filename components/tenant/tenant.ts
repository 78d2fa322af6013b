import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { MeshStage } from "../../config/features";
import type { Tenant as TenantConfig } from "../../config/model";
import type { Estate } from "../lib/estate";
import { objectMeta } from "../lib/object-meta";
import { podStandard } from "../lib/pod-standard";
import { tenantAuthorization } from "../mesh/authorization";
import { authorizationPolicy } from "../mesh/authorization-policy";
import { isStrict, meshLabels } from "../mesh/stage";
import { denyAll } from "../service/isolation";
import { placed, type Crds, type Placement } from "../service/placement";
import { tenantGroup, tenantLabels, tenantNamespace } from "./names";
import { limitRange, quotaSpec } from "./quota";
import { tenantRules } from "./role";
import { tenantTraffic } from "./traffic";

/** What a {@link Tenant} must be told. */
export interface TenantArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** The tenant, as the stack file has it. */
  readonly tenant: TenantConfig;
  /** How far the mesh is. @default none */
  readonly mesh?: MeshStage;
  /** The cluster, where the program made it. */
  readonly cluster?: pulumi.Resource | undefined;
  /** What brings the definitions of custom resources. @default nothing: they are there already */
  readonly crds?: Crds;
}

/**
 * One tenant in one region: a namespace with restricted pods, what it may have, what may flow, and what its people may
 * do. It shares nodes with others: a pool of its own would be paid for whether it is used or not, and restricted pods
 * under a quota are what keeps neighbours apart. Free of charge but for what the tenant runs.
 */
export class Tenant extends pulumi.ComponentResource {
  constructor(name: string, args: TenantArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, crds = {}, ...inputs } = args;
    super("platform:tenant:Tenant", name, inputs, opts);
    const { tenant } = args;

    const namespace = buildNamespace(this, name, args);
    const placement = { namespace, cluster, crds };
    const child = placed(this, placement);
    limitConsumption(name, args, child);
    limitTraffic(name, args, child);
    if (isStrict(args.mesh ?? "none")) limitCallers(this, name, args, placement);
    letPeopleIn(name, args, child);
    withholdTokens(name, args, child);

    this.registerOutputs({ summary: summary(tenant) });
  }
}

type Metadata = kubernetes.types.input.meta.v1.ObjectMeta;

function metaOf({ tenant, estate }: TenantArgs, name: string): Metadata {
  return objectMeta({ name, namespace: tenantNamespace(tenant.name), labels: tenantLabels(tenant, estate) });
}

/** Deleting a namespace deletes every volume claimed in it, so it is protected until that is asked for by name. */
function buildNamespace(parent: Tenant, name: string, args: TenantArgs): kubernetes.core.v1.Namespace {
  const { tenant, estate, cluster, mesh = "none" } = args;
  const labels = {
    ...tenantLabels(tenant, estate),
    ...meshLabels(mesh),
    ...podStandard("restricted"),
  };
  return new kubernetes.core.v1.Namespace(
    name,
    { metadata: objectMeta({ name: tenantNamespace(tenant.name), labels }) },
    { parent, protect: !tenant.deleteData, ...(cluster && { deletedWith: cluster }) },
  );
}

function limitConsumption(name: string, args: TenantArgs, child: pulumi.CustomResourceOptions): void {
  const quota = { metadata: metaOf(args, "quota"), spec: quotaSpec(args.tenant) };
  new kubernetes.core.v1.ResourceQuota(`${name}-quota`, quota, child);
  const limits = { metadata: metaOf(args, "limits"), spec: limitRange };
  new kubernetes.core.v1.LimitRange(`${name}-limits`, limits, child);
}

function limitTraffic(name: string, args: TenantArgs, child: pulumi.CustomResourceOptions): void {
  const denial = { metadata: metaOf(args, "default-deny"), spec: denyAll };
  new kubernetes.networking.v1.NetworkPolicy(`${name}-default-deny`, denial, child);
  const allowed = { metadata: metaOf(args, "allowed"), spec: tenantTraffic(args.tenant, args.mesh) };
  new kubernetes.networking.v1.NetworkPolicy(`${name}-allowed`, allowed, child);
}

/** By identity what the network policies allow by address; as they do, it stays where the tenant is removed. */
function limitCallers(parent: Tenant, name: string, args: TenantArgs, placement: Placement): void {
  const { tenant, estate } = args;
  const namespace = tenantNamespace(tenant.name);
  const metadata = { name: "allowed", namespace, labels: tenantLabels(tenant, estate) };
  authorizationPolicy(name, metadata, tenantAuthorization(namespace, tenant), placement, parent);
}

/** The binding stays where the tenant is removed, and binds nobody: removing and coming back are updates alone. */
function letPeopleIn(name: string, args: TenantArgs, child: pulumi.CustomResourceOptions): void {
  const { tenant } = args;
  const metadata = metaOf(args, "tenant");
  const apiGroup = "rbac.authorization.k8s.io";
  const people = { kind: "Group", apiGroup, name: tenantGroup(tenant.name) };
  new kubernetes.rbac.v1.Role(`${name}-role`, { metadata, rules: tenantRules }, child);
  new kubernetes.rbac.v1.RoleBinding(
    `${name}-people`,
    {
      metadata,
      roleRef: { kind: "Role", apiGroup, name: "tenant" },
      subjects: tenant.state === "active" ? [people] : [],
    },
    child,
  );
}

/**
 * Pods that name no service account run under the namespace's `default`, without its token. Kubernetes makes that
 * account itself, and the provider refuses to create what is there (since 4.29), so it is patched. Unproved: that the
 * account is always there by then; a run that is faster than Kubernetes fails, and the next one passes.
 */
function withholdTokens(name: string, args: TenantArgs, child: pulumi.CustomResourceOptions): void {
  new kubernetes.core.v1.ServiceAccountPatch(
    `${name}-default`,
    { metadata: metaOf(args, "default"), automountServiceAccountToken: false },
    child,
  );
}

/** `20 cores, 40Gi, 100 pods, 100Gi of volumes · team-brand-a · cost centre 4711` */
function summary({ owner, costCenter, quota, state, deleteData }: TenantConfig): string {
  const { cpu, memory, pods, storage } = quota;
  const has = `${cpu} cores, ${memory}, ${pods} pods, ${storage} of volumes`;
  const fate = deleteData ? "data deleted with the entry" : "data kept";
  const now = state === "active" ? has : `REMOVED: no access, no traffic, nothing new, ${fate}`;
  return [now, owner, `cost centre ${costCenter}`].join(" · ");
}
