import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { estateName, tags, type Estate } from "../lib/estate";
import { policyDocument, type ResourceStatement } from "../security/policy-document";
import { undeliveredQueue } from "./undelivered";

/** What a {@link FailureTopic} must be told. */
export interface FailureTopicArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** Key of the region; see {@link alertsMayUseKey}. */
  readonly keyArn: pulumi.Input<string>;
  /** Addresses that are told; each must confirm once. */
  readonly notify: readonly string[];
}

/** Who publishes: rules about events, and alarms. */
const publishers = ["events.amazonaws.com", "cloudwatch.amazonaws.com"] as const;

/** Ends of jobs that somebody must hear of, by the kind of event. Source: AWS Backup developer guide, "Monitoring AWS Backup events using Amazon EventBridge". */
const badEnds = {
  "Backup Job State Change": ["FAILED", "ABORTED", "EXPIRED", "PARTIAL"],
  "Copy Job State Change": ["FAILED", "PARTIAL"],
  "Restore Job State Change": ["FAILED", "ABORTED"],
} as const;

/**
 * Where failures of backups, copies, restores and replication in one region are told: an encrypted topic, which AWS
 * Backup's events and the region's alarms reach. Free of charge at this rate. Unproved: delivery.
 */
export class FailureTopic extends pulumi.ComponentResource {
  /** ARN of the topic, known before it is made. */
  public readonly arn: string;
  /** Settled once alarms may publish. */
  public readonly ready: pulumi.Resource;

  constructor(name: string, args: FailureTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:backup:FailureTopic", name, args, opts);
    const { estate, region, accountId, keyArn, notify } = args;
    const called = `${estateName(estate)}-backup-failures`;
    this.arn = `arn:aws:sns:${region}:${accountId}:${called}`;

    const topic = new aws.sns.Topic(
      name,
      { name: called, kmsMasterKeyId: keyArn, tags: tags(estate, region, name) },
      { parent: this },
    );
    this.ready = new aws.sns.TopicPolicy(
      `${name}-policy`,
      { arn: topic.arn, policy: mayPublish(this.arn, accountId) },
      { parent: this },
    );
    tellOfJobs(this, name, args, called);
    notify.forEach((endpoint, index) => {
      new aws.sns.TopicSubscription(
        `${name}-mail-${index + 1}`,
        { topic: topic.arn, protocol: "email", endpoint },
        { parent: this },
      );
    });

    this.registerOutputs({ summary: notify.length === 0 ? "TELLS NOBODY" : notify.join(", ") });
  }
}

function tellOfJobs(
  parent: FailureTopic,
  name: string,
  { estate, region, accountId, keyArn }: FailureTopicArgs,
  called: string,
): void {
  const undelivered = undeliveredQueue(
    `${name}-undelivered`,
    { estate, region, accountId, keyArn, called: `${called}-undelivered`, rules: called },
    { parent },
  );
  for (const [kind, state] of Object.entries(badEnds)) {
    const short = kind.split(" ")[0]?.toLowerCase() ?? "";
    const rule = new aws.cloudwatch.EventRule(
      `${name}-${short}`,
      {
        name: `${called}-${short}`,
        description: `${kind}: ${state.join(", ")}`,
        eventPattern: JSON.stringify({ source: ["aws.backup"], "detail-type": [kind], detail: { state } }),
        tags: tags(estate, region, `${name}-${short}`),
      },
      { parent },
    );
    new aws.cloudwatch.EventTarget(
      `${name}-${short}-target`,
      { rule: rule.name, arn: parent.arn, deadLetterConfig: { arn: undelivered.arn } },
      { parent, dependsOn: [parent.ready, undelivered.queue] },
    );
  }
}

function mayPublish(arn: string, accountId: string): string {
  return policyDocument([
    {
      Sid: "EventsAndAlarms",
      Effect: "Allow",
      Principal: { Service: publishers },
      Action: ["sns:Publish"],
      Resource: [arn],
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
    {
      Sid: "PlainHttp",
      Effect: "Deny",
      Principal: { AWS: ["*"] },
      Action: ["sns:Publish"],
      Resource: [arn],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}

/** Lets those who publish encrypt what they say. Source: Amazon SNS developer guide, "Key management". */
export function alertsMayUseKey(accountId: string): ResourceStatement {
  return {
    Sid: "AlertsOfThisAccount",
    Effect: "Allow",
    Principal: { Service: publishers },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: ["*"],
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}
