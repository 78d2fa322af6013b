import { control } from "../../lib/control";
import { podSpec, podTypes } from "../../lib/pod";
import { meetsRestrictedStandard } from "../../lib/pod-standard";
import { defineRule } from "../../lib/rule";

/** A process that breaks out of its program finds nothing else to use. */
export const podSecurity = defineRule({
  name: "compliance-pod-security",
  title: "Pods have no rights that they do not need",
  description:
    "Every container of every pod must meet the restricted Pod Security Standard and have a read-only root filesystem.",
  severity: "high",
  controls: [
    control("Pod Security Standards", "restricted", "The standard itself, for all containers of a pod."),
    control("CIS EKS", "4.2.1", "No container is privileged."),
    control("CIS EKS", "4.2.2", "No container shares the process namespace of its node."),
    control("CIS EKS", "4.2.3", "No container shares the inter-process communication of its node."),
    control("CIS EKS", "4.2.4", "No container shares the network of its node."),
    control("CIS EKS", "4.2.5", "No container can raise its privileges."),
    control("SOC 2", "CC6.8", "Unauthorised software is kept from being introduced and run."),
  ],
  remediation: [
    "On the pod set `securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }`.",
    "On each container set `securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }`.",
    "Give a process that writes files an `emptyDir` volume.",
    "Remove host namespaces, host ports and `hostPath` volumes.",
  ],
  types: podTypes,
  check(resource) {
    return meetsRestrictedStandard(podSpec(resource));
  },
});
