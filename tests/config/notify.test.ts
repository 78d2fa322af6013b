import { readFileSync } from "node:fs";
import { join } from "node:path";

import { checkStackFile } from "../../config/stack-file";
import { baseFile, edited } from "./base-file";

const untold = edited(baseFile, "notify: [backups@example.com]", "notify: []");

/** What is told of whom failures of backups are told to, in an environment. */
function told(environment: string, text = untold): string[] {
  const file = edited(text, "environment: production", `environment: ${environment}`);
  return checkStackFile(file).flatMap(({ path, found }) => (path.endsWith("recovery.notify") ? [found] : []));
}

describe("Failures of backups", () => {
  test("are told to somebody where backups are required, and to whoever likes elsewhere", () => {
    expect(told("production")).toEqual(["nobody"]);
    expect(told("staging")).toEqual([]);
    expect(told("development")).toEqual([]);
  });

  test("are told to somebody where the list is left out, too", () => {
    expect(told("production", edited(untold, "    notify: []\n", ""))).toEqual(["nobody"]);
  });

  test("are nobody's to hear where no region is on AWS, whatever is written", () => {
    const local = readFileSync(join(process.cwd(), "Pulumi.local.yaml"), "utf8")
      .replace("environment: development", "environment: production")
      .concat("  social-commerce:recovery: { copyTo: [east] }\n");
    const paths = checkStackFile(local).map(({ path }) => path);
    expect(paths).toContain("social-commerce:recovery.copyTo");
    expect(paths).not.toContain("social-commerce:recovery.notify");
  });

  test("are nobody's to hear where there is no backup: that is said of `recovery` itself", () => {
    const [before = "", rest = ""] = untold.split("  social-commerce:recovery:\n");
    const without = `${before}${rest.slice(rest.indexOf("  social-commerce:tenants:"))}`;
    expect(told("production", without)).toEqual([]);
    expect(checkStackFile(without).map(({ path }) => path)).toContain("social-commerce:recovery");
  });
});
