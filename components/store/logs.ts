import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { logRetentionDays, retentionTag } from "../backup/retention";
import { tags } from "../lib/estate";
import { logClasses } from "../region/log-classes";
import type { MemberArgs } from "./ground";

/** What a store writes into a log. */
export type StoreLog = "store-audits" | "store-statements";

/** The log group that a store writes to, there before the store: AWS would make one without a key, and keep it for ever. */
export function storeLogGroup(
  parent: pulumi.Resource,
  name: string,
  log: { readonly groupName: string; readonly holds: StoreLog },
  { estate, ground }: MemberArgs,
): aws.cloudwatch.LogGroup {
  const { region, shared } = ground;
  const retentionClass = logClasses[log.holds];
  return new aws.cloudwatch.LogGroup(
    `${name}-logs`,
    {
      name: log.groupName,
      kmsKeyId: shared.keyArn,
      retentionInDays: logRetentionDays(retentionClass),
      tags: { ...tags(estate, region, `${name}-logs`), [retentionTag]: retentionClass },
    },
    { parent, protect: true },
  );
}
