import { judgeCompanion } from "../../lib/companion";
import { control } from "../../lib/control";
import { policyDocument, statementsOf } from "../../lib/policy-document";
import type { LinkedResource } from "../../lib/resource";
import { defineStackRule } from "../../lib/rule";
import { deniesPlainHttp } from "../../lib/tls-only";
import type { Value } from "../../lib/value";
import { anyOf, fail, type Verdict } from "../../lib/verdict";

/** How a kind of thing refuses plain HTTP. */
interface Kind {
  readonly actions: readonly string[];
  /** The resource that gives it a policy, where it has none in itself. */
  readonly companion: string;
  /** Property of the companion that names the thing, and those of the thing that are named. */
  readonly from: string;
  readonly to: readonly (readonly string[])[];
}

const kinds: Readonly<Record<string, Kind>> = {
  "aws:sqs/queue:Queue": {
    actions: ["sqs:*", "SQS:*"],
    companion: "aws:sqs/queuePolicy:QueuePolicy",
    from: "queueUrl",
    to: [["id"], ["url"]],
  },
  "aws:sns/topic:Topic": {
    actions: ["sns:Publish", "SNS:Publish", "sns:*", "SNS:*"],
    companion: "aws:sns/topicPolicy:TopicPolicy",
    from: "arn",
    to: [["arn"]],
  },
};

/** Nobody sends or receives a message without TLS. */
export const messagesTls = defineStackRule({
  name: "encryption-messages-tls",
  title: "Queues and topics refuse plain HTTP",
  description: "An SQS queue and an SNS topic must have a policy that denies requests made without TLS.",
  severity: "high",
  controls: [
    control("PCI DSS", "4.2.1", "Card data is encrypted on its way."),
    control("HIPAA", "164.312(e)(1)", "Health data is guarded in transmission."),
    control("GDPR", "32", "Personal data is secured on its way."),
    control("NIST SP 800-53", "SC-8(1)", "Information in transmission is protected by cryptography."),
  ],
  remediation: [
    "Set `policy` on the queue or topic, or declare a QueuePolicy or TopicPolicy.",
    'Deny everybody `sqs:*`, or `sns:Publish`, with the condition `{ Bool: { "aws:SecureTransport": "false" } }` alone.',
    "Name the queue or topic by its ARN.",
  ],
  types: Object.keys(kinds),
  check(resource, stack) {
    const kind = kinds[resource.type];
    if (kind === undefined) return fail("it is of no kind that the rule knows");
    const own = resource.properties.at("policy");
    if (own.present) return checkPolicy(own, resource, kind);
    const { companion, from, to } = kind;
    const reference = { types: [resource.type], from: [from], to, sameProvider: true };
    return judgeCompanion(
      stack.referrers([companion], reference, resource),
      companion.split(":").at(-1) ?? "",
      ({ properties }) => checkPolicy(properties.at("policy"), resource, kind),
    );
  },
});

function checkPolicy(policy: Value, { properties }: LinkedResource, { actions }: Kind): Verdict {
  const fix = `add a statement that denies ${actions[0] ?? ""} to everyone when aws:SecureTransport is false`;
  const name = properties.at("name").content;
  const covers = (arns: readonly string[]): boolean =>
    arns.some((arn) => typeof name === "string" && arn.split(":").at(-1) === name);
  const statements = statementsOf(policyDocument(policy));
  if (statements.length === 0)
    return fail(`policy has no statement; allowed: one that denies plain HTTP; ${fix}`);
  return anyOf(...statements.map((statement) => deniesPlainHttp(statement, { actions, covers, fix })));
}
