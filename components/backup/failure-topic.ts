import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import { tags, type Estate } from "../lib/estate";
import { refusePlainHttp } from "../security/plain-http";
import { policyDocument, type ResourceStatement } from "../security/policy-document";
import { failureTopicName, undeliveredName } from "./names";
import { alarmClass, retentionTag } from "./retention";
import { undeliveredAlarm, undeliveredQueue } from "./undelivered";

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
  /** Address below which the runbooks are read. */
  readonly runbooks: string;
}

/** Who publishes: rules about events, and alarms. */
const [events, alarms] = ["events.amazonaws.com", "cloudwatch.amazonaws.com"] as const;

/** Ends of jobs that somebody must hear of, by the kind of event. Source: AWS Backup developer guide, "Monitoring AWS Backup events using Amazon EventBridge". */
const badEnds = {
  "Backup Job State Change": ["FAILED", "ABORTED", "EXPIRED", "PARTIAL"],
  "Copy Job State Change": ["FAILED", "PARTIAL"],
  "Restore Job State Change": ["FAILED", "ABORTED"],
} as const;

/**
 * Where failures of backups, copies, restores and replication in one region are told: an encrypted topic, which AWS
 * Backup's events and the region's alarms reach. 0.10 USD a month for the alarm. Unproved: delivery.
 */
export class FailureTopic extends pulumi.ComponentResource {
  /** ARN of the topic, known before it is made. */
  public readonly arn: string;
  /** Settled once alarms may publish. */
  public readonly ready: pulumi.Resource;
  /** Address below which the runbooks are read, for the alarms that tell it. */
  public readonly runbooks: string;

  constructor(name: string, args: FailureTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:backup:FailureTopic", name, args, opts);
    const { estate, region, accountId, keyArn, notify } = args;
    const called = failureTopicName(estate);
    this.arn = topicArn(args);
    this.runbooks = args.runbooks;

    const topic = new aws.sns.Topic(
      name,
      {
        name: called,
        kmsMasterKeyId: keyArn,
        tags: { ...tags(estate, region, name), [retentionTag]: alarmClass },
      },
      { parent: this },
    );
    this.ready = new aws.sns.TopicPolicy(
      `${name}-policy`,
      { arn: topic.arn, policy: mayPublish(this.arn, accountId) },
      { parent: this },
    );
    tellOfJobs(this, name, args);
    // By address: by number, whoever is left after somebody was removed would be subscribed anew, and then unsubscribed.
    for (const endpoint of notify)
      new aws.sns.TopicSubscription(
        `${name}-${endpoint}`,
        { topic: topic.arn, protocol: "email", endpoint },
        { parent: this },
      );

    this.registerOutputs({ summary: notify.length === 0 ? "TELLS NOBODY" : notify.join(", ") });
  }
}

function tellOfJobs(
  parent: FailureTopic,
  name: string,
  { estate, region, accountId, keyArn }: FailureTopicArgs,
): void {
  const called = failureTopicName(estate);
  const undelivered = undeliveredQueue(
    `${name}-undelivered`,
    { estate, region, accountId, keyArn, called: undeliveredName(estate), rules: called },
    { parent },
  );
  undeliveredAlarm(
    `${name}-undelivered-alarm`,
    { estate, region, called: undeliveredName(estate), topicArn: parent.arn, runbooks: parent.runbooks },
    { parent, dependsOn: [parent.ready] },
  );
  for (const [kind, state] of Object.entries(badEnds)) {
    const short = kind.split(" ")[0]?.toLowerCase() ?? "";
    const rule = new aws.cloudwatch.EventRule(
      `${name}-${short}`,
      {
        name: `${called}-${short}`,
        description: `${kind}: ${state.join(", ")}`,
        eventPattern: badEnd(kind, state),
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

/** AWS tells the end of some jobs as `state`, that of others, such as restores, as `status`. */
function badEnd(kind: string, ends: readonly string[]): string {
  const detail = { $or: [{ state: ends }, { status: ends }] };
  return JSON.stringify({ source: ["aws.backup"], "detail-type": [kind], detail });
}

/**
 * EventBridge sends a topic no condition, so none can be asked of it: whoever makes a rule of another account that names this
 * topic is heard, too. Sources: Amazon EventBridge user guide, "Amazon SNS permissions"; Amazon SNS developer guide, "Key
 * management".
 */
function mayPublish(arn: string, accountId: string): string {
  const publish = { Effect: "Allow", Action: ["sns:Publish"], Resource: [arn] } as const;
  return policyDocument([
    { Sid: "Events", ...publish, Principal: { Service: [events] } },
    {
      ...{ Sid: "AlarmsOfThisAccount", ...publish, Principal: { Service: [alarms] } },
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
    refusePlainHttp("sns:Publish", arn),
  ]);
}

/** Whose topic it is. */
type TopicPlace = Pick<FailureTopicArgs, "accountId" | "estate" | "region">;

function topicArn({ estate, region, accountId }: TopicPlace): string {
  return `arn:aws:sns:${region}:${accountId}:${failureTopicName(estate)}`;
}

/**
 * Lets those who publish encrypt what they say. EventBridge names neither account nor rule to the key of an encrypted topic, so
 * it is held to what SNS and SQS bind their data to: the topic, and the queue of what was not told. Sources: Amazon SNS
 * developer guide, "Key management"; Amazon SQS developer guide, "Key management".
 */
export function alertsMayUseKey(place: TopicPlace): ResourceStatement[] {
  const { estate, region, accountId } = place;
  const queueArn = `arn:aws:sqs:${region}:${accountId}:${undeliveredName(estate)}`;
  return [
    mayUseKey("AlarmsOfThisAccount", alarms, { "aws:SourceAccount": accountId }),
    mayUseKey("EventsToTheTopic", events, { "kms:EncryptionContext:aws:sns:topicArn": topicArn(place) }),
    mayUseKey("EventsThatAreNotDelivered", events, { "kms:EncryptionContext:aws:sqs:arn": queueArn }),
  ];
}

function mayUseKey(
  Sid: string,
  service: typeof events | typeof alarms,
  test: Readonly<Record<`${string}:${string}`, string>>,
): ResourceStatement {
  return {
    ...{ Sid, Effect: "Allow", Principal: { Service: [service] } },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: ["*"],
    Condition: { StringEquals: test },
  };
}
