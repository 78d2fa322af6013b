import fc from "fast-check";
import { allOf, anyOf, fail, notApplicable, pass, undecided, type Verdict } from "../../policies/lib/verdict";

const verdict = fc.constantFrom<Verdict>(pass, fail("broken"), undecided("unknown"), notApplicable("other"));
const verdicts = fc.array(verdict, { maxLength: 6 });
const has = (all: readonly Verdict[], kind: Verdict["kind"]) => all.some((one) => one.kind === kind);

describe("allOf", () => {
  it("never lets an unknown hide a violation, nor pass", () => {
    fc.assert(
      fc.property(verdicts, (all) => {
        const { kind } = allOf(...all);
        if (has(all, "fail")) expect(kind).toBe("fail");
        else if (has(all, "undecided")) expect(kind).toBe("undecided");
        else expect(kind).toBe(has(all, "pass") ? "pass" : "not-applicable");
      }),
    );
  });

  it("reports everything that is broken, once", () => {
    expect(allOf(fail("a"), undecided("b"), fail("c"), fail("a"), pass)).toEqual(fail("a\nc"));
  });
});

describe("anyOf", () => {
  it("passes on one pass, and fails only when nothing is unknown", () => {
    fc.assert(
      fc.property(verdicts, (all) => {
        const { kind } = anyOf(...all);
        if (has(all, "pass")) expect(kind).toBe("pass");
        else if (has(all, "undecided")) expect(kind).toBe("undecided");
        else expect(kind).toBe(has(all, "fail") ? "fail" : "not-applicable");
      }),
    );
  });
});
