import { readFileSync } from "node:fs";
import { join } from "node:path";

import { checkStackFile } from "../../config/stack-file";
import { edited } from "./base-file";

const local = readFileSync(join(__dirname, "../../Pulumi.local.yaml"), "utf8");

/** A database that runs beside the clusters, as docs/local.md has it. */
const withStore = (endpoints: string): string =>
  edited(
    edited(local, "      path: /orders\n", "      path: /orders\n      uses: [orders-db]\n"),
    "  # Nobody issues tokens on a laptop",
    `  social-commerce:stores:
    orders-db:
      kind: external
      engine: postgresql
      port: 5432
      ranges: [172.18.0.0/16]
      secret: orders-db
      endpoints:
${endpoints}  # Nobody issues tokens on a laptop`,
  );
const hosts = (region: string): string =>
  `        ${region}: { writer: db.localhost.example.com, reader: db.localhost.example.com }\n`;

describe("A laptop", () => {
  test("may use a store that is there already, without an account of AWS", () => {
    expect(checkStackFile(withStore(hosts("east") + hosts("west")))).toEqual([]);
  });

  test("is asked for its hosts in each of its regions", () => {
    expect(checkStackFile(withStore(hosts("east"))).map(({ path, found }) => [path, found])).toEqual([
      ["social-commerce:stores.orders-db.endpoints", "nothing for west"],
    ]);
  });

  test("is refused a store that the program would make on AWS", () => {
    const made = withStore("").replace(/kind: external[\s\S]*endpoints:\n/u, () =>
      [
        "kind: objects",
        "      createdIn: east",
        "      holds: published-30d",
        "      regions: { east: {} }",
        "",
      ].join("\n"),
    );
    expect(checkStackFile(made).map(({ path }) => path)).toEqual([
      "social-commerce:stores.orders-db.kind",
      "social-commerce:stores.orders-db.regions.east",
    ]);
  });
});
