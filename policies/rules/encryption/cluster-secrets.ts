import { mustBeSet, mustInclude } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import { allOf } from "../../lib/verdict";

/** Kubernetes secrets are encrypted with a key of the platform. */
export const clusterSecrets = defineRule({
  name: "encryption-cluster-secrets",
  title: "Cluster secrets are encrypted with our key",
  description: "An EKS cluster must encrypt Kubernetes secrets with a customer-managed KMS key.",
  severity: "critical",
  controls: [
    control("CIS EKS", "5.3.1", "Secrets in the cluster's store are encrypted with a key that we manage."),
    control("AWS FSBP", "EKS.3", "The cluster uses envelope encryption for Kubernetes secrets."),
    control("PCI DSS", "3.5.1", "Credentials that open stored card data are unreadable without the key."),
    control("HIPAA", "164.312(a)(2)(iv)", "Credentials that open health data are encrypted at rest."),
  ],
  remediation: [
    "Make a KMS key in the region of the cluster.",
    'Set `encryptionConfig: { resources: ["secrets"], provider: { keyArn: key.arn } }` on the cluster.',
  ],
  types: ["aws:eks/cluster:Cluster"],
  check({ properties }) {
    const encryption = properties.at("encryptionConfig");
    return allOf(
      mustInclude(encryption.at("resources"), ["secrets"]),
      mustBeSet(encryption.at("provider", "keyArn"), {
        allowed: "the ARN of a KMS key",
        fix: "set encryptionConfig.provider.keyArn to the ARN of a key of the platform",
      }),
    );
  },
});
