import { withoutRegion } from "../compare/words";
import { kindOf, nameOf, typeOf } from "../engine/urn";
import type { GuardRefusal, Plan } from "../plan";
import { byText } from "../values";

/** One refusal by a guard, of the same object in one region or in several. */
export interface Refusal {
  /** `cart-service (HTTPRoute) in us-east-1, us-west-2` */
  readonly title: string;
  /** Name of the guard. */
  readonly hook: string;
  readonly message: string;
}

/** What guards refuse, each once: the same words about the same object of several regions are one refusal. */
export function refusalsOf({ refusals, resources }: Plan): Refusal[] {
  const regions = new Map(resources.map(({ urn, region }) => [urn, region]));
  const groups = new Map<string, { refusal: GuardRefusal; subject: string; hook: string; in: string[] }>();
  for (const refusal of refusals) {
    const region = regions.get(refusal.urn);
    const name = withoutRegion(nameOf(refusal.urn), region);
    const subject = `${name} (${kindOf(typeOf(refusal.urn))})`;
    const hook = withoutRegion(refusal.hook, region);
    const key = [subject, hook, refusal.message].join("\n");
    const group = groups.get(key) ?? { refusal, subject, hook, in: [] };
    groups.set(key, { ...group, in: [...group.in, ...(region === undefined ? [] : [region])] });
  }
  return [...groups.values()].map(({ refusal, subject, hook, in: where }) => ({
    title: where.length === 0 ? subject : `${subject} in ${[...where].sort(byText).join(", ")}`,
    hook,
    message: refusal.message,
  }));
}
