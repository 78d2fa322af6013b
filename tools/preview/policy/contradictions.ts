import type { PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";

import { ProgramError } from "../failure";
import type { Evidence } from "./evidence";
import type { Diagnosed } from "./results";

/**
 * Compares what a pack wrote down with what it told the engine: each failure in one is in the other, and so is whatever
 * else it reports.
 *
 * @throws {ProgramError} naming every rule and resource about which they disagree.
 */
export function refuseContradictions(
  policies: readonly PolicyInfo[],
  evidence: readonly Evidence[],
  diagnosed: readonly Diagnosed[],
): void {
  const problems = [
    ...unknownRules(policies, evidence),
    ...unreportedFailures(evidence, diagnosed),
    ...unnotedReports(evidence, diagnosed),
  ];
  if (problems.length === 0) return;
  const lines = [...new Set(problems)].sort().map((problem) => `  ${problem}`);
  throw new ProgramError(["What the policy pack noted and what it reported differ:", ...lines].join("\n"));
}

function unknownRules(policies: readonly PolicyInfo[], evidence: readonly Evidence[]): string[] {
  const rules = new Set(policies.map((policy) => policy.getName()));
  return evidence
    .filter(({ rule }) => !rules.has(rule))
    .map(({ rule }) => `${rule} noted something, but is not in the pack`);
}

function unreportedFailures(evidence: readonly Evidence[], diagnosed: readonly Diagnosed[]): string[] {
  const told = new Set(diagnosed.map(({ urn, diagnostic }) => `${diagnostic.getPolicyname()} ${urn}`));
  return evidence
    .filter(({ rule, urn, verdict }) => verdict === "fail" && !told.has(`${rule} ${urn}`))
    .map(({ rule, urn }) => `${rule} noted a failure and did not report it: ${urn}`);
}

function unnotedReports(evidence: readonly Evidence[], diagnosed: readonly Diagnosed[]): string[] {
  const reportable = evidence.filter(({ verdict }) => verdict === "fail" || verdict === "undecided");
  const noted = new Set(reportable.map(({ rule, urn }) => `${rule} ${urn}`));
  return diagnosed
    .filter(({ urn, diagnostic }) => !noted.has(`${diagnostic.getPolicyname()} ${urn}`))
    .map(
      ({ urn, diagnostic }) =>
        `${diagnostic.getPolicyname()} reported and did not note: ${urn}: ${diagnostic.getMessage()}`,
    );
}
