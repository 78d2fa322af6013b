import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import type { Account } from "../../../config/model";
import { logRetentionDays, retentionTag } from "../../backup/retention";
import { estateName, tags, type Estate } from "../../lib/estate";
import { EncryptionKey, logsMayUseKey } from "../../security/encryption-key";
import { logClasses } from "../log-classes";

/** Every type of log that a control plane writes; the audit log is evidence, the others explain it. */
export const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** What {@link controlPlaneLogs} must be told. */
export interface ControlPlaneLogsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in. */
  readonly account: Account;
  /** Name of the region. */
  readonly region: string;
}

/** The log group of a control plane: under the name that EKS writes to, encrypted, and kept. */
export function controlPlaneLogs(
  { estate, account, region }: ControlPlaneLogsArgs,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.LogGroup {
  const name = `${region}-cluster-logs`;
  const groupName = `/aws/eks/${estateName(estate)}/cluster`;
  const services = [logsMayUseKey(region, account.id, groupName)];
  const key = new EncryptionKey(
    `${region}-logs-key`,
    { estate, region, accountId: account.id, purpose: "logs", services },
    opts,
  );
  return new aws.cloudwatch.LogGroup(
    name,
    {
      name: groupName,
      kmsKeyId: key.arn,
      retentionInDays: logRetentionDays(logClasses.cluster),
      tags: { ...tags(estate, region, name), [retentionTag]: logClasses.cluster },
    },
    { ...opts, protect: true },
  );
}
