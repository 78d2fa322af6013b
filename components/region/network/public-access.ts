import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../../lib/estate";

/** A subnet that the internet reaches. */
export interface PublicSubnet {
  /** Zone of the subnet. */
  readonly zone: string;
  /** The subnet itself. */
  readonly id: pulumi.Input<string>;
}

/** What {@link PublicAccess} must be told. */
export interface PublicAccessArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** The subnets of load balancers and NAT gateways: the only ones that the internet reaches. */
  readonly subnets: readonly PublicSubnet[];
}

/**
 * What nobody in the account can make public in this region, by whatever other means: networks besides the public
 * subnets of the platform's own, snapshots of volumes, machine images. Free of charge. These are settings of the account
 * in the region, so two environments in one account would fight over them; each has its own.
 *
 * Unproved: that the load balancer, whose targets see the addresses of users, passes them on to subnets that are not
 * excluded. AWS documents the block at the gateway, which the load balancer's own subnets stand behind.
 */
export class PublicAccess extends pulumi.ComponentResource {
  constructor(name: string, args: PublicAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:PublicAccess", name, args, opts);
    const { region, subnets } = args;

    const exclusions = subnets.map((subnet) => exclude(this, args, subnet));
    new aws.ec2.VpcBlockPublicAccessOptions(
      `${region}-block-internet`,
      { internetGatewayBlockMode: "block-ingress" },
      // The block comes after what it leaves out, and goes before it, so that users are never cut off in between.
      { parent: this, dependsOn: exclusions },
    );
    new aws.ebs.SnapshotBlockPublicAccess(
      `${region}-block-snapshots`,
      { state: "block-all-sharing" },
      { parent: this },
    );
    new aws.ec2.ImageBlockPublicAccess(
      `${region}-block-images`,
      { state: "block-new-sharing" },
      { parent: this },
    );

    this.registerOutputs({
      summary: `the internet reaches ${subnets.length} subnets; snapshots and images stay private`,
    });
  }
}

/** Both ways, because load balancers are asked and NAT gateways ask. */
function exclude(
  parent: PublicAccess,
  { estate, region }: PublicAccessArgs,
  { zone, id }: PublicSubnet,
): pulumi.Resource {
  const name = `${zone}-public-exclusion`;
  return new aws.ec2.VpcBlockPublicAccessExclusion(
    name,
    {
      subnetId: id,
      internetGatewayExclusionMode: "allow-bidirectional",
      tags: tags(estate, region, name),
    },
    { parent },
  );
}
