import * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import type { ComputeChoice } from "../../../config/schema/nodes";
import { commonLabels, type Estate } from "../../lib/estate";
import { objectMeta } from "../../lib/object-meta";

/** What {@link storageClass} must be told. */
export interface StorageClassArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** What makes the region's nodes, and so who makes its volumes. */
  readonly compute: ComputeChoice;
  /** ARN of the key that volumes are encrypted with. */
  readonly keyArn: pulumi.Input<string>;
}

/** Auto Mode has a driver of its own, which does not speak for the add-on's, nor the add-on for it. */
const provisioners: Readonly<Record<ComputeChoice, string>> = {
  auto: "ebs.csi.eks.amazonaws.com",
  "node-groups": "ebs.csi.aws.com",
};

/**
 * The class of a claim that names none: an encrypted gp3 volume (about 0.08 USD a GiB and month), made in the zone where
 * its first pod is placed, and kept when its claim is deleted, because what is on it may be the only copy.
 */
export function storageClass(args: StorageClassArgs, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const { estate, region, compute, keyArn } = args;
  return new kubernetes.storage.v1.StorageClass(
    `${region}-gp3`,
    {
      metadata: objectMeta({
        name: "gp3",
        labels: commonLabels,
        annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
      }),
      provisioner: provisioners[compute],
      parameters: {
        type: "gp3",
        encrypted: "true",
        kmsKeyId: keyArn,
        // Volumes are not the program's, so their tags travel by the class.
        tagSpecification_1: `environment=${estate.environment}`,
        tagSpecification_2: `owner=${estate.owner}`,
      },
      volumeBindingMode: "WaitForFirstConsumer",
      reclaimPolicy: "Retain",
      allowVolumeExpansion: true,
    },
    opts,
  );
}
