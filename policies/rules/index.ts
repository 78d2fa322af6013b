import type { Rule } from "../lib/rule";
import { alarmPeriods } from "./compliance/alarm-periods";
import { autoscalerRates } from "./compliance/autoscaler-rates";
import { workloadAutoscaled } from "./compliance/workload-autoscaled";
import { bucketPrivate } from "./compliance/bucket-private";
import { clusterAccess } from "./compliance/cluster-access";
import { clusterAuditLogs } from "./compliance/cluster-audit-logs";
import { clusterEndpoint } from "./compliance/cluster-endpoint";
import { defaultDeny } from "./compliance/default-deny";
import { imageDigest } from "./compliance/image-digest";
import { opaqueWorkloads } from "./compliance/opaque-workloads";
import { podSecurity } from "./compliance/pod-security";
import { rbacLeastPrivilege } from "./compliance/rbac-least-privilege";
import { routeGuarded } from "./compliance/route-guarded";
import { tenantIsolation } from "./compliance/tenant-isolation";
import { clusterZones } from "./compliance/cluster-zones";
import { defaultSecurityGroup } from "./compliance/default-security-group";
import { gatewayTls } from "./compliance/gateway-tls";
import { iamLeastPrivilege } from "./compliance/iam-least-privilege";
import { iamManagedPolicies } from "./compliance/iam-managed-policies";
import { iamTrust } from "./compliance/iam-trust";
import { meshMembers } from "./compliance/mesh-members";
import { networkFlowLogs } from "./compliance/network-flow-logs";
import { networkPolicySwitch } from "./compliance/network-policy-switch";
import { nodeMetadata } from "./compliance/node-metadata";
import { nodePoolLimits } from "./compliance/node-pool-limits";
import { openIngress } from "./compliance/open-ingress";
import { privateSubnets } from "./compliance/private-subnets";
import { regionPinned } from "./compliance/region-pinned";
import { vpcEndpointPolicy } from "./compliance/vpc-endpoint-policy";
import { releaseWeights } from "./compliance/release-weights";
import { storeAccess } from "./compliance/store-access";
import { storeZones } from "./compliance/store-zones";
import { backupVaults } from "./encryption/backup-vaults";
import { bucketDefault } from "./encryption/bucket-default";
import { bucketTls } from "./encryption/bucket-tls";
import { clusterSecrets } from "./encryption/cluster-secrets";
import { keyRotation } from "./encryption/key-rotation";
import { encryptedLogGroups } from "./encryption/log-groups";
import { loadBalancer } from "./encryption/load-balancer";
import { meshExceptions } from "./encryption/mesh-exceptions";
import { meshStrict } from "./encryption/mesh-strict";
import { encryptedMessages } from "./encryption/messages";
import { messagesTls } from "./encryption/messages-tls";
import { nodeVolumes } from "./encryption/node-volumes";
import { storeTransit } from "./encryption/store-transit";
import { encryptedStores } from "./encryption/stores";
import { storageClass } from "./encryption/storage-class";
import { bucketCopies } from "./retention/bucket-copies";
import { bucketLifecycle } from "./retention/bucket-lifecycle";
import { deadLetters } from "./retention/dead-letters";
import { bucketLock } from "./retention/bucket-lock";
import { logGroupRetention } from "./retention/log-groups";
import { messageTimes } from "./retention/messages";
import { planCopies } from "./retention/plan-copies";
import { planLifecycle } from "./retention/plan-lifecycle";
import { recoveryTier } from "./retention/recovery-tier";
import { residency } from "./retention/residency";
import { restoresTried } from "./retention/restores-tried";
import { statefulProtected } from "./retention/stateful-protected";
import { storeBackups } from "./retention/store-backups";
import { storesCovered } from "./retention/stores-covered";
import { vaultLock } from "./retention/vault-lock";

/** Every rule of the pack, by name. */
export const rules: readonly Rule[] = [
  alarmPeriods,
  autoscalerRates,
  workloadAutoscaled,
  bucketPrivate,
  clusterAccess,
  clusterAuditLogs,
  clusterEndpoint,
  defaultDeny,
  imageDigest,
  opaqueWorkloads,
  podSecurity,
  rbacLeastPrivilege,
  routeGuarded,
  tenantIsolation,
  clusterZones,
  defaultSecurityGroup,
  gatewayTls,
  iamLeastPrivilege,
  iamManagedPolicies,
  iamTrust,
  meshMembers,
  networkFlowLogs,
  networkPolicySwitch,
  nodeMetadata,
  nodePoolLimits,
  openIngress,
  privateSubnets,
  regionPinned,
  vpcEndpointPolicy,
  releaseWeights,
  bucketDefault,
  bucketTls,
  clusterSecrets,
  keyRotation,
  encryptedLogGroups,
  loadBalancer,
  meshExceptions,
  meshStrict,
  encryptedMessages,
  messagesTls,
  nodeVolumes,
  storageClass,
  bucketLifecycle,
  deadLetters,
  logGroupRetention,
  messageTimes,
  statefulProtected,
  storeAccess,
  storeZones,
  encryptedStores,
  storeTransit,
  storeBackups,
  backupVaults,
  vaultLock,
  planLifecycle,
  planCopies,
  residency,
  bucketLock,
  bucketCopies,
  storesCovered,
  restoresTried,
  recoveryTier,
];
