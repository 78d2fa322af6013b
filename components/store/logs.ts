import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import type { AnyMadeStore } from "../../config/model";
import { logRetentionDays, retentionTag, type RetentionClassName } from "../backup/retention";
import { tags } from "../lib/estate";
import { logClasses, statementsClass } from "../region/log-classes";
import type { MemberArgs } from "./ground";

/** What a store writes into a log. */
export type StoreLog = "store-audits" | "store-statements";

/** The log group that a store writes to, there before the store: AWS would make one without a key, and keep it for ever. */
export function storeLogGroup(
  parent: pulumi.Resource,
  name: string,
  log: { readonly groupName: string; readonly holds: StoreLog },
  { estate, ground, store }: MemberArgs & { readonly store: AnyMadeStore },
): aws.cloudwatch.LogGroup {
  const { region, shared } = ground;
  const retentionClass = classOf(log.holds, store.holds);
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

/** What a document store audits says nothing of its records, but statements do. */
function classOf(log: StoreLog, holds: RetentionClassName): RetentionClassName {
  return log === "store-audits" ? logClasses[log] : statementsClass(holds);
}
