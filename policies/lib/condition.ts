import { allOf, fail, pass, undecided, type Verdict } from "./verdict";
import type { Value } from "./value";

/** What a message adds to what was found. */
export interface Demand {
  /** The values that are allowed, in words. */
  readonly allowed: string;
  /** What to set, as an instruction. */
  readonly fix: string;
}

/** The content must satisfy `holds`, which is given undefined for a property that is not set. */
export function must(value: Value, holds: (content: unknown) => boolean, demand: Demand): Verdict {
  const sentence = `${value.path} is ${value.show()}; allowed: ${demand.allowed}; ${demand.fix}`;
  if (value.state === "unknown") return undecided(sentence);
  return holds(value.content) ? pass : fail(sentence);
}

/** The content must be exactly this. */
export function mustBe(value: Value, expected: boolean | number | string): Verdict {
  const allowed = JSON.stringify(expected);
  return must(value, (content) => content === expected, { allowed, fix: `set ${value.path} to ${allowed}` });
}

/** A flag that is harmless when left out must not be switched on. */
export function mustNotBeTrue(value: Value): Verdict {
  const demand = { allowed: "false", fix: `remove ${value.path} or set it to false` };
  return must(value, (content) => content !== true, demand);
}

/** The property must be set; its content may still be unknown, because being set is decidable before the update. */
export function mustBeSet(value: Value, demand: Demand): Verdict {
  if (value.state === "unknown") return pass;
  return must(value, (content) => content !== undefined && content !== "", demand);
}

/** A number from a window, both ends included. */
export function mustBeWithin(value: Value, minimum: number, maximum: number): Verdict {
  const demand = { allowed: `${minimum} to ${maximum}`, fix: `set ${value.path} inside that window` };
  return must(value, (content) => isNumberWithin(content, minimum, maximum), demand);
}

/** The list must contain each of these; it may contain more. */
export function mustInclude(list: Value, wanted: readonly string[]): Verdict {
  return allOf(...wanted.map((element) => mustIncludeOne(list, element)));
}

function mustIncludeOne(list: Value, wanted: string): Verdict {
  const elements = list.items();
  if (elements.some((element) => element.content === wanted)) return pass;
  const message = `${list.path} is ${list.show()}; allowed: a list with "${wanted}"; add "${wanted}" to ${list.path}`;
  return elements.some((element) => element.state === "unknown") ? undecided(message) : fail(message);
}

function isNumberWithin(content: unknown, minimum: number, maximum: number): boolean {
  return typeof content === "number" && content >= minimum && content <= maximum;
}
