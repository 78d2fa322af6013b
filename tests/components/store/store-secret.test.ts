import type { AnyInstanceStore } from "../../../config/model";
import type { Recorded } from "../../support/recorder";
import { at, type Tree } from "../../support/tree";
import { build, cache, document, relational } from "./store-world";

const passwordType = "random:index/randomPassword:RandomPassword";
const secretType = "aws:secretsmanager/secret:Secret";

const names = (tree: Tree): string[] =>
  tree.all.filter(({ type }) => type === passwordType).map(({ name }) => name);

async function versionOf(store: AnyInstanceStore, passwordVersion: number): Promise<Tree> {
  return (await build({ ...store, passwordVersion })).tree;
}

/** What the two trees have of one resource each, which is all that an update compares. */
const changed = (before: Tree, after: Tree): string[] =>
  after.all
    .filter((one) => {
      const former = before.all.find(({ urn }) => urn === one.urn);
      return former !== undefined && JSON.stringify(former.inputs) !== JSON.stringify(one.inputs);
    })
    .filter(({ custom }) => custom)
    .map(({ name }) => name);

describe.each([
  ["relational", relational],
  ["document", document],
  ["cache", cache],
] as const)("Another password of a %s store", (_, store) => {
  test("is made beside those before, all of which stay as they are", async () => {
    const [one, three] = [await versionOf(store, 1), await versionOf(store, 3)];
    expect(names(one)).toEqual([`${store.name}-password`]);
    expect(names(three).sort()).toEqual(["", "-2", "-3"].map((end) => `${store.name}-password${end}`));
    for (const password of three.all.filter(({ type }) => type === passwordType))
      expect([password.protect, password.inputs]).toEqual([true, one.one(passwordType).inputs]);
  });

  test("is named by the secret in a preview, where nobody sees a password, and changes no input of a store", async () => {
    const [one, two] = [await versionOf(store, 1), await versionOf(store, 2)];
    expect(at(two.one(secretType), "description")).toMatch(/, password 2$/u);
    const stores = changed(one, two).filter((name) => name !== `${store.name}-password`);
    // A cache's user takes the former one, too.
    expect(stores).toEqual(store.kind === "cache" ? ["us-east-1-carts-user", "us-west-2-carts-user"] : []);
    expect(two.all.length).toBe(one.all.length + 1);
  });
});

describe.each([
  ["relational", relational, "aws:rds/cluster:Cluster", "us-west-2-orders-db"],
  ["document", document, "aws:docdb/cluster:Cluster", "us-east-1-catalogue"],
  ["cache", cache, "aws:elasticache/replicationGroup:ReplicationGroup", "us-east-1-carts"],
] as const)("The secret of a %s store", (_, store, type, first) => {
  test("has a password only after the store that was made first took it, whatever becomes of the rest", async () => {
    const tree = await versionOf(store, 2);
    const written = tree.one("aws:secretsmanager/secretVersion:SecretVersion");
    const kinds = /^aws:(rds|docdb|elasticache)/u;
    const stores = tree.all.filter((one) => kinds.test(one.type)).map(({ name }) => name);
    expect(tree.waitsFor(written).filter((name) => stores.includes(name))).toEqual([
      tree.one(type, first).name,
    ]);
  });
});

describe("The password of a store", () => {
  test("is the last one made, in the secret and in the store that was made first", async () => {
    const { tree } = await build({ ...relational, passwordVersion: 3 });
    const waits = (one: Recorded): string[] =>
      tree.waitsFor(one).filter((name) => name.startsWith("orders-db-password"));
    expect(waits(tree.one("aws:secretsmanager/secretVersion:SecretVersion"))).toEqual([
      "orders-db-password",
      "orders-db-password-3",
    ]);
    expect(waits(tree.one("aws:rds/cluster:Cluster", "us-west-2-orders-db"))).toEqual([
      "orders-db-password-3",
    ]);
  });

  test("of a cache is taken beside the former one, and beside no more", async () => {
    const tree = await versionOf(cache, 3);
    const user = tree.one("aws:elasticache/user:User", "us-east-1-carts-user");
    expect(tree.waitsFor(user).sort()).toEqual(["carts-password-2", "carts-password-3"]);
    const { passwords } = user.inputs.authenticationMode as { passwords: unknown };
    expect(passwords).toEqual(["[secret]", "[secret]"]);
  });

  test("of a document store is set at once, and not in the next maintenance", async () => {
    const tree = await versionOf(document, 2);
    for (const cluster of tree.all.filter(({ type }) => type === "aws:docdb/cluster:Cluster"))
      expect(cluster.inputs.applyImmediately).toBe(true);
  });
});
