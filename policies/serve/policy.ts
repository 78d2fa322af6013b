import type {
  Policy,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { judge, judgeInStack, type Judgement } from "../lib/judge";
import type { ResourceRule, Rule, StackRule } from "../lib/rule";
import { Stack } from "../lib/stack";
import type { Evidence } from "./evidence";
import { report, type Violation } from "./report";
import { linkedResourceFrom, resourceFrom } from "./resource";

/** Turns a rule into a policy of the SDK. */
export function policyFrom(rule: Rule, evidence: Evidence): ResourceValidationPolicy | StackValidationPolicy {
  return rule.scope === "resource" ? resourcePolicy(rule, evidence) : stackPolicy(rule, evidence);
}

function resourcePolicy(rule: ResourceRule, evidence: Evidence): ResourceValidationPolicy {
  return {
    ...textOf(rule),
    // No `__pulumiType`: the SDK would skip other types unseen, and the evidence would not say that they were not judged.
    validateResource(args, reportViolation) {
      settle(rule, args.urn, judge(rule, resourceFrom(args)), evidence, reportViolation);
    },
  };
}

function stackPolicy(rule: StackRule, evidence: Evidence): StackValidationPolicy {
  return {
    ...textOf(rule),
    validateStack(args, reportViolation) {
      const stack = new Stack(args.resources.map(linkedResourceFrom));
      for (const resource of stack.resources) {
        settle(rule, resource.urn, judgeInStack(rule, resource, stack), evidence, reportViolation);
      }
    },
  };
}

function settle(
  rule: Rule,
  urn: string,
  judgement: Judgement,
  evidence: Evidence,
  reportViolation: ReportViolation,
): void {
  evidence.record(rule, urn, judgement);
  const violation = violationFrom(urn, judgement);
  if (violation !== undefined) report(reportViolation, violation);
}

function violationFrom(urn: string, judgement: Judgement): Violation | undefined {
  const message = judgement.message ?? "";
  switch (judgement.kind) {
    case "pass":
    case "not-applicable":
      return undefined;
    case "undecided":
      return { urn, message: `undecided: ${message}`, enforcementLevel: "advisory" };
    case "fail":
      return { urn, message, ...(judgement.internalError ? { enforcementLevel: "mandatory" } : {}) };
  }
}

function textOf(rule: Rule): Policy {
  const [primary] = rule.controls;
  return {
    name: rule.name,
    displayName: rule.title,
    description: rule.description,
    severity: rule.severity,
    enforcementLevel: rule.level,
    remediationSteps: rule.remediation.map((step, index) => `${index + 1}. ${step}`).join("\n"),
    // The SDK has room for one framework; the tags carry all of them.
    tags: rule.controls.map(({ framework, version, id }) => `control:${framework}@${version}:${id}`),
    ...(primary === undefined
      ? {}
      : {
          framework: {
            name: primary.framework,
            version: primary.version,
            reference: primary.id,
            specification: primary.why,
          },
        }),
  };
}
