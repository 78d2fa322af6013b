import type { Rule } from "../lib/rule";
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
import { bucketDefault } from "./encryption/bucket-default";
import { bucketTls } from "./encryption/bucket-tls";
import { clusterSecrets } from "./encryption/cluster-secrets";
import { keyRotation } from "./encryption/key-rotation";
import { encryptedLogGroups } from "./encryption/log-groups";
import { loadBalancer } from "./encryption/load-balancer";
import { encryptedMessages } from "./encryption/messages";
import { messagesTls } from "./encryption/messages-tls";
import { nodeVolumes } from "./encryption/node-volumes";
import { storeTransit } from "./encryption/store-transit";
import { encryptedStores } from "./encryption/stores";
import { storageClass } from "./encryption/storage-class";
import { bucketLifecycle } from "./retention/bucket-lifecycle";
import { deadLetters } from "./retention/dead-letters";
import { logGroupRetention } from "./retention/log-groups";
import { statefulProtected } from "./retention/stateful-protected";
import { storeBackups } from "./retention/store-backups";

/** Every rule of the pack, by name. */
export const rules: readonly Rule[] = [
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
  encryptedMessages,
  messagesTls,
  nodeVolumes,
  storageClass,
  bucketLifecycle,
  deadLetters,
  logGroupRetention,
  statefulProtected,
  storeAccess,
  storeZones,
  encryptedStores,
  storeTransit,
  storeBackups,
];
