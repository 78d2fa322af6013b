import { readdirSync } from "node:fs";
import { join } from "node:path";

import { rules } from "../../policies/rules";
import { makeStyle } from "../../tools/preview/report/style";
import { formatText } from "../../tools/preview/report/text";
import { stackFileJsonSchema } from "../../tools/schema/json-schema";
import { planOf } from "../support/plans";
import { blockWith, readPage, root } from "./pages";

const readme = readPage("README.md");
/** Where lines were left out of a sample, whatever they hung on. */
const elision = /^[ │]*…$/u;

/** Lines without the seconds that a run took. */
const timeless = (line: string): string => line.replace(/ · \d+\.\d s$/u, " · N s");

/** Lines of a sample that are not in a text, or not next to each other there where nothing was left out between them. */
function missing(sample: readonly string[], text: readonly string[]): string[] {
  let at = 0;
  let gap = true;
  return sample.filter((line) => {
    if (elision.test(line)) {
      gap = true;
      return false;
    }
    const found = gap ? text.indexOf(line, at) : text[at] === line ? at : -1;
    if (found < 0) return true;
    gap = false;
    at = found + 1;
    return false;
  });
}

describe("What the README shows of a preview", () => {
  it("is what the preview of staging prints", async () => {
    const text = formatText({ plan: await planOf("staging"), refused: false }, 0, makeStyle(false));
    const [command, ...sample] = blockWith(readme, "staging · social-commerce");
    expect(command).toBe("$ npm run preview -- --stack staging");
    expect(sample.length).toBeGreaterThan(25);
    expect(missing(sample.slice(1).map(timeless), text.trimEnd().split("\n").map(timeless))).toEqual([]);
  }, 60_000);

  it("would be told from anything else", () => {
    expect(missing(["a", "…", "c", "d"], ["a", "b", "c", "d"])).toEqual([]);
    expect(missing(["a", "c"], ["a", "b", "c"])).toEqual(["c"]);
    expect(missing(["…", "b", "a"], ["a", "b", "c"])).toEqual(["a"]);
  });
});

describe("What the README says of the stack file", () => {
  const rows = [...readme.matchAll(/^\| (?!you want|-)([^|]+?) +\| (.+?) +\|$/gmu)];
  const told = rows.filter(([, , change = ""]) => change.startsWith("`") || change.startsWith("one entry"));
  const keys = told.flatMap(([, want = "", change = ""]) => {
    const spans = [...change.matchAll(/`([^`]+)`/gu)].map(([, span = ""]) => span);
    const isKey = (span: string, position: number): boolean => position === 0 || /[.:]/u.test(span);
    return spans.filter(isKey).map((span) => [want, span.split(":")[0]!] as const);
  });

  it("is one row for each thing that a person wants", () => {
    expect(keys.length).toBeGreaterThan(25);
  });

  it.each(keys)("to %s, %s is a key", (_, key) => {
    expect(nodesAt(key)).not.toEqual([]);
  });

  it("would not take a key that there is not", () => {
    expect(nodesAt("services.cart-service.release.greenPercentage")).toEqual([]);
    expect(nodesAt("offhours")).toEqual([]);
  });
});

describe("What the README says of the house", () => {
  const house = blockWith(
    readme,
    "config/               what an operator may write: schema, profiles, checks. Pure",
  ).join("\n");

  it.each(["components", "components/region", "tools"])("names every room of %s", (folder) => {
    const rooms = readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const all =
      folder === "tools" ? rooms.map(({ name }) => `tools/${name}/`) : rooms.map(({ name }) => `  ${name}/`);
    expect(all.filter((room) => !house.includes(room))).toEqual([]);
  });

  it("counts the rules of the pack", () => {
    expect(house).toContain(`one pack of ${rules.length} rules`);
  });
});

interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
}

/** What the editor's schema says of a key of the project's namespace, such as `services.cart-service.isolated`. */
function nodesAt(key: string): SchemaNode[] {
  const [first = "", ...rest] = key.split(".");
  const { config } = (stackFileJsonSchema() as { properties: { config: SchemaNode } }).properties;
  return rest.reduce<SchemaNode[]>(
    (nodes, name) => nodes.flatMap((node) => children(node, name)),
    children(config, `social-commerce:${first}`),
  );
}

function children(node: SchemaNode, name: string): SchemaNode[] {
  const { properties = {}, additionalProperties } = node;
  const named = properties[name];
  if (named !== undefined) return [named];
  const either = [...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((each) => children(each, name));
  return typeof additionalProperties === "object" ? [additionalProperties, ...either] : either;
}
