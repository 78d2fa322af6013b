import * as sdk from "@pulumi/policy";
import { judge, judgeInStack, type Judgement } from "../../../policies/lib/judge";
import type { LinkedResource } from "../../../policies/lib/resource";
import type { Rule } from "../../../policies/lib/rule";
import { Stack } from "../../../policies/lib/stack";
import { Value } from "../../../policies/lib/value";
import type { VerdictKind } from "../../../policies/lib/verdict";

// Exported since 1.21, but its declaration was stripped from the package.
const { unknownCheckingProxy } = sdk as unknown as { unknownCheckingProxy: (properties: unknown) => unknown };

/** What the engine sends for a string that only the update will know. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export type Properties = Readonly<Record<string, unknown>>;

/** The SDK's spelling, with any content: a misspelled property would look absent to a rule, and harmless. */
export type Changes<Args> = { readonly [Key in keyof Args]?: unknown };

/** A resource as a test writes it. */
export interface Declared {
  readonly type: string;
  readonly name?: string;
  readonly properties?: Properties;
  readonly protect?: boolean;
  readonly provider?: string;
  /** Name of the parent. */
  readonly parent?: string;
  /** For each property, the names of the resources that its value comes from. */
  readonly sources?: Readonly<Record<string, readonly string[]>>;
}

/** One resource, what stands beside it, and what the rule must say of it. */
export interface Fixture {
  readonly title: string;
  readonly kind: VerdictKind;
  readonly resource: Declared;
  readonly beside: readonly Declared[];
  /** Part of the message. */
  readonly says?: string;
}

export interface RuleFixtures {
  readonly rule: Rule;
  readonly fixtures: readonly Fixture[];
  /** Why no value can leave the rule undecided, for the few rules of which that is true. */
  readonly undecidable?: string;
}

type Make = (title: string, resource: Declared, ...beside: readonly Declared[]) => Fixture;
type MakeWithMessage = (
  title: string,
  says: string,
  resource: Declared,
  ...beside: readonly Declared[]
) => Fixture;

export const passes: Make = (title, resource, ...beside) => ({ title, kind: "pass", resource, beside });
export const fails: MakeWithMessage = (title, says, resource, ...beside) => ({
  title,
  kind: "fail",
  says,
  resource,
  beside,
});
export const isUndecided: MakeWithMessage = (title, says, resource, ...beside) => ({
  title,
  kind: "undecided",
  says,
  resource,
  beside,
});
export const doesNotApply: Make = (title, resource, ...beside) => ({
  title,
  kind: "not-applicable",
  resource,
  beside,
});

export function urnOf(name: string): string {
  return `urn:pulumi:test::policies::${name}`;
}

/** A document as the SDK hands it to a rule. */
export function proxied(content: unknown): Value {
  return Value.of(unknownCheckingProxy(content));
}

/** The resource as the rules see it: behind the SDK's own proxy, which throws when an unknown is touched. */
export function linked(declared: Declared): LinkedResource {
  const {
    type,
    name = "subject",
    properties = {},
    protect = false,
    provider = "urn:provider",
    parent,
    sources = {},
  } = declared;
  return {
    urn: urnOf(name),
    type,
    name,
    protect,
    provider,
    ...(parent === undefined ? {} : { parent: urnOf(parent) }),
    properties: proxied(properties),
    sources: Object.fromEntries(Object.entries(sources).map(([key, names]) => [key, names.map(urnOf)])),
  };
}

export function judgeDeclared(rule: Rule, resource: Declared, beside: readonly Declared[] = []): Judgement {
  if (rule.scope === "resource") return judge(rule, linked(resource));
  const all = [resource, ...beside].map(linked);
  return judgeInStack(rule, all[0]!, new Stack(all));
}

/** A copy in which one property, named by its keys, has another value; undefined removes it. */
export function change(base: Properties, keys: readonly (number | string)[], value: unknown): Properties {
  // Not structuredClone: under jest its objects are of another realm, where the SDK's proxy does not recognise them.
  const copy = JSON.parse(JSON.stringify(base)) as Record<string, unknown>;
  const parent = keys.slice(0, -1).reduce<Record<string, unknown>>((at, key) => {
    at[key] ??= {};
    return at[key] as Record<string, unknown>;
  }, copy);
  const last = keys.at(-1)!;
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return copy;
}
