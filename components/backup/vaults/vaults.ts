import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account, Recovery } from "../../../config/model";
import type { Estate } from "../../lib/estate";
import type { Maintenance } from "../begins";
import { copyRegion, type Residency } from "../copies";
import type { FailureTopic } from "../failure-topic";
import { recoverableKinds, type Recoverable } from "../recoverable";
import type { RetentionClassName } from "../retention";
import { tiersOf, type BackupTierName } from "../tiers";
import { BackupRole } from "./backup-role";
import { missingBackupAlarms } from "./missing-alarm";
import { vaultArn } from "./names";
import { isTested, RestoreTests, type RestoreNetwork } from "./restore-tests";
import { StorePlan } from "./store-plan";
import { TierVault } from "./tier-vault";

/** A region that backups are in, or copied to. */
export interface VaultRegion {
  /** Provider of the region. */
  readonly provider: aws.Provider;
  /** Key of the region. */
  readonly keyArn: pulumi.Input<string>;
  /** Where failures are told. */
  readonly failures: FailureTopic;
}

/** What {@link Vaults} must be told. */
export interface VaultsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the vaults are in. */
  readonly account: Account;
  /** What the stack file says of them. */
  readonly recovery: Recovery;
  /** Where each class of records may be. */
  readonly residency: Residency;
  /** When stores are maintained. @default never: AWS chooses */
  readonly maintenance?: Maintenance | undefined;
  /** Every store on AWS. */
  readonly stores: readonly Recoverable[];
  /** Regions on AWS by name. */
  readonly regions: ReadonlyMap<string, VaultRegion>;
  /** Networks that restores are tried in, by the region's name. */
  readonly networks: ReadonlyMap<string, RestoreNetwork>;
}

/** Stores that are backed up alike. */
interface Batch {
  readonly region: string;
  readonly holds: RetentionClassName;
  readonly copyTo: string;
  readonly stores: readonly Recoverable[];
}

/** Vaults for every tier in every region that a backup is in or copied to, plans for every store, and tries of restores. */
export class Vaults extends pulumi.ComponentResource {
  constructor(name: string, args: VaultsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { regions, networks, stores, ...inputs } = args;
    super("platform:backup:Vaults", name, { ...inputs, stores: stores.length }, opts);
    const all = batches(this, args);
    const vaults = buildVaults(this, args, all);

    for (const region of new Set(all.map((batch) => batch.region))) {
      const here = all.filter((batch) => batch.region === region);
      buildRegion(this, args, region, here, vaults);
    }

    this.registerOutputs({ summary: `${vaults.size} vaults, ${stores.length} stores` });
  }
}

/** The stores by region and class. One that has nowhere to be copied to is refused: a plan without copies is no backup. */
function batches(owner: Vaults, { stores, recovery, residency }: VaultsArgs): Batch[] {
  const keys = [...new Set(stores.map(({ region, holds }) => `${region} ${holds}`))].sort();
  return keys.map((key) => {
    const [region, holds] = key.split(" ") as [string, RetentionClassName];
    const own = stores.filter((store) => store.region === region && store.holds === holds);
    const copyTo = copyRegion(holds, region, recovery.copyTo, residency);
    if (copyTo === undefined) throw nowhere(owner, region, holds);
    return { region, holds, copyTo, stores: own };
  });
}

function nowhere(owner: Vaults, region: string, holds: string): pulumi.ResourceError {
  return new pulumi.ResourceError(
    `invalid arguments: backups of ${holds} in ${region} have no other region where they may be copied to`,
    owner,
    /* hideStack */ true,
  );
}

type BuiltVaults = ReadonlyMap<string, TierVault>;

const vaultKey = (region: string, tier: BackupTierName): string => `${region}-${tier}`;

/** A vault wherever a batch is put or copied to, and nowhere else. */
function buildVaults(parent: Vaults, args: VaultsArgs, all: readonly Batch[]): BuiltVaults {
  const { estate, recovery, regions } = args;
  const places = all.flatMap(({ region, copyTo, holds }) =>
    tiersOf(holds, recovery.tiers).flatMap((tier) => [region, copyTo].map((where) => ({ where, tier }))),
  );
  const byKey = new Map(places.map((place) => [vaultKey(place.where, place.tier), place]));
  return new Map(
    [...byKey].map(([key, { where, tier }]) => {
      const { provider, keyArn } = regionOf(regions, where);
      const { graceDays } = recovery.lock;
      const { lock } = recovery.tiers[tier];
      const vault = new TierVault(
        `${where}-vault-${tier}`,
        { estate, region: where, tier, lock, graceDays, keyArn },
        { parent, providers: [provider] },
      );
      return [key, vault];
    }),
  );
}

/** What is done in one region: its plans, their role and settings, the alarm on silence, and the tries of restores. */
class RegionPlans extends pulumi.ComponentResource {
  constructor(name: string, args: { readonly region: string }, opts: pulumi.ComponentResourceOptions) {
    super("platform:backup:RegionPlans", name, args, opts);
    this.registerOutputs({ summary: `backups of what is in ${args.region}` });
  }
}

function buildRegion(
  parent: Vaults,
  args: VaultsArgs,
  region: string,
  here: readonly Batch[],
  vaults: BuiltVaults,
): void {
  const { estate, account, regions } = args;
  const { provider, failures } = regionOf(regions, region);
  const { tiers } = args.recovery;
  const plans = new RegionPlans(`${region}-plans`, { region }, { parent, providers: [provider] });
  const child = { parent: plans };
  const stores = here.flatMap((batch) => batch.stores);
  const accountId = account.id;
  const role = new BackupRole(`${region}-backup-role`, { estate, region, accountId }, child);
  const services = stores.map(({ kind }) => [recoverableKinds[kind].service, true] as const);
  const settings = new aws.backup.RegionSettings(
    `${region}-backup-settings`,
    { resourceTypeOptInPreference: Object.fromEntries(services) },
    child,
  );
  for (const batch of here) buildPlan(args, batch, { settings, vaults, roleArn: role.arn }, child);
  missingBackupAlarms(
    `${region}-backup-missing`,
    { estate, region, stores, tiers, failures },
    { ...child, dependsOn: [failures.ready] },
  );
  const taken = new Set(here.flatMap(({ holds }) => tiersOf(holds, tiers)));
  const vaultArns = [...taken].map((tier) => vaultArn(estate, accountId, region, tier));
  if (!stores.some(isTested)) return;
  const network = regionOf(args.networks, region);
  const tests = { estate, region, vaultArns, stores, network, roleArn: role.arn };
  new RestoreTests(`${region}-restore-tests`, tests, child);
}

/** What a plan stands on. */
interface Means {
  readonly settings: pulumi.Resource;
  readonly vaults: BuiltVaults;
  readonly roleArn: pulumi.Input<string>;
}

function buildPlan(
  { estate, account, recovery, residency, maintenance }: VaultsArgs,
  { region, holds, copyTo, stores }: Batch,
  { settings, vaults, roleArn }: Means,
  child: pulumi.ComponentResourceOptions,
): void {
  const { tiers } = recovery;
  const used = tiersOf(holds, tiers).flatMap((tier) =>
    [region, copyTo].flatMap((where) => vaults.get(vaultKey(where, tier))?.ready ?? []),
  );
  const what = { estate, region, accountId: account.id, holds, copyTo, permitted: residency[holds] };
  const how = { tiers, maintenance, stores, roleArn, vaults: [settings, ...used] };
  new StorePlan(`${region}-plan-${holds}`, { ...what, ...how }, child);
}

function regionOf<T>(regions: ReadonlyMap<string, T>, name: string): T {
  const found = regions.get(name);
  if (found === undefined) throw new RangeError(`${name} is no region on AWS`);
  return found;
}
