/**
 * The constructor of a resource type in its provider's SDK: `aws:ec2/vpc:Vpc` is `aws.ec2.Vpc`,
 * `kubernetes:networking.k8s.io/v1:NetworkPolicy` is `kubernetes.networking.v1.NetworkPolicy`, and a Kubernetes kind
 * that the SDK does not know is a custom resource.
 */
export function constructorOf(type: string): string {
  const [provider = "", module = "", kind = ""] = type.split(":");
  if (provider === "pulumi") return `${kind}.Provider`;
  if (provider === "kubernetes") return kubernetesConstructor(module, kind);
  const [namespace = ""] = module.split("/");
  return namespace === "index" ? `${provider}.${kind}` : `${provider}.${namespace}.${kind}`;
}

function kubernetesConstructor(module: string, kind: string): string {
  const [group = "", version = ""] = module.split("/");
  // Helm's group looks like a custom resource's, and is the SDK's own.
  if (group === "helm.sh") return `kubernetes.helm.${version}.${kind}`;
  const custom = group.includes(".") && !group.endsWith(".k8s.io");
  if (custom || group === "gateway.networking.k8s.io") return "kubernetes.apiextensions.CustomResource";
  return `kubernetes.${group.replace(/\..*$/u, "")}.${version}.${kind}`;
}
