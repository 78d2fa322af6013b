import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../lib/estate";

/** One of two networks that are joined. */
export interface PeeringSide {
  /** Name of the region. */
  readonly region: string;
  /** Provider of the region. */
  readonly provider: aws.Provider;
  /** The region's network. */
  readonly vpcId: pulumi.Input<string>;
  /** Range of that network. */
  readonly cidr: string;
  /** Route tables of pods and of stores, by a name that never changes. */
  readonly routeTables: Readonly<Record<string, pulumi.Input<string>>>;
}

/** What a {@link NetworkPeering} must be told. */
export interface NetworkPeeringArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The side that asks. */
  readonly left: PeeringSide;
  /** The side that agrees. */
  readonly right: PeeringSide;
}

/**
 * The way between two regions' networks, without which no pod of one writes to a store of the other. It opens no port:
 * security groups and network policies do. Traffic on it stays inside AWS and is encrypted; about 0.02 USD a gigabyte.
 */
export class NetworkPeering extends pulumi.ComponentResource {
  constructor(name: string, args: NetworkPeeringArgs, opts?: pulumi.ComponentResourceOptions) {
    const { estate, left, right } = args;
    super("platform:store:NetworkPeering", name, { fromRegion: left.region, toRegion: right.region }, opts);

    const asked = new aws.ec2.VpcPeeringConnection(
      name,
      {
        vpcId: left.vpcId,
        peerVpcId: right.vpcId,
        peerRegion: right.region,
        tags: tags(estate, left.region, name),
      },
      { parent: this, provider: left.provider },
    );
    const accepted = new AcceptedPeering(
      `${right.region}-${left.region}-peering`,
      { estate, left, right, asked: asked.id },
      { parent: this, providers: [right.provider] },
    );
    routes(this, left, right, accepted.peeringId);

    this.registerOutputs({ summary: `${left.region} ${left.cidr} ↔ ${right.region} ${right.cidr}` });
  }
}

/** The half of a peering that stands in the region which was asked. */
class AcceptedPeering extends pulumi.ComponentResource {
  /** Id of the peering, known once both sides agree. */
  public readonly peeringId: pulumi.Output<string>;

  constructor(
    name: string,
    args: NetworkPeeringArgs & { readonly asked: pulumi.Input<string> },
    opts: pulumi.ComponentResourceOptions,
  ) {
    const { estate, left, right, asked } = args;
    super("platform:store:AcceptedPeering", name, { region: right.region }, opts);

    const accepter = new aws.ec2.VpcPeeringConnectionAccepter(
      name,
      { vpcPeeringConnectionId: asked, autoAccept: true, tags: tags(estate, right.region, name) },
      { parent: this },
    );
    this.peeringId = accepter.id;
    routes(this, right, left, this.peeringId);

    this.registerOutputs({ summary: `agreed with ${left.region}` });
  }
}

/** From one side to all of the other: which addresses of it may be asked, security groups say. */
function routes(
  parent: pulumi.Resource,
  from: PeeringSide,
  to: PeeringSide,
  vpcPeeringConnectionId: pulumi.Output<string>,
): void {
  for (const [table, routeTableId] of Object.entries(from.routeTables)) {
    const args = { routeTableId, destinationCidrBlock: to.cidr, vpcPeeringConnectionId };
    new aws.ec2.Route(`${table}-to-${to.region}`, args, { parent, provider: from.provider });
  }
}
