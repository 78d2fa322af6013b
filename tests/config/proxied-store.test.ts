import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { RelationalStore } from "../../config/model";
import { checkStackFile } from "../../config/stack-file";
import { edited } from "./base-file";
import { resolved } from "./resolved";

const staging = readFileSync(join(__dirname, "../../Pulumi.staging.yaml"), "utf8");
const orders = "      path: /orders\n";
/** Two services of the shop use the store, one of which asks for more connections than an instance takes. */
const crowded = edited(
  staging,
  orders,
  `${orders}      connectionsPerReplica: 400\n      connectionLimit: 4000\n`,
);
const proxied = (file: string): string =>
  edited(file, "      database: orders\n", "      database: orders\n      proxy: true\n");

describe("A relational store behind a proxy", () => {
  const ordersDb = (file: string): RelationalStore =>
    resolved(file).stores.find(({ name }) => name === "orders-db") as RelationalStore;

  test("is one where the stack file says so, and its password is the first unless that says more", () => {
    expect([ordersDb(staging).proxy, ordersDb(proxied(staging)).proxy]).toEqual([false, true]);
    const again = edited(
      staging,
      "      database: orders\n",
      "      database: orders\n      passwordVersion: 4\n",
    );
    expect([ordersDb(staging).passwordVersion, ordersDb(again).passwordVersion]).toEqual([1, 4]);
  });

  test("is signed in to by role alone, and another by password unless the stack file says role", () => {
    const byRole = edited(
      staging,
      "      database: orders\n",
      "      database: orders\n      signIn: role\n",
    );
    expect([staging, byRole, proxied(staging)].map((file) => ordersDb(file).signIn)).toEqual([
      "password",
      "role",
      "role",
    ]);
    expect([checkStackFile(byRole), checkStackFile(proxied(byRole))]).toEqual([[], []]);
  });

  test("takes more connections than an instance, of which it shares out as many as that has", () => {
    expect(checkStackFile(crowded).map(({ path }) => path)).toEqual([
      "social-commerce:stores.orders-db.size",
    ]);
    expect(checkStackFile(proxied(crowded))).toEqual([]);
  });
});
