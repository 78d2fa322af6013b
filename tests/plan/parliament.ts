import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { endpointServices } from "../../components/region/network/endpoint-services";

/** A document for the linter. */
export interface Linted {
  readonly name: string;
  /** True for the document of a role that says who may take it. */
  readonly isTrust: boolean;
  readonly document: unknown;
}

/** What the linter says of a document. */
export interface Finding {
  readonly name: string;
  readonly issue: string;
  readonly detail: string;
}

const endpoints = endpointServices.map(({ service }) => service.replace(".", "-")).join("|");

/** Findings that are no fault, by document and issue, each with its reason. */
const exceptions: { name: RegExp; issue: string; detail: RegExp; reason: string }[] = [
  {
    name: new RegExp(`^[a-z]{2}-[a-z]+-\\d-(s3|${endpoints})\\.policy$`, "u"),
    ...{ issue: "RESOURCE_STAR", detail: /:/u },
    reason: "the document of an endpoint grants nothing; it says whose requests pass, to whatever they are",
  },
  {
    ...{ name: /-cluster-role-tags\.policy$/u, issue: "RESOURCE_STAR" },
    detail: /^\['ec2:(CreateFleet|CreateNetworkInterface)'/u,
    reason:
      "AWS's own form, with the tag of the cluster as condition: Custom AWS tags for EKS Auto resources",
  },
  {
    ...{ name: /-flow-logs-role-rights\.policy$/u, issue: "RESOURCE_MISMATCH", detail: /DescribeLogGroups/u },
    reason: "AWS lists log groups as the resource of the action; parliament knows an older list",
  },
  {
    ...{ name: /-key\.policy$/u, issue: "RESOURCE_STAR", detail: /kms:/u },
    reason: "in the document of a key, a star is the key itself: AWS KMS developer guide, Key policies",
  },
  {
    ...{
      name: /-(tls|backup-logs-policy)\.policy$/u,
      issue: "MISMATCHED_TYPE",
      detail: /s3:TlsVersion requires/u,
    },
    reason: "parliament takes no decimals; Amazon S3 documents the number 1.2 for this key",
  },
  {
    ...{
      name: /-(tls|backup-logs-policy)\.policy$/u,
      issue: "UNKNOWN_CONDITION_FOR_ACTION",
      detail: /s3:TlsVersion/u,
    },
    reason: "two of all the actions that are denied do not have it, and no request of them reaches a bucket",
  },
  {
    ...{
      name: /-(replication-role-rights|service-identity-policy|dump-identity-policy)\.policy$/u,
      issue: "UNKNOWN_CONDITION_FOR_ACTION",
    },
    detail: /kms:ResourceAliases for action kms:(Decrypt|Encrypt|GenerateDataKey)$/u,
    reason: "AWS lists the condition with the resource `key`; parliament reads those of the action",
  },
  {
    ...{ name: /-(logs|stores)-key\.policy$/u, issue: "UNKNOWN_CONDITION_FOR_ACTION" },
    detail: /kms:EncryptionContext:aws:logs:arn for action kms:Describe/u,
    reason: "the document is AWS's own form: Amazon CloudWatch Logs user guide, Encrypt log data",
  },
  {
    ...{ name: /-(logs|stores)-key\.policy$/u, issue: "MISMATCHED_TYPE", detail: /^Type mismatch: ArnLike/u },
    reason:
      "the context holds an ARN, though its type is text; the same page of CloudWatch Logs compares it so",
  },
];

const script = join(__dirname, "../../tools/python/lint-policies.py");

/** What parliament finds in documents; `package_` is where it is installed. */
export function lint(package_: string, documents: readonly Linted[]): Finding[] {
  const env = { ...process.env, PYTHONPATH: join(package_, ".."), PYTHONDONTWRITEBYTECODE: "1" };
  const output = execFileSync("python3", [script], {
    env,
    input: JSON.stringify(documents),
    encoding: "utf8",
  });
  const findings = JSON.parse(output) as Finding[];
  return findings.filter((finding) => !exceptions.some((one) => isException(one, finding)));
}

function isException({ name, issue, detail }: (typeof exceptions)[number], finding: Finding): boolean {
  return name.test(finding.name) && issue === finding.issue && detail.test(finding.detail);
}
