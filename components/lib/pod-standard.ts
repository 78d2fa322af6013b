const modes = ["enforce", "audit", "warn"];

/**
 * Labels of a namespace that refuses pods which do not meet a standard, and says so to who makes them. Source: Kubernetes
 * documentation, "Pod Security Admission".
 */
export function podStandard(standard: "privileged" | "restricted"): Record<string, string> {
  return Object.fromEntries(modes.map((mode) => [`pod-security.kubernetes.io/${mode}`, standard]));
}
