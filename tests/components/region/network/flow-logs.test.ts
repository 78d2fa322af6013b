import { readFileSync } from "node:fs";

import * as aws from "@pulumi/aws";

import { FlowLogs } from "../../../../components/region/network/flow-logs";
import { record } from "../../../support/recorder";
import { account, estate } from "../../../support/samples";
import { at, json, Tree } from "../../../support/tree";

const region = "us-west-2";
const group = "/aws/vpc/social-commerce-staging/flows";
const groups = `arn:aws:logs:${region}:${account.id}:log-group`;

describe("The flow logs of a network", () => {
  let tree: Tree;
  beforeAll(async () => {
    const args = { estate, region, accountId: account.id, vpcId: "vpc" };
    tree = new Tree(
      await record(() => {
        const provider = new aws.Provider(`${region}-aws`, { region, allowedAccountIds: [account.id] });
        return new FlowLogs(`${region}-network-flow-logs`, args, { providers: [provider] });
      }),
    );
  });

  test("are a log, a group with a key of its own, and a role that writes to it", () => {
    expect(tree.children(tree.one("platform:region:FlowLogs"))).toEqual([
      "aws:cloudwatch/logGroup:LogGroup us-west-2-flow-records",
      "aws:ec2/flowLog:FlowLog us-west-2-network-flow-logs",
      "aws:iam/role:Role us-west-2-flow-logs-role",
      "aws:iam/rolePolicy:RolePolicy us-west-2-flow-logs-role-rights",
      "platform:security:EncryptionKey us-west-2-flow-logs-key",
    ]);
  });

  test("record what is accepted and what is refused, once the role may write", () => {
    const log = tree.one("aws:ec2/flowLog:FlowLog");
    expect(log.inputs).toMatchObject({
      vpcId: "vpc",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn of us-west-2-flow-records",
      maxAggregationInterval: 600,
      iamRoleArn: "arn of us-west-2-flow-logs-role",
    });
    expect(tree.waitsFor(log)).toContain("us-west-2-flow-logs-role-rights");
  });

  test("name the pod beside the node, and end with neither a gap nor a doubled field", () => {
    const format = at(tree.one("aws:ec2/flowLog:FlowLog"), "logFormat") as string;
    expect(format).toMatch(/^\$\{[a-z-]+\}( \$\{[a-z-]+\})*$/u);
    const fields = [...format.matchAll(/\{([a-z-]+)\}/gu)].map(([, field]) => field);
    expect(new Set(fields).size).toBe(fields.length);
    expect(fields).toEqual(
      expect.arrayContaining([
        "srcaddr",
        "dstaddr",
        "pkt-srcaddr",
        "pkt-dstaddr",
        "action",
        "flow-direction",
      ]),
    );
  });

  test("are kept as personal data are, under a key that logs of this group may use", () => {
    const records = tree.one("aws:cloudwatch/logGroup:LogGroup");
    expect(records.protect).toBe(true);
    expect(records.inputs).toMatchObject({
      name: group,
      kmsKeyId: "arn of us-west-2-flow-logs-key",
      retentionInDays: 60,
      tags: { "retention-class": "traffic-90d" },
    });
    expect(records.inputs.logGroupClass).toBeUndefined();
    const policy = JSON.stringify(json(tree.one("aws:kms/key:Key"), "policy"));
    expect(policy).toContain(`"kms:EncryptionContext:aws:logs:arn":"${groups}:${group}*"`);
    expect(tree.outputsOf(tree.one("platform:region:FlowLogs"))).toEqual({
      summary: "every connection, kept for 60 days as traffic-90d",
    });
  });

  test("are written by flow logs of this account and region, and by nobody else", () => {
    const role = tree.one("aws:iam/role:Role");
    expect(role.inputs.name).toBe("social-commerce-staging-us-west-2-flow-logs");
    expect(json(role, "assumeRolePolicy")).toMatchObject({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: ["vpc-flow-logs.amazonaws.com"] },
          Action: ["sts:AssumeRole"],
          Condition: {
            StringEquals: { "aws:SourceAccount": account.id },
            ArnLike: { "aws:SourceArn": `arn:aws:ec2:${region}:${account.id}:vpc-flow-log/*` },
          },
        },
      ],
    });
  });

  test("are written to the one group, which the role cannot make anew", () => {
    const rights = tree.one("aws:iam/rolePolicy:RolePolicy");
    expect(rights.inputs.role).toBe("social-commerce-staging-us-west-2-flow-logs");
    expect((json(rights, "policy") as { Statement: unknown }).Statement).toEqual([
      {
        Sid: "Write",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: [`${groups}:${group}`, `${groups}:${group}:*`],
      },
      { Sid: "Find", Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: [`${groups}:*`] },
    ]);
  });

  test("are made with values that the provider documents", () => {
    const documentation = readFileSync(require.resolve("@pulumi/aws/ec2/flowLog.d.ts"), "utf8");
    const { trafficType, logDestinationType, maxAggregationInterval } =
      tree.one("aws:ec2/flowLog:FlowLog").inputs;
    expect(documentation).toContain("Valid values: `ACCEPT`,`REJECT`, `ALL`");
    expect(["ACCEPT", "REJECT", "ALL"]).toContain(trafficType);
    expect(/Valid values: (.+)\. Default: `cloud-watch-logs`/u.exec(documentation)?.[1]).toContain(
      `\`${logDestinationType as string}\``,
    );
    expect(documentation).toMatch(new RegExp(`Valid Values: .*\`${maxAggregationInterval as number}\``, "u"));
  });
});
