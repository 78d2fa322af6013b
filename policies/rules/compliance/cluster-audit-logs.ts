import { mustInclude } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** What happens to a cluster leaves a trace. */
export const clusterAuditLogs = defineRule({
  name: "compliance-cluster-audit-logs",
  title: "Clusters write every control plane log",
  description: "An EKS cluster must send all five kinds of control plane log to CloudWatch.",
  severity: "high",
  controls: [
    control("CIS EKS", "2.1.1", "Audit logs of the control plane are enabled."),
    control("AWS FSBP", "EKS.8", "The cluster's audit logging is enabled."),
    control("PCI DSS", "10.2.1", "Audit logs capture access and administrative actions."),
    control("SOC 2", "CC7.2", "The components of the system are monitored for anomalies."),
  ],
  remediation: [`Set \`enabledClusterLogTypes\` on the cluster to ${logTypes.join(", ")}.`],
  types: ["aws:eks/cluster:Cluster"],
  check({ properties }) {
    return mustInclude(properties.at("enabledClusterLogTypes"), logTypes);
  },
});
