import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { estateName, tags, type Estate } from "../../lib/estate";
import { databaseId } from "../../store/names";
import { recoverableKinds, type Recoverable } from "../recoverable";

/** The network of a region, as far as restores are tried there. */
export interface RestoreNetwork {
  /** Id of the network that its stores are in. */
  readonly vpcId: pulumi.Input<string>;
  /** Zones that it has subnets for stores in. */
  readonly zones: readonly string[];
}

/** What {@link RestoreTests} must be told. */
export interface RestoreTestsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region: of the stores, whose own backups are tried. */
  readonly region: string;
  /** ARNs of the vaults of the region. */
  readonly vaultArns: readonly string[];
  /** The stores of the region. */
  readonly stores: readonly Recoverable[];
  /** Where a store is restored: not into the default network of the account, which nobody made for that. */
  readonly network: RestoreNetwork;
  /** Role that AWS Backup takes. */
  readonly roleArn: pulumi.Input<string>;
}

/** Hours for which what was restored stays, to be looked at. */
const validationHours = 4;

/**
 * A restore of one backup of each store, each Saturday, out of those of the last thirty days in the region's own vaults, never
 * out of a copy; deleted again after four hours. What was restored stands among the store's own subnets, in a security group
 * that lets nobody in and nothing out. A restored Aurora cluster has no instance, so no row is read, and costs its storage for that
 * time. Sources: AWS Backup developer guide, "Restore testing inferred metadata" and "Restoring an Amazon Aurora cluster".
 * Unproved: every restore.
 */
export class RestoreTests extends pulumi.ComponentResource {
  constructor(name: string, args: RestoreTestsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { stores, ...inputs } = args;
    super("platform:backup:RestoreTests", name, { ...inputs, stores: stores.map((one) => one.name) }, opts);
    const { estate, region, vaultArns } = args;
    // Letters, digits and underscores; up to 50 of them.
    const called = `${estateName(estate)}_${region}`.replaceAll("-", "_");

    const plan = new aws.backup.RestoreTestingPlan(
      name,
      {
        name: called,
        scheduleExpression: "cron(0 13 ? * SAT *)",
        scheduleExpressionTimezone: "Etc/UTC",
        startWindowHours: 1,
        recoveryPointSelection: {
          algorithm: "RANDOM_WITHIN_WINDOW",
          includeVaults: [...vaultArns],
          recoveryPointTypes: ["SNAPSHOT", "CONTINUOUS"],
          selectionWindowDays: 30,
        },
        tags: tags(estate, region, name),
      },
      { parent: this },
    );
    const closed = closedGroup(this, name, args);
    const tested = stores.flatMap((store) => selection(store, plan.name, closed, args));
    for (const one of tested)
      new aws.backup.RestoreTestingSelection(`${name}-${one.name}`, one, { parent: this });

    this.registerOutputs({ summary: `${tested.map((one) => one.name).join(", ")} · weekly` });
  }
}

/** A security group without a rule: nobody is to reach what was restored, which has the records and none of the readers. */
function closedGroup(
  parent: RestoreTests,
  name: string,
  { estate, region, network }: RestoreTestsArgs,
): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(
    `${name}-group`,
    {
      vpcId: network.vpcId,
      description: "restores that are tried: reached by nobody",
      tags: tags(estate, region, `${name}-group`),
    },
    { parent },
  );
}

/** What of a store is tried; nothing where AWS Backup tries none of its kind. */
function selection(
  store: Recoverable,
  restoreTestingPlanName: pulumi.Input<string>,
  closed: aws.ec2.SecurityGroup,
  { estate, network, roleArn: iamRoleArn }: RestoreTestsArgs,
) {
  const protectedResourceType = restoreTest(store);
  if (protectedResourceType === undefined) return [];
  const what = { protectedResourceType, protectedResourceArns: [store.arn] };
  const name = store.name.replaceAll("-", "_");
  // A list is its own JSON.
  const restoreMetadataOverrides = {
    dbSubnetGroupName: databaseId(estate, store.name),
    vpcSecurityGroupIds: pulumi.jsonStringify([closed.id]),
    availabilityZones: JSON.stringify(network.zones),
  };
  const where = { restoreMetadataOverrides, validationWindowHours: validationHours };
  return [{ name, restoreTestingPlanName, iamRoleArn, ...what, ...where }];
}

/** Whether AWS Backup tries restores of a store's kind. */
export function isTested(store: Recoverable): boolean {
  return restoreTest(store) !== undefined;
}

function restoreTest({ kind }: Recoverable): string | undefined {
  const known = recoverableKinds[kind];
  return "restoreTest" in known ? known.restoreTest : undefined;
}
