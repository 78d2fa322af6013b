import { readFileSync } from "node:fs";

import { formatProblems } from "../../config/problems";
import { checkStackFile } from "../../config/stack-file";
import { baseFile, edited } from "./base-file";

const paths = (text: string): string[] => checkStackFile(text).map(({ path }) => path);

const edits = (...pairs: readonly (readonly [string, string])[]): string =>
  pairs.reduce((text, [from, to]) => edited(text, from, to), baseFile);

const required = [
  ...["environment", "domain", "owner", "registry", "regions"],
  ...["writer", "traffic", "alerting", "services"],
];

describe("A stack file", () => {
  test.each(["local", "staging", "production"])("of the repository has no problem: %s", (stack) => {
    expect(checkStackFile(readFileSync(`Pulumi.${stack}.yaml`, "utf8"))).toEqual([]);
  });

  test.each([
    ["that is empty", ""],
    ["of comments alone", "# nothing yet\n"],
    ["without config", "encryptionsalt: v1:abc\n"],
    ["whose config is nothing", "config:\n"],
    ["whose config is a list", "config: [production]\n"],
    ["that is one word", "production\n"],
    ["with the keys of another namespace", "config:\n  shop:environment: production\n"],
  ])("%s misses every required key", (_, text) => {
    expect(paths(text)).toEqual(required.map((key) => `social-commerce:${key}`));
    expect(new Set(checkStackFile(text).map(({ found }) => found))).toEqual(new Set(["nothing"]));
  });

  test("may say nothing of DNS, residency and backups, where they are not required", () => {
    const modest = edited(baseFile, "environment: production", "environment: staging");
    const named = edited(modest, "uses: [payments-api, order-service]", "uses: [order-service]");
    const [auth = ""] = / {2}social-commerce:auth:[^]*(?= {2}social-commerce:outside:)/u.exec(baseFile) ?? [];
    const [before = "", after = ""] = named.split(
      / {2}social-commerce:dns:[^]*(?= {2}social-commerce:services:)/u,
    );
    expect(checkStackFile(before + auth + after)).toEqual([]);
  });

  test("may keep backups of a class for exactly as long as it must be kept", () => {
    // No tier of the class is kept for longer than its thirty days.
    const yearly = /yearly: \{.*\}\n/u.exec(baseFile)?.[0] ?? "";
    const weekly = "weekly: { keepDays: 30, lock: { minimumDays: 30, maximumDays: 30 } }\n";
    expect(paths(edited(baseFile, yearly, weekly))).toEqual([]);
  });

  test("may keep a class of records anywhere that residency does not speak of", () => {
    const personal = edited(baseFile, "retentionClass: financial-7y", "retentionClass: personal-90d");
    expect(paths(personal)).toEqual([]);
    expect(
      paths(edited(baseFile, "residency: { financial-7y: [us-west-2, us-east-1] }", "residency: {}")),
    ).toEqual([]);
  });

  test("with a broken region is not blamed for the backups and the residency that name it", () => {
    expect(paths(edited(baseFile, "role: secondary", "role: second"))).toEqual([
      "social-commerce:regions.us-west-2.role",
    ]);
  });

  test("may hold keys of Pulumi itself and of other programs", () => {
    const text = edited(baseFile, "config:\n", 'config:\n  aws:region: us-east-1\n  other:count: "1"\n');
    expect(checkStackFile(text)).toEqual([]);
  });

  test("shows all its problems at once: the text's, then the shape's, then those across fields", () => {
    const text = edits(
      ["environment: production", "environment: prod"],
      ['id: "111122223333"', "id: 111122223333"],
      ["role: secondary", "role: second"],
      ["capacityPercent: 50", "capacity: 50"],
      ["      role: standby\n", "      role: primary\n"],
      ["us-west-2: 20 }", "eu-west-1: 10 }"],
      ["writer: us-east-1", "writer: us-east-9"],
      ["min: 3,", "min: 31,"],
      ["greenPercent: 30", "greenPercent: 60"],
      ["path: /orders", "path: /cart"],
      ['version: "3.0.6"', "version: 3.10"],
    );
    const expected = [
      "social-commerce:account.id",
      "social-commerce:services.order-service.release.blue.version",
      "social-commerce:environment",
      "social-commerce:regions.us-west-2.role",
      "social-commerce:regions.us-west-2.capacity",
      "social-commerce:writer",
      "social-commerce:traffic.eu-west-1",
      "social-commerce:traffic",
      "social-commerce:services.cart-service.scaling",
      "social-commerce:services.cart-service.release.green.capacityPercent",
    ];
    expect(paths(text)).toEqual(expected);
    expect(checkStackFile(text)).toEqual(checkStackFile(text));
  });

  test("tells a syntax error alone, whatever else is wrong", () => {
    const text = edits(
      ["environment: production", "environment: prod"],
      ["role: secondary", "role: {second"],
    );
    expect(paths(text)).toEqual(["line 29, column 7"]);
  });

  test.each([
    ["a broken region", ["role: primary", "role: main"]],
    ["a broken service", ["path: /orders", "path: orders"]],
    ["a broken environment", ["environment: production", "environment: prod"]],
    ["a broken share", ["us-west-2: 20 }", "us-west-2: 20, lab: none }"]],
    ["an unknown key", ["owner: platform-team", "owner: platform-team\n  social-commerce:colour: red"]],
  ] as const)("with %s still shows what is wrong across the fields of the others", (_, edit) => {
    const shown = paths(
      edits(
        edit,
        ["cidr: 10.32.0.0/16", "cidr: 172.20.0.0/16"],
        ["writer: us-east-1", "writer: nowhere"],
        ["greenPercent: 30", "greenPercent: 60"],
      ),
    );
    expect(shown).toHaveLength(4);
    expect(shown.slice(1)).toEqual([
      "social-commerce:regions.us-west-2.cidr",
      "social-commerce:writer",
      "social-commerce:services.cart-service.release.green.capacityPercent",
    ]);
  });

  test("with a broken region is not blamed for having no primary, nor a broken share for its sum", () => {
    expect(paths(edited(baseFile, "role: primary", "role: main"))).not.toContain("social-commerce:regions");
    expect(paths(edited(baseFile, "us-west-2: 20 }", "us-west-2: all }"))).not.toContain(
      "social-commerce:traffic",
    );
  });

  test.each(["1.10", "0644", "yes", "2026-11-27", "1_000", "1:30", "1e3", ".inf", "0x1F"])(
    "with %s in quotes is left alone",
    (text) => {
      const version = (quoted: string): string[] =>
        paths(edited(baseFile, 'version: "1.8.2"', `version: ${quoted}`));
      const spelt = /^[\w.+-]+$/u.test(text)
        ? []
        : ["social-commerce:services.cart-service.release.blue.version"];
      expect(version(`"${text}"`)).toEqual(spelt);
      expect(version(`'${text}'`)).toEqual(spelt);
    },
  );

  test.each(["99.95", "99", "99.9", "99.5"])("may hold %s without quotes where a number belongs", (text) => {
    expect(paths(edited(baseFile, "availabilityPercent: 99.95", `availabilityPercent: ${text}`))).toEqual([]);
  });

  test("may hold whole numbers, true, false and words that only begin like numbers, without quotes", () => {
    for (const text of ["1.8.2", "v1.10", "1.8.2-rc1", "2026-w48"])
      expect(paths(edited(baseFile, 'version: "1.8.2"', `version: ${text}`))).toEqual([]);
  });
});

describe("Problems as text", () => {
  const problem = { path: "social-commerce:owner", found: "nothing", allowed: "a team", remedy: "add it" };
  const lines = "  social-commerce:owner\n    found    nothing\n    allowed  a team\n    do       add it";

  test("are counted, and each has its path, its value, its limits and its remedy", () => {
    expect(formatProblems("Pulumi.production.yaml", [problem])).toBe(
      `Pulumi.production.yaml has 1 problem:\n\n${lines}`,
    );
    expect(formatProblems("Pulumi.production.yaml", [problem, problem])).toBe(
      `Pulumi.production.yaml has 2 problems:\n\n${lines}\n\n${lines}`,
    );
  });
});
