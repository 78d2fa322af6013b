import * as pulumi from "@pulumi/pulumi";

import type { Account, Alerting, Dump as DumpConfig } from "../../../config/model";
import { estateName, type Estate } from "../../lib/estate";
import { backupRuleGroup } from "../../observability/backup-alerts";
import { ruleObject } from "../../observability/rule-object";
import type { Placement } from "../../service/placement";
import type { StoreAccess } from "../../store/access";
import { Dump } from "./dump";
import { dumpName } from "./names";
import { dumpSource } from "./source";

/** What {@link Dumps} must be told. */
export interface DumpsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account of the buckets. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
  /** The region's dumps: at least one. */
  readonly dumps: readonly DumpConfig[];
  /** Every store with hosts, by whomever it was made. */
  readonly stores: readonly StoreAccess[];
  /** Image registry of the region. */
  readonly registry: string;
  /** How alerts are made. */
  readonly alerting: Alerting;
  /** Namespace and cluster that the objects depend on. */
  readonly placement: Placement;
}

/** The dumps of one region, and the alerts that one is missing or failed. */
export class Dumps extends pulumi.ComponentResource {
  constructor(name: string, args: DumpsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, stores, ...inputs } = args;
    super("platform:backup:Dumps", name, inputs, opts);
    const { estate, account, region, dumps, registry, alerting } = args;

    for (const dump of dumps) {
      const image = `${registry}/postgresql-dump@${dump.digest}`;
      new Dump(
        `${region}-${dumpName(dump.store)}`,
        { estate, account, dump, source: dumpSource(stores, dump), image, placement },
        { parent: this },
      );
    }
    const { runbooks, objectiveWindowDays: windowDays } = alerting;
    const jobs = dumps.map(({ store }) => ({ store, name: dumpName(store) }));
    const groups = [backupRuleGroup(jobs, { namespace: estateName(estate), windowDays, runbooks })];
    ruleObject(this, `${name}-alerts`, { estate, called: "backups", groups, placement });

    this.registerOutputs({ summary: dumps.map(({ store }) => store).join(", ") });
  }
}
