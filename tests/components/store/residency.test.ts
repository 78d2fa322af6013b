import type { AnyMadeStore } from "../../../config/model";
import { build, cache, cidrs, document, relational } from "./store-world";

const west = ["us-east-1", "us-west-2"];
const bound = (store: AnyMadeStore, holds: AnyMadeStore["holds"]): AnyMadeStore => ({
  ...store,
  holds,
  permitted: west,
});
const judged = /^aws:(rds|docdb)\/cluster:|^aws:elasticache\/replicationGroup:|^aws:secretsmanager\/secret:/u;

describe("A store whose records may be in some regions alone", () => {
  test("says so on each of its clusters and on its secret, and says nothing where they may be anywhere", async () => {
    const tagsOf = async (...stores: AnyMadeStore[]): Promise<unknown[]> =>
      (await build(...stores)).tree.all
        .filter(({ type }) => judged.test(type))
        .map(({ inputs }) => (inputs.tags as Record<string, unknown>)["permitted-regions"]);
    const stores = [relational, document, cache];
    const said = await tagsOf(...stores.map((store) => bound(store, store.holds)));
    expect(said).toHaveLength(3 * 2 + 3);
    expect(new Set(said)).toEqual(new Set(["us-east-1 us-west-2"]));
    expect(new Set(await tagsOf(...stores))).toEqual(new Set([undefined]));
  });

  test("hands its secret to its own regions alone, under the key of each", async () => {
    const { tree } = await build(bound(relational, "financial-7y"));
    const { replicas } = tree.one("aws:secretsmanager/secret:Secret").inputs;
    expect(replicas).toEqual([{ region: "us-east-1", kmsKeyId: "arn of us-east-1-stores-key" }]);
  });

  test.each([
    ["personal-90d", [cidrs["us-east-1"], cidrs["us-west-2"]]],
    ["financial-7y", Object.values(cidrs)],
  ] as const)("of %s is reached from networks where they may be read", async (holds, ranges) => {
    const { tree } = await build(bound(relational, holds));
    const open = tree.all
      .filter(({ type }) => type === "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .flatMap(({ inputs }) => (inputs.cidrIpv4 === undefined ? [] : [inputs.cidrIpv4 as string]));
    expect([...new Set(open)].sort()).toEqual([...ranges].sort());
  });
});
