import { allow, policyDocument } from "../../security/policy-document";

/** Only flow logs of this account and region take the role. Source: Amazon VPC user guide, "IAM role for publishing flow logs". */
export function deliveryTrust(region: string, accountId: string): string {
  return policyDocument([
    {
      Sid: "FlowLogs",
      Effect: "Allow",
      Principal: { Service: ["vpc-flow-logs.amazonaws.com"] },
      Action: ["sts:AssumeRole"],
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `arn:aws:ec2:${region}:${accountId}:vpc-flow-log/*` },
      },
    },
  ]);
}

/**
 * Writes to the one group, and makes none: without a key, and kept for ever, it would be. The names of the region's groups
 * are read to find it, which AWS does not limit to one.
 */
export function deliveryRights(region: string, accountId: string, groupName: string): string {
  const groups = `arn:aws:logs:${region}:${accountId}:log-group`;
  const group = `${groups}:${groupName}`;
  return policyDocument([
    allow(
      "Write",
      ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      [group, `${group}:*`],
    ),
    allow("Find", ["logs:DescribeLogGroups"], [`${groups}:*`]),
  ]);
}
