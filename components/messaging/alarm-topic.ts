import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Alerting } from "../../config/model";
import { alarmClass } from "../backup/retention";
import { alarmTopicName, topicArn, type MessagePlace } from "./names";
import { alarmTopicPolicy } from "./rights";
import { Topic } from "./topic";

/** What an {@link AlarmTopic} must be told. */
export interface AlarmTopicArgs extends MessagePlace {
  /** Name of the topic in AWS, where a region has more than one. @default that of the alarms of queues */
  readonly topicName?: string;
  /** Key that encrypts what is told. */
  readonly keyArn: pulumi.Input<string>;
  /** How alerts are made. */
  readonly alerting: Alerting;
}

/** The topic that a region's alarms are told to, and who is mailed. The mail is sent once its owner has confirmed it. */
export class AlarmTopic extends pulumi.ComponentResource {
  /** ARN of the topic. */
  public readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:messaging:AlarmTopic", name, args, opts);
    const { estate, region, keyArn, alerting, topicName = alarmTopicName(estate) } = args;

    const statements = alarmTopicPolicy(args, topicArn(args, topicName));
    const topicArgs = {
      estate,
      region,
      topicName,
      keyArn,
      statements,
      carries: "alarms of this environment",
      held: { holds: [alarmClass] },
    };
    const topic = new Topic(name, topicArgs, { parent: this });
    if (alerting.alarmMail !== undefined)
      new aws.sns.TopicSubscription(
        `${name}-mail`,
        { topic: topic.arn, protocol: "email", endpoint: alerting.alarmMail },
        { parent: this },
      );

    this.arn = topic.arn;
    this.registerOutputs({ summary: alerting.alarmMail ?? "MAILED TO NOBODY" });
  }
}
