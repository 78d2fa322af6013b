import { must } from "../../lib/condition";
import { control } from "../../lib/control";
import { containersOf, podSpec, podTypes } from "../../lib/pod";
import { defineRule } from "../../lib/rule";
import { allOf } from "../../lib/verdict";

const digest = /@sha256:[0-9a-f]{64}$/;

/** What was scanned and tested is what runs. */
export const imageDigest = defineRule({
  name: "compliance-image-digest",
  title: "Images are pinned by digest",
  description:
    "Every container image must be named by its sha256 digest, because a tag can be moved to another image.",
  severity: "high",
  controls: [
    control(
      "AWS FSBP",
      "ECR.2",
      "A digest gives every image the immutability that this control asks of tags.",
    ),
    control("CIS EKS", "5.1.1", "The image that was scanned is the one that runs."),
  ],
  remediation: [
    "Look up the digest of the image that was tested, for example in the registry.",
    "Set `image` to `<repository>:<tag>@sha256:<digest>`.",
  ],
  types: podTypes,
  check(resource) {
    const containers = containersOf(podSpec(resource));
    return allOf(
      ...containers.map((container) =>
        must(container.at("image"), (image) => typeof image === "string" && digest.test(image), {
          allowed: "an image that ends with @sha256:<64 hexadecimal digits>",
          fix: "add the digest of the image that was tested",
        }),
      ),
    );
  },
});
