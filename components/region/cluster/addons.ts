import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account, Ground } from "../../../config/model";
import { estateName, tags, type Estate } from "../../lib/estate";
import { addonsFor, addonTable, addonVersion, type AddonFacts, type AddonName } from "./addon-table";
import { ebsDriverIdentity } from "./ebs-driver";

/** What {@link Addons} must be told. */
export interface AddonsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
  /** Compute, version and pins of the region. */
  readonly ground: Pick<Extract<Ground, { kind: "aws" }>, "compute" | "kubernetesVersion" | "addons">;
  /** Whether these are the add-ons that nodes need, or those that need nodes. */
  readonly nodes: AddonFacts["nodes"];
  /** What must be there first: the cluster, and where the add-ons run on nodes, the nodes. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * The EKS add-ons of one cluster, each at a version of its own. Free of charge, besides the nodes that they run on.
 *
 * What somebody changed by hand is overwritten, at creation and at each update: the stack file says what an add-on is,
 * and a change that is kept would be drift that no preview shows. What Kubernetes itself writes, such as the replicas of
 * an autoscaled add-on, is not among the fields that an add-on owns.
 */
export class Addons extends pulumi.ComponentResource {
  constructor(name: string, args: AddonsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { after, ...inputs } = args;
    super("platform:region:Addons", name, inputs, opts);

    const wanted = addonsFor(args.ground.compute).filter((addon) => addonTable[addon].nodes === args.nodes);
    for (const addon of wanted) install(this, args, addon);

    this.registerOutputs({ summary: wanted.join(", ") });
  }
}

function install(parent: Addons, args: AddonsArgs, addonName: AddonName): void {
  const { estate, account, region, ground, after } = args;
  const name = `${region}-${addonName}`;
  const identities =
    addonName === "aws-ebs-csi-driver"
      ? [ebsDriverIdentity({ estate, account, region, after }, { parent })]
      : [];
  const { configuration } = addonTable[addonName];
  const addonVersionOrAwsDefault = addonVersion(addonName, ground.kubernetesVersion, ground.addons);
  new aws.eks.Addon(
    name,
    {
      clusterName: estateName(estate),
      addonName,
      ...(addonVersionOrAwsDefault !== undefined && { addonVersion: addonVersionOrAwsDefault }),
      ...(configuration && { configurationValues: JSON.stringify(configuration) }),
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      tags: tags(estate, region, name),
    },
    { parent, dependsOn: [...after, ...identities] },
  );
}
