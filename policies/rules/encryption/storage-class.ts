import { mustBe } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import { notApplicable } from "../../lib/verdict";

/** The drivers of EBS volumes: the add-on's, and the one that Auto Mode brings. */
const drivers = ["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com"];

/** What a pod keeps on a volume is unreadable without a key. */
export const storageClass = defineRule({
  name: "encryption-storage-class",
  title: "Volumes of pods are encrypted",
  description: "A storage class of EBS volumes must encrypt them.",
  severity: "high",
  controls: [
    control("AWS FSBP", "EC2.3", "Volumes that are attached are encrypted."),
    control("PCI DSS", "3.5.1", "Stored card data is unreadable without the key."),
    control("HIPAA", "164.312(a)(2)(iv)", "Health data on a volume is encrypted at rest."),
    control("NIST SP 800-53", "SC-28(1)", "Information at rest is protected by cryptography."),
  ],
  remediation: ['Set `parameters: { encrypted: "true" }`, and `kmsKeyId` for a key of ours.'],
  types: ["kubernetes:storage.k8s.io/v1:StorageClass"],
  check({ properties }) {
    const provisioner = properties.at("provisioner");
    if (provisioner.state === "known" && !drivers.includes(String(provisioner.content)))
      return notApplicable("its volumes are not of EBS");
    // Kubernetes takes texts as parameters only.
    return mustBe(properties.at("parameters", "encrypted"), "true");
  },
});
