import type { IPrometheusRule } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Account, Alerting, Dump as DumpConfig } from "../../../config/model";
import { commonLabels, estateName, type Estate } from "../../lib/estate";
import { objectMeta } from "../../lib/object-meta";
import { backupRuleGroup } from "../../observability/backup-alerts";
import { ruleLabel } from "../../observability/rule-label";
import { placed, type Placement } from "../../service/placement";
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
    const namespace = estateName(estate);
    const { runbooks, objectiveWindowDays: windowDays } = alerting;
    const jobs = dumps.map(({ store }) => ({ store, name: dumpName(store) }));
    const spec = { groups: [backupRuleGroup(jobs, { namespace, windowDays, runbooks })] };
    new kubernetes.apiextensions.CustomResource(
      `${name}-alerts`,
      {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "PrometheusRule",
        metadata: objectMeta({ name: "backups", namespace, labels: { ...commonLabels, ...ruleLabel } }),
        spec: spec satisfies IPrometheusRule["spec"],
      },
      placed(this, placement, "monitoring.coreos.com"),
    );

    this.registerOutputs({ summary: dumps.map(({ store }) => store).join(", ") });
  }
}
