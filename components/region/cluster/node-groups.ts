import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../../../config/model";
import { estateName, tags, type Estate } from "../../lib/estate";
import { launchTemplate } from "./launch-template";
import { nodeGroupInstances } from "./node-group-instances";

/** What {@link NodeGroups} must be told. */
export interface NodeGroupsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Zones, nodes and version of the region. */
  readonly ground: Pick<Extract<Ground, { kind: "aws" }>, "zones" | "nodes" | "kubernetesVersion">;
  /** ARN of the nodes' role, known once all its policies are attached. */
  readonly nodeRoleArn: pulumi.Input<string>;
  /** Subnets of nodes and pods, in the order of the zones. */
  readonly privateSubnetIds: readonly pulumi.Input<string>[];
  /** ARN of the key that disks are encrypted with. */
  readonly keyArn: pulumi.Input<string>;
  /** What a node needs to become ready. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * The nodes of a region in managed node groups, one in each zone. A group over several zones would move nodes between
 * them to keep itself even, and leave a volume behind in the zone that lost its node; an autoscaler could not ask for a
 * node in the zone of a volume. The groups are updated one after another, so that a node image that fails stops after
 * one zone. A node of 8 processors costs about 290 USD a month, on demand.
 */
export class NodeGroups extends pulumi.ComponentResource {
  constructor(name: string, args: NodeGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { after, ...inputs } = args;
    super("platform:region:NodeGroups", name, inputs, opts);
    const { estate, region, keyArn, ground } = args;

    const template = launchTemplate({ estate, region, keyArn }, { parent: this });
    ground.zones.reduce<readonly pulumi.Resource[]>(
      (before, zone, index) => [nodeGroup(this, args, { zone, index, template, before })],
      after,
    );

    const { min, max } = ground.nodes.perZone;
    this.registerOutputs({
      summary: `${ground.zones.length} groups of ${min}–${max} nodes, ${ground.nodes.architecture}, on demand`,
    });
  }
}

/** One group's place among the others. */
interface Place {
  readonly zone: string;
  readonly index: number;
  readonly template: aws.ec2.LaunchTemplate;
  /** What must be there, and up to date, first. */
  readonly before: readonly pulumi.Resource[];
}

function nodeGroup(parent: NodeGroups, args: NodeGroupsArgs, place: Place): pulumi.Resource {
  const { estate, region, ground, nodeRoleArn, privateSubnetIds } = args;
  const { zone, index, template, before } = place;
  const { min, desired, max } = ground.nodes.perZone;
  const { instanceTypes, amiType } = nodeGroupInstances[ground.nodes.architecture];
  const name = `${zone}-nodes`;
  return new aws.eks.NodeGroup(
    name,
    {
      clusterName: estateName(estate),
      nodeGroupName: `${estateName(estate)}-${zone}`,
      nodeRoleArn,
      subnetIds: privateSubnetIds.slice(index, index + 1),
      version: ground.kubernetesVersion,
      amiType,
      instanceTypes: [...instanceTypes],
      capacityType: "ON_DEMAND",
      launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
      scalingConfig: { minSize: min, desiredSize: desired, maxSize: max },
      // A new node stands before an old one goes, and one old one goes at a time.
      updateConfig: { maxUnavailable: 1, updateStrategy: "DEFAULT" },
      nodeRepairConfig: { enabled: true },
      labels: { environment: estate.environment, "node-group": zone },
      tags: tags(estate, region, name),
    },
    // An autoscaler owns the number of nodes between the two bounds.
    { parent, dependsOn: [...before], ignoreChanges: ["scalingConfig.desiredSize"] },
  );
}
