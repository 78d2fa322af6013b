import { byType, type ChecksByType } from "../../lib/by-type";
import { must, mustBeSet } from "../../lib/condition";
import { control } from "../../lib/control";
import { policyDocument } from "../../lib/policy-document";
import { defineRule } from "../../lib/rule";
import { notApplicable } from "../../lib/verdict";

const demand = {
  allowed: "the ARN of a queue of dead letters",
  fix: "name the queue that keeps what is not handled or not delivered",
};

/** Who is told by mail or text message is a person, to whom nothing is delivered twice. */
const toPeople = ["application", "email", "email-json", "sms"];

/** Who may put dead letters into a queue of them: the queues that it names, or services alone, such as what delivers events. */
const ownOnly = ["byQueue", "denyAll"];

const checks: ChecksByType = {
  "aws:sqs/queue:Queue": (properties) => {
    // A queue that says whose dead letters it takes is one of dead letters itself.
    const takes = properties.at("redriveAllowPolicy");
    if (takes.present)
      return must(
        policyDocument(takes).at("redrivePermission"),
        (content) => ownOnly.includes(String(content)),
        {
          allowed: ownOnly.join(" or "),
          fix: "name the queues that it is for, or deny all where events alone are put aside",
        },
      );
    return mustBeSet(policyDocument(properties.at("redrivePolicy")).at("deadLetterTargetArn"), demand);
  },
  "aws:sns/topicSubscription:TopicSubscription": (properties) => {
    const { content } = properties.at("protocol");
    if (toPeople.includes(String(content))) return notApplicable(`${String(content)} reaches a person`);
    return mustBeSet(policyDocument(properties.at("redrivePolicy")).at("deadLetterTargetArn"), demand);
  },
  "aws:cloudwatch/eventBus:EventBus": (properties) =>
    mustBeSet(properties.at("deadLetterConfig", "arn"), demand),
  "aws:cloudwatch/eventTarget:EventTarget": (properties) =>
    mustBeSet(properties.at("deadLetterConfig", "arn"), demand),
};

/** What cannot be handled is kept for whoever looks into it. */
export const deadLetters = defineRule({
  name: "retention-dead-letters",
  title: "What is not handled is kept",
  description:
    "A queue, a subscription of a topic, an event bus and a target of an event rule must put aside what is not handled or not delivered.",
  severity: "medium",
  controls: [
    control("SOC 2", "PI1.3", "What could not be processed is found, and kept until it is corrected."),
  ],
  remediation: [
    "Set `redrivePolicy` on the queue or subscription, with `deadLetterTargetArn`.",
    "Set `deadLetterConfig: { arn }` on the bus, and on the target of an event rule.",
    'On a queue of dead letters set `redriveAllowPolicy` with `redrivePermission: "byQueue"` and the queues it is for, or "denyAll" where it takes events alone.',
  ],
  ...byType(checks),
});
