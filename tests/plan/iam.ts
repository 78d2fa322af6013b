import type { LinkedResource } from "../../policies/lib/resource";
import type { Plan, PlanResource } from "../../tools/preview/plan";
import { proxied, unknown } from "../policies/support/fixture";

/** A policy document, wherever it was found in a plan. */
export interface Found {
  readonly resource: PlanResource;
  /** Where it stands among the inputs: `assumeRolePolicy`. */
  readonly path: string;
  readonly document: Document;
}

/** As much of a document as a walk reads. */
export interface Document {
  readonly Statement: readonly Statement[];
}

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: unknown;
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Condition?: unknown;
}

/** Every policy document of a plan: whatever text or object has statements, in whichever property of whichever kind. */
export function documentsIn({ resources }: Plan): Found[] {
  return resources
    .filter(({ custom }) => custom)
    .flatMap((resource) =>
      walk(resource.inputs, "").map(({ path, document }) => ({ resource, path, document })),
    );
}

function walk(value: unknown, path: string): { path: string; document: Document }[] {
  if (typeof value === "string") {
    const parsed = parse(value);
    return parsed === undefined ? [] : walk(parsed, path);
  }
  if (typeof value !== "object" || value === null) return [];
  if ("Statement" in value) return [{ path, document: value as Document }];
  return Object.entries(value).flatMap(([key, one]) => walk(one, path === "" ? key : `${path}.${key}`));
}

function parse(text: string): unknown {
  if (!/^\s*[[{]/u.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The resource as a rule sees it; what the plan does not know is unknown to the rule, too. */
export function asRulesSee({ urn, type, name, protect, provider, inputs }: PlanResource): LinkedResource {
  const text = JSON.stringify(inputs).replaceAll('"[unknown]"', JSON.stringify(unknown));
  return {
    ...{ urn, type, name, protect, sources: {}, properties: proxied(JSON.parse(text)) },
    ...(provider === undefined ? {} : { provider }),
  };
}

/** Every ARN that a document speaks of, in resources, principals and conditions. */
export function arnsIn(document: Document): string[] {
  const texts = JSON.stringify(document).match(/"arn:[^"]*"/gu) ?? [];
  return [...new Set(texts.map((one) => JSON.parse(one) as string))];
}
