import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Estate } from "../lib/estate";
import { policyDocument, type ResourceStatement } from "../security/policy-document";
import { messageTags, type Held } from "./message-tags";

/** What a {@link Topic} must be told. */
export interface TopicArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Name of the topic in AWS. Changing it makes another topic, without the queues that take messages from this one. */
  readonly topicName: string;
  /** Key of the region's messages. */
  readonly keyArn: pulumi.Input<string>;
  /** Who may publish besides those whose role says so, and how. */
  readonly statements: readonly ResourceStatement[];
  /** What it carries, in a few words. */
  readonly carries: string;
  /** Class of that, and where it may be. */
  readonly held: Held;
}

/**
 * A topic of one region, encrypted with the region's key and closed to plain HTTP. It keeps nothing: what it carries is
 * in the queues that take it. About 0.50 USD for a million messages; to queues of its own region it hands them for nothing.
 */
export class Topic extends pulumi.ComponentResource {
  /** ARN of the topic, known once it is there. */
  public readonly arn: pulumi.Output<string>;

  constructor(name: string, args: TopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:messaging:Topic", name, args, opts);
    const { estate, region, topicName, keyArn, statements, carries, held } = args;

    const topic = new aws.sns.Topic(
      name,
      {
        name: topicName,
        kmsMasterKeyId: keyArn,
        policy: policyDocument(statements),
        tags: messageTags(estate, region, name, held),
      },
      { parent: this },
    );

    this.arn = topic.arn;
    this.registerOutputs({ summary: carries });
  }
}
