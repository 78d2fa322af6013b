import * as aws from "@pulumi/aws";

import { Messaging, type MessagingArgs } from "../../../components/messaging/messaging";
import type { Bus, Queue } from "../../../config/model";
import { record, type Recorded } from "../../support/recorder";
import { account, estate, service } from "../../support/samples";
import { json, Tree } from "../../support/tree";

export const queue: Queue = {
  name: "cart-orders",
  handlingSeconds: 45,
  retentionDays: 3,
  maxReceives: 7,
  alarmAgeSeconds: 1200,
  holds: ["operational-30d"],
  sources: [
    { topic: "order-events", types: ["order.placed"] },
    { topic: "user-events", types: [] },
  ],
  events: [],
};
export const sent: Queue = { ...queue, name: "mails", sources: [] };
/** Takes chosen events of one bus, and all of the other. */
export const told: Queue = {
  ...sent,
  name: "cart-products",
  events: [
    { bus: "catalogue-events", types: ["product.changed"] },
    { bus: "stock-events", types: [] },
  ],
};
export const buses: Bus[] = [
  {
    name: "catalogue-events",
    types: ["product.changed", "product.removed"],
    holds: "operational-30d",
    archiveDays: 21,
  },
  { name: "stock-events", types: ["stock.empty"], holds: "operational-30d", archiveDays: 7 },
];

export const build = async (changes: Partial<MessagingArgs> = {}): Promise<Tree> =>
  new Tree(
    await record(() => {
      const provider = new aws.Provider("us-east-1-aws", { region: "us-east-1" });
      const args: MessagingArgs = {
        ...{ estate, account, region: "us-east-1" },
        topics: [
          { name: "order-events", types: ["order.placed", "order.cancelled"], holds: "operational-30d" },
          { name: "user-events", types: ["user.left"], holds: "operational-30d" },
        ],
        queues: [queue, sent],
        buses: [],
        services: [
          { ...service, uses: ["cart-orders", "orders-db"] },
          { ...service, name: "order-service", uses: [], publishes: ["mails", "order-events"] },
          { ...service, name: "product-service", uses: ["orders-db"] },
        ],
        alerting: {
          runbooks: "https://runbooks.example.com",
          objectiveWindowDays: 28,
          alarmMail: "on-call@example.com",
        },
        ...changes,
      };
      return new Messaging("us-east-1-messaging", args, { providers: [provider] });
    }),
  );

export const types = {
  queue: "aws:sqs/queue:Queue",
  topic: "aws:sns/topic:Topic",
  subscription: "aws:sns/topicSubscription:TopicSubscription",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  bus: "aws:cloudwatch/eventBus:EventBus",
  archive: "aws:cloudwatch/eventArchive:EventArchive",
  rule: "aws:cloudwatch/eventRule:EventRule",
  target: "aws:cloudwatch/eventTarget:EventTarget",
} as const;
export const sqs = "arn:aws:sqs:us-east-1:111122223333:social-commerce-staging";
export const events = "arn:aws:events:us-east-1:111122223333";
export const sns = "arn:aws:sns:us-east-1:111122223333:social-commerce-staging";

export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: unknown;
}
export const statements = (one: Recorded): readonly Statement[] =>
  (json(one, "policy") as { Statement: readonly Statement[] }).Statement;
