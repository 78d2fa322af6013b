import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Alerting, Bus as BusConfig } from "../../config/model";
import { policyDocument } from "../security/policy-document";
import { messageAlarm, mostOfQueue } from "./message-alarm";
import { messageTags, type Held } from "./message-tags";
import { archiveName, busArn, busName, deadLetterName, queueArn, type MessagePlace } from "./names";
import { queuePolicy } from "./rights";
import { deadLetterDays, secondsOfDay } from "./times";

/** What a {@link Bus} must be told. */
export interface BusArgs extends MessagePlace {
  /** The bus, as the stack file has it. */
  readonly bus: BusConfig;
  /** Key of the region's buses and archives. */
  readonly eventsKeyArn: pulumi.Input<string>;
  /** Key of the region's messages, for what the bus puts aside. */
  readonly messagesKeyArn: pulumi.Input<string>;
  /** How alerts are made. */
  readonly alerting: Alerting;
  /** The topic that alarms are told to. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * A bus of one region: what services put on it is handed to the queues that take it, by rules, and kept in an archive, from
 * which it can be replayed. What the bus cannot encrypt or decrypt is put aside. No document lets anybody else put events
 * on it, so the roles of its publishers alone may. About 1 USD for a million events, 0.10 USD for each gigabyte that is
 * archived and 0.023 USD a month for keeping it. Source: Amazon EventBridge pricing.
 */
export class Bus extends pulumi.ComponentResource {
  /** Name of the bus in AWS, known once it is there. */
  public readonly name: pulumi.Output<string>;

  constructor(name: string, args: BusArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:messaging:Bus", name, args, opts);
    const { estate, region, bus, eventsKeyArn, alerting, alarmTopicArn } = args;

    const dead = new aws.sqs.Queue(`${name}-dead`, deadLetters(args, `${name}-dead`), {
      parent: this,
      protect: true,
    });
    const made = new aws.cloudwatch.EventBus(
      name,
      {
        name: busName(estate, bus.name),
        description: `${bus.types.join(", ")} in ${region}`,
        kmsKeyIdentifier: eventsKeyArn,
        deadLetterConfig: { arn: queueArn(args, deadLetterName(estate, bus.name)) },
        tags: messageTags(estate, region, name, heldBy(bus)),
      },
      { parent: this, dependsOn: [dead] },
    );
    buildArchive(this, name, args, made);
    messageAlarm(this, `${name}-dead-letters`, {
      ...{ estate, region, alerting, alarmTopicArn, about: busName(estate, bus.name) },
      alarm: "DeadLetters",
      measured: mostOfQueue("ApproximateNumberOfMessagesVisible", deadLetterName(estate, bus.name)),
      threshold: 0,
      minutes: 1,
      text: `Events of ${bus.name} could not be encrypted, or not be decrypted.`,
    });

    this.name = made.name;
    this.registerOutputs({ summary: `${bus.types.join(", ")} · archived for ${bus.archiveDays} days` });
  }
}

/** What it carries is in its dead letters and in its archive, which has no tags in AWS: the bus's are read for it. */
function heldBy({ holds, permitted }: BusConfig): Held {
  return { holds: [holds], permitted };
}

/** No queue puts letters into it: the bus alone does. */
function deadLetters(args: BusArgs, logicalName: string): aws.sqs.QueueArgs {
  const { estate, region, bus, messagesKeyArn } = args;
  const name = deadLetterName(estate, bus.name);
  return {
    name,
    kmsMasterKeyId: messagesKeyArn,
    kmsDataKeyReusePeriodSeconds: 300,
    policy: policyDocument(
      queuePolicy(queueArn(args, name), { events: [busArn(args, busName(estate, bus.name))] }),
    ),
    messageRetentionSeconds: deadLetterDays * secondsOfDay,
    redriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }),
    tags: messageTags(estate, region, logicalName, heldBy(bus)),
  };
}

/** Everything that comes is kept, whether a rule takes it or not. Protected, because what is in it is nowhere else. */
function buildArchive(parent: Bus, name: string, args: BusArgs, bus: aws.cloudwatch.EventBus): void {
  const { estate, bus: config, eventsKeyArn } = args;
  new aws.cloudwatch.EventArchive(
    `${name}-archive`,
    {
      name: archiveName(estate, config.name),
      description: `events of ${config.name}`,
      eventSourceArn: busArn(args, busName(estate, config.name)),
      retentionDays: config.archiveDays,
      kmsKeyIdentifier: eventsKeyArn,
    },
    { parent, protect: true, dependsOn: [bus] },
  );
}
