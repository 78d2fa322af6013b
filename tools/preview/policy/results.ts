import { type AnalyzeDiagnostic, EnforcementLevel, type PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";

import type { PolicyFinding, PolicyResult } from "../plan";
import { refuseContradictions } from "./contradictions";
import { type Evidence, graver, type Verdict } from "./evidence";

/** What the policies made of a stack. */
export interface Judgement {
  /** One result for each rule of the pack, sorted by name; a rule without evidence has zeros. */
  readonly policy: readonly PolicyResult[];
  /** True when a mandatory rule refused something. */
  readonly refused: boolean;
}

/** A diagnostic, and the URN of what it is about. */
export interface Diagnosed {
  readonly urn: string;
  readonly diagnostic: AnalyzeDiagnostic;
}

/** What one rule says about one resource. */
interface Opinion {
  readonly verdict: Verdict;
  readonly level: string;
  readonly messages: ReadonlySet<string>;
}

/** Opinions of one rule, by URN. */
type Opinions = Map<string, Opinion>;

/**
 * Joins the rules of a pack, what it wrote down, and what it told the engine.
 *
 * @throws {ProgramError} when the last two disagree: then neither the counts nor the refusal can be trusted.
 */
export function judge(
  policies: readonly PolicyInfo[],
  evidence: readonly Evidence[],
  diagnosed: readonly Diagnosed[],
): Judgement {
  refuseContradictions(policies, evidence, diagnosed);
  const opinions = gather(evidence, diagnosed);
  const results = policies.map((policy) =>
    resultOf(policy, opinions.get(policy.getName()) ?? new Map<string, Opinion>()),
  );
  return {
    policy: results.sort((a, b) => (a.rule < b.rule ? -1 : 1)),
    refused: diagnosed.some(({ diagnostic }) => isMandatory(diagnostic)),
  };
}

/** By rule, one opinion for each resource; where a rule judges a resource twice, the graver one. */
function gather(evidence: readonly Evidence[], diagnosed: readonly Diagnosed[]): Map<string, Opinions> {
  const told = new Map<string, Diagnosed[]>();
  for (const one of diagnosed) {
    const key = `${one.diagnostic.getPolicyname()} ${one.urn}`;
    told.set(key, [...(told.get(key) ?? []), one]);
  }
  const rules = new Map<string, Opinions>();
  for (const line of evidence) {
    const opinions = rules.get(line.rule) ?? new Map<string, Opinion>();
    rules.set(line.rule, opinions);
    const diagnostics = told.get(`${line.rule} ${line.urn}`) ?? [];
    const before = opinions.get(line.urn);
    opinions.set(line.urn, {
      verdict: before === undefined ? line.verdict : graver(before.verdict, line.verdict),
      level: effectiveLevel(line, diagnostics),
      messages: new Set([...(before?.messages ?? []), ...messagesOf(line, diagnostics)]),
    });
  }
  return rules;
}

/** A pack may report at another level than the rule's own: what cannot be decided is advisory. */
function effectiveLevel({ level }: Evidence, diagnostics: readonly Diagnosed[]): string {
  const [first] = diagnostics;
  if (first === undefined) return level;
  return diagnostics.some(({ diagnostic }) => isMandatory(diagnostic))
    ? "mandatory"
    : levelName(first.diagnostic.getEnforcementlevel());
}

function messagesOf({ message }: Evidence, diagnostics: readonly Diagnosed[]): string[] {
  if (message !== undefined && message !== "") return [message];
  return diagnostics.map(({ diagnostic }) => diagnostic.getMessage()).sort();
}

function resultOf(policy: PolicyInfo, opinions: Opinions): PolicyResult {
  const count = (verdict: Verdict) =>
    [...opinions.values()].filter((opinion) => opinion.verdict === verdict).length;
  return {
    rule: policy.getName(),
    level: levelName(policy.getEnforcementlevel()),
    passed: count("pass"),
    failed: count("fail"),
    undecided: count("undecided"),
    notApplicable: count("not-applicable"),
    findings: [...opinions].flatMap(asFinding).sort((a, b) => (a.urn < b.urn ? -1 : 1)),
  };
}

function asFinding([urn, { verdict, level, messages }]: [string, Opinion]): PolicyFinding[] {
  if (verdict !== "fail" && verdict !== "undecided") return [];
  return [{ urn, verdict, level, message: [...messages].join("\n") }];
}

function isMandatory(diagnostic: AnalyzeDiagnostic): boolean {
  return diagnostic.getEnforcementlevel() === EnforcementLevel.MANDATORY;
}

function levelName(level: EnforcementLevel): string {
  switch (level) {
    case EnforcementLevel.ADVISORY:
      return "advisory";
    case EnforcementLevel.MANDATORY:
      return "mandatory";
    case EnforcementLevel.DISABLED:
      return "disabled";
    case EnforcementLevel.REMEDIATE:
      return "remediate";
  }
}
