import type { Rule } from "../lib/rule";
import { clusterAccess } from "./compliance/cluster-access";
import { clusterAuditLogs } from "./compliance/cluster-audit-logs";
import { clusterEndpoint } from "./compliance/cluster-endpoint";
import { defaultDeny } from "./compliance/default-deny";
import { imageDigest } from "./compliance/image-digest";
import { opaqueWorkloads } from "./compliance/opaque-workloads";
import { podSecurity } from "./compliance/pod-security";
import { rbacLeastPrivilege } from "./compliance/rbac-least-privilege";
import { tenantIsolation } from "./compliance/tenant-isolation";
import { bucketDefault } from "./encryption/bucket-default";
import { bucketTls } from "./encryption/bucket-tls";
import { clusterSecrets } from "./encryption/cluster-secrets";
import { keyRotation } from "./encryption/key-rotation";
import { encryptedLogGroups } from "./encryption/log-groups";
import { bucketLifecycle } from "./retention/bucket-lifecycle";
import { logGroupRetention } from "./retention/log-groups";
import { statefulProtected } from "./retention/stateful-protected";

/** Every rule of the pack, by name. */
export const rules: readonly Rule[] = [
  clusterAccess,
  clusterAuditLogs,
  clusterEndpoint,
  defaultDeny,
  imageDigest,
  opaqueWorkloads,
  podSecurity,
  rbacLeastPrivilege,
  tenantIsolation,
  bucketDefault,
  bucketTls,
  clusterSecrets,
  keyRotation,
  encryptedLogGroups,
  bucketLifecycle,
  logGroupRetention,
  statefulProtected,
];
