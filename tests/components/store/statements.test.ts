import type { AnyMadeStore } from "../../../config/model";
import { build, cache, document, relational } from "./store-world";

const groupType = "aws:cloudwatch/logGroup:LogGroup";

/** The class of every log that a store writes. */
async function classesOf(store: AnyMadeStore): Promise<Set<unknown>> {
  const { tree } = await build(store);
  const groups = tree.all.filter(({ type }) => type === groupType);
  return new Set(groups.map(({ inputs }) => (inputs.tags as Record<string, unknown>)["retention-class"]));
}

describe("What a store logs", () => {
  test.each([
    ["statements of a database of customers", { ...relational, holds: "personal-90d" }, "personal-90d"],
    ["statements of any other database", { ...relational, holds: "financial-7y" }, "traffic-90d"],
    ["statements of its pool", { ...relational, proxy: true, holds: "operational-30d" }, "traffic-90d"],
    ["commands of a cache of customers", { ...cache, holds: "personal-90d" }, "personal-90d"],
    ["commands of any other cache", { ...cache, holds: "operational-30d" }, "traffic-90d"],
    ["the audit of documents of customers", { ...document, holds: "personal-90d" }, "audit-7y"],
  ] as const)("%s are of the class that may be where the store is", async (_, store, holds) => {
    expect(await classesOf(store)).toEqual(new Set([holds]));
  });
});
