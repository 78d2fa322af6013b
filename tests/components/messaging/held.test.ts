import { residencyTag, retentionTag } from "../../../components/backup/retention";
import type { Tree } from "../../support/tree";
import { build, buses, queue, told, types } from "./messages";

/** The classes that a resource says that it holds, and where that may be. */
const said = (tree: Tree, type: string, name: string): unknown[] => {
  const tags = tree.one(type, `us-east-1-${name}`).inputs.tags as Record<string, unknown>;
  return [tags[retentionTag], tags[residencyTag]];
};

describe("What messages hold", () => {
  const permitted = ["us-east-1", "us-west-2"];
  let tree: Tree;
  beforeAll(async () => {
    tree = await build({
      topics: [
        { name: "order-events", types: ["order.placed"], holds: "financial-7y", permitted },
        { name: "user-events", types: ["user.left"], holds: "personal-90d" },
      ],
      queues: [
        { ...queue, holds: ["financial-7y", "personal-90d"], permitted },
        { ...told, holds: ["personal-90d"] },
      ],
      buses: buses.map((bus) => ({ ...bus, holds: "personal-90d", permitted: ["us-east-1"] })),
    });
  });

  test.each([
    ["a topic", types.topic, "topic-order-events", "financial-7y", "us-east-1 us-west-2"],
    ["a topic that may be anywhere", types.topic, "topic-user-events", "personal-90d", undefined],
    ["a bus", types.bus, "bus-catalogue-events", "personal-90d", "us-east-1"],
    ["what a bus puts aside", types.queue, "bus-catalogue-events-dead", "personal-90d", "us-east-1"],
    ["a queue", types.queue, "queue-cart-orders", "financial-7y personal-90d", "us-east-1 us-west-2"],
    [
      "what a queue puts aside",
      types.queue,
      "queue-cart-orders-dead",
      "financial-7y personal-90d",
      "us-east-1 us-west-2",
    ],
    ["a queue that may be anywhere", types.queue, "queue-cart-products", "personal-90d", undefined],
    ["the alarms", types.topic, "alarms", "operational-30d", undefined],
  ])("is said on %s, and where it may be", (_, type, name, holds, where) => {
    expect(said(tree, type, name)).toEqual([holds, where]);
  });

  test("is said on a queue beside its other tags", () => {
    const tags = tree.one(types.queue, "us-east-1-queue-cart-orders").inputs.tags;
    expect(tags).toMatchObject({ Name: "us-east-1-queue-cart-orders" });
  });
});
