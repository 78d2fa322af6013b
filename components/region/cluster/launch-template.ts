import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../../lib/estate";

/** What {@link launchTemplate} must be told. */
export interface LaunchTemplateArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** ARN of the key that disks are encrypted with. */
  readonly keyArn: pulumi.Input<string>;
}

/** Root device of Amazon Linux 2023. */
const rootDevice = "/dev/xvda";

/** What every node of a region's node groups is made of; which image and which type is the group's to say. */
export function launchTemplate(
  { estate, region, keyArn }: LaunchTemplateArgs,
  opts: pulumi.CustomResourceOptions,
): aws.ec2.LaunchTemplate {
  const name = `${region}-node-template`;
  const nodeTags = tags(estate, region, `${region}-node`);
  return new aws.ec2.LaunchTemplate(
    name,
    {
      description: `Nodes of ${region}: tokens for the metadata service, encrypted disks`,
      // One hop: a pod, which is a hop away from its node, cannot ask for the node's credentials.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: rootDevice,
          ebs: {
            volumeType: "gp3",
            volumeSize: 80,
            encrypted: "true",
            kmsKeyId: keyArn,
            deleteOnTermination: "true",
          },
        },
      ],
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: nodeTags,
      })),
      updateDefaultVersion: true,
      tags: tags(estate, region, name),
    },
    opts,
  );
}
