import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { operators } from "../../components/region/operators/catalogue";
import { frameworks } from "../../policies/lib/control";
import { rules } from "../../policies/rules";
import { allFixtures } from "./fixtures";
import { judgeDeclared } from "./support/fixture";

/** Kinds that neither an SDK nor an operator of ours has: of EKS Auto Mode, and providers, which the engine has. */
const otherKinds = ["kubernetes:karpenter.sh/v1:NodePool", "pulumi:providers:aws"];

/** The SDKs keep one file for each type, which names its token. */
function isRegistered(token: string): boolean {
  const [sdk = "", module = "", name = ""] = token.split(":");
  const file = `${name.charAt(0).toLowerCase()}${name.slice(1)}.js`;
  const folder =
    sdk === "aws"
      ? module.split("/")[0]!
      : module.replace(/(\.authorization)?\.k8s\.io/, "").replace("helm.sh", "helm");
  const path = join(__dirname, "../../node_modules/@pulumi", sdk, folder, file);
  return existsSync(path) && readFileSync(path, "utf8").includes(`__pulumiType = '${token}'`);
}

describe.each(allFixtures.map((one) => [one.rule.name, one] as const))("%s", (_, { rule, fixtures }) => {
  it.each(fixtures.map((fixture) => [fixture.kind, fixture.title, fixture] as const))(
    "%s: %s",
    (kind, _title, fixture) => {
      const judgement = judgeDeclared(rule, fixture.resource, fixture.beside);
      expect(judgement).toMatchObject({ kind, internalError: false });
      expect(judgement.message ?? "").toContain(fixture.says ?? "");
    },
  );
});

/** Whether a release of the list brings the kind's definition to a cluster. */
function isCustom(token: string): boolean {
  const groups: readonly string[] = operators.flatMap(({ brings }) => brings);
  return groups.includes(/^kubernetes:([^/]+)\//.exec(token)?.[1] ?? "");
}

describe("every rule", () => {
  it("is registered once and has fixtures", () => {
    const names = rules.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(allFixtures.map(({ rule }) => rule)).toEqual(rules);
  });

  describe.each(allFixtures.map((one) => [one.rule.name, one] as const))(
    "%s",
    (name, { rule, fixtures, undecidable }) => {
      it("has fixtures of every kind, or a reason why it is never undecided", () => {
        const expected = [
          "fail",
          "not-applicable",
          "pass",
          ...(undecidable === undefined ? ["undecided"] : []),
        ];
        expect([...new Set(fixtures.map(({ kind }) => kind))].sort()).toEqual(expected);
      });

      it("has a passing and a failing fixture for each of its types", () => {
        for (const kind of ["pass", "fail"]) {
          const judged = fixtures
            .filter((fixture) => fixture.kind === kind)
            .map(({ resource }) => resource.type);
          expect([kind, rule.types.filter((type) => !judged.includes(type))]).toEqual([kind, []]);
        }
      });

      it("describes itself in complete sentences", () => {
        expect(rule.description).toMatch(/^[A-Z].{30,}\.$/);
        expect(rule.description).toMatch(/ must /);
        expect(rule.title).toMatch(/^[A-Z].*[^.]$/);
      });

      it("judges types that the installed provider SDKs have", () => {
        const known = (token: string): boolean =>
          otherKinds.includes(token) || isCustom(token) || isRegistered(token);
        expect(rule.types.filter((token) => !known(token))).toEqual([]);
      });

      it("says how to repair a violation", () => {
        expect(rule.remediation.length).toBeGreaterThan(0);
        for (const step of rule.remediation) expect(step).toMatch(/^[A-Z].*\.$/);
      });

      it("names controls of known editions, each with a reason", () => {
        expect(rule.controls.length).toBeGreaterThan(0);
        for (const { framework, version, why } of rule.controls) {
          expect(version).toBe(frameworks[framework]);
          expect(why).toMatch(/^[A-Z].*\.$/);
        }
        const ids = rule.controls.map(({ framework, id }) => `${framework} ${id}`);
        expect(new Set(ids).size).toBe(ids.length);
      });

      it("stands in the folder and file of its name", () => {
        const [pack = "", ...file] = name.split("-");
        expect(existsSync(join(__dirname, "../../policies/rules", pack, `${file.join("-")}.ts`))).toBe(true);
      });

      it("stops a run", () => {
        expect(rule.level).toBe("mandatory");
      });
    },
  );
});
