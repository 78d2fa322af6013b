import { colours, type Colour, type QueueBacklog } from "../../config/model";
import { deploymentSeries } from "./deployment-series";
import { backlogPerReplica } from "./scaling-series";

/**
 * What the exporter calls the length of a queue, and the label with the queue's name in AWS. Source:
 * yet-another-cloudwatch-exporter, pkg/promutil at 0.67.0.
 */
export const queueLength = {
  /** Most messages that were there to be received within a minute. */
  series: "aws_sqs_approximate_number_of_messages_visible_maximum",
  /** The metric in CloudWatch. */
  metric: "ApproximateNumberOfMessagesVisible",
  /** Label of the queue. */
  label: "dimension_QueueName",
} as const;

/**
 * What waits for one colour now: of each queue as many hundreds as replicas are wanted for it, shared out by the pods of
 * both colours, which empty the same queue. No result where somebody does not measure, or no pod is wanted at all.
 */
export function queueBacklogNow(
  namespace: string,
  service: string,
  colour: Colour,
  backlogs: readonly QueueBacklog[],
): string {
  const lengths = backlogs.map(({ queue, perReplica }) => {
    const length = `max(${queueLength.series}{${queueLength.label}="${namespace}-${queue}"})`;
    return perReplica === backlogPerReplica ? length : `${length} * ${backlogPerReplica} / ${perReplica}`;
  });
  const pods = (which: string): string =>
    `sum(${deploymentSeries.desired}{namespace="${namespace}",deployment=~"${service}-(${which})"})`;
  return `(${lengths.join(" + ")}) * ${pods(colour)} / (${pods(colours.join("|"))} > 0)`;
}
