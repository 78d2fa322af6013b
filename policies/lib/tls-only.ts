import { must, mustBe } from "./condition";
import type { Value } from "./value";
import { allOf, anyOf, fail, pass, type Verdict } from "./verdict";

/** A denial of everything that does not come over TLS, for one kind of thing. */
export interface TlsDenial {
  /** The actions of which one must be denied. */
  readonly actions: readonly string[];
  /** Whether a list of ARNs is all of the thing; `*` always is. */
  readonly covers: (arns: readonly string[]) => boolean;
  /** What to write, as an instruction. */
  readonly fix: string;
}

/** A statement must deny plain HTTP to everybody, without any condition that would narrow it. */
export function deniesPlainHttp(statement: Value, { actions, covers, fix }: TlsDenial): Verdict {
  return allOf(
    mustBe(statement.at("Effect"), "Deny"),
    anyOf(
      mustBe(statement.at("Principal"), "*"),
      mustHold(statement.at("Principal", "AWS"), { accepted: ["*"], fix }),
    ),
    mustHold(statement.at("Action"), { accepted: [...actions, "*"], fix }),
    mustHold(statement.at("Resource"), { accepted: ["*"], covers, fix }),
    isTlsCondition(statement.at("Condition"), fix),
  );
}

interface Held {
  readonly accepted: readonly string[];
  readonly covers?: TlsDenial["covers"];
  readonly fix: string;
}

/** A value, or a list, with one of the accepted strings; or a list of which `covers` approves. */
function mustHold(value: Value, { accepted, covers = () => false, fix }: Held): Verdict {
  const known = value.items().flatMap(({ content }) => (typeof content === "string" ? [content] : []));
  if (known.some((element) => accepted.includes(element)) || covers(known)) return pass;
  const gap = value.items().find((element) => element.state === "unknown") ?? value;
  return must(gap, () => false, { allowed: accepted.join(" or "), fix });
}

/** Further conditions would narrow the denial, so this one must stand alone. */
function isTlsCondition(condition: Value, fix: string): Verdict {
  const [operator = "Bool", ...otherOperators] = condition.keys();
  const test = condition.at(operator);
  const [key = "aws:SecureTransport", ...otherKeys] = test.keys();
  const alone = otherOperators.length + otherKeys.length === 0 && isBool(operator) && isSecureTransport(key);
  if (!alone)
    return fail(`${condition.path} is not only Bool aws:SecureTransport; allowed: that alone; ${fix}`);
  const flag = test.at(key);
  return must(flag.items()[0] ?? flag, (content) => content === "false" || content === false, {
    allowed: '"false"',
    fix,
  });
}

function isBool(operator: string): boolean {
  return operator === "Bool" || operator === "BoolIfExists";
}

/** IAM does not distinguish case in the names of condition keys. */
function isSecureTransport(key: string): boolean {
  return key.toLowerCase() === "aws:securetransport";
}
