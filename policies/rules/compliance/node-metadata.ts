import { mustBe } from "../../lib/condition";
import { control } from "../../lib/control";
import { defineRule } from "../../lib/rule";
import { allOf, anyOf } from "../../lib/verdict";

/** A pod does not get the identity of its node. */
export const nodeMetadata = defineRule({
  name: "compliance-node-metadata",
  title: "Instance metadata asks for a token, and is one hop away",
  description:
    "An instance or a launch template must answer metadata requests with a token only, and to the node itself, not to its pods.",
  severity: "high",
  controls: [
    control("CIS AWS", "5.7", "Instances use the second version of the metadata service."),
    control("AWS FSBP", "EC2.8", "Instances use the second version of the metadata service."),
    control("AWS FSBP", "EC2.170", "Launch templates ask for the second version of the metadata service."),
    control("NIST SP 800-53", "AC-6", "A pod has its own rights, and not its node's."),
  ],
  remediation: [
    'Set `metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 }`.',
    "Give pods that need AWS a pod identity of their own.",
  ],
  types: ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate"],
  check({ properties }) {
    const options = properties.at("metadataOptions");
    return anyOf(
      mustBe(options.at("httpEndpoint"), "disabled"),
      allOf(mustBe(options.at("httpTokens"), "required"), mustBe(options.at("httpPutResponseHopLimit"), 1)),
    );
  },
});
