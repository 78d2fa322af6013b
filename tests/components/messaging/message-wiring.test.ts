import { messageWiring } from "../../../components/messaging/message-wiring";
import { publicAddresses } from "../../../components/wiring/ranges";
import { wiringOf } from "../../../components/wiring/wiring";
import { messagesNeedAws } from "../../../config/checks/messaging";
import { distinctVariables } from "../../../config/checks/wiring";
import { parseConfig } from "../../../config/draft";
import { messageServices, queueBacklogs } from "../../../config/resolve/messaging";
import { platformOf, region, service } from "../../support/samples";

const production = platformOf("production");
const wired = (uses: readonly string[], publishes: readonly string[], of = region) =>
  messageWiring(production, { uses, publishes }, of);

describe("What a service is told of its messages", () => {
  test("is where the region's own queues and topics are", () => {
    expect(wired(["cart-orders", "orders-db"], ["order-events"]).variables).toEqual({
      CART_ORDERS_QUEUE_URL:
        "https://sqs.us-east-1.amazonaws.com/111122223333/social-commerce-production-cart-orders",
      ORDER_EVENTS_TOPIC_ARN: "arn:aws:sns:us-east-1:111122223333:social-commerce-production-order-events",
    });
    expect(wired([], ["user-orders"]).variables).toHaveProperty("USER_ORDERS_QUEUE_URL");
    expect(wired([], ["catalogue-events"]).variables).toEqual({
      CATALOGUE_EVENTS_BUS_ARN:
        "arn:aws:events:us-east-1:111122223333:event-bus/social-commerce-production-catalogue-events",
    });
    expect(wired(["catalogue-events"], []).variables).toEqual({});
  });

  test("opens the way to the endpoints, in the subnets of nodes and pods alone", () => {
    const subnets = ["10.16.16.0/20", "10.16.48.0/20", "10.16.80.0/20"];
    const [way, ...none] = wired(["cart-orders"], []).egress;
    expect(none).toEqual([]);
    expect(way!.ports).toEqual([{ port: 443, protocol: "TCP" }]);
    const ranges = way!.to as { ipBlock: { cidr: string } }[];
    expect(ranges).toHaveLength(subnets.length);
    for (const { ipBlock } of ranges) expect(ipBlock.cidr).toMatch(/^10\.16\.\d+\.0\/(19|2[0-9])$/u);
  });

  test("opens the way to public addresses where there are no endpoints", () => {
    if (region.ground.kind !== "aws") throw new RangeError("the sample is on AWS");
    const cheap = { ...region, ground: { ...region.ground, interfaceEndpoints: false } };
    expect(wired(["cart-orders"], [], cheap).egress).toEqual([
      { to: [publicAddresses], ports: [{ port: 443, protocol: "TCP" }] },
    ]);
  });

  test("is nothing without messages, without AWS and without an account", () => {
    const nothing = { variables: {}, egress: [] };
    expect(wired(["orders-db"], [])).toEqual(nothing);
    const lab = { ...region, ground: { kind: "existing", context: "kind", operators: "installed" } as const };
    expect(wired(["cart-orders"], [], lab)).toEqual(nothing);
    const { account: _, ...elsewhere } = production;
    expect(messageWiring(elsewhere, { uses: ["cart-orders"], publishes: [] }, region)).toEqual(nothing);
  });

  test("is part of the service's wiring", () => {
    const messages = wired(["cart-orders"], []);
    const { variables, otherEgress } = wiringOf(
      { ...production, stores: [] },
      { ...service, uses: ["product-service"] },
      "us-east-1",
      messages,
    );
    expect(Object.keys(variables)).toEqual(["CART_ORDERS_QUEUE_URL", "PRODUCT_SERVICE_URL"]);
    expect(otherEgress.slice(2)).toEqual(messages.egress);
  });
});

describe("What a region asks of AWS", () => {
  const draft = (uses: string[], publishes: string[]) =>
    parseConfig({
      topics: { news: { types: ["a"] } },
      buses: { changes: { types: ["a"] } },
      queues: { mails: {}, letters: { backlogPerReplica: 10 } },
      services: {
        one: {
          ...{ path: "/one", uses, publishes },
          release: { greenPercent: 0, blue: { version: "1", digest: `sha256:${"a".repeat(64)}` } },
        },
      },
    }).draft;

  test.each([
    [[], [], []],
    [["mails"], [], ["queue"]],
    [[], ["mails"], ["queue"]],
    [[], ["news"], ["topic"]],
    [["letters"], [], ["length", "queue"]],
    [[], ["changes"], ["bus"]],
    [["mails"], ["news"], ["queue", "topic"]],
    [["mails"], ["news", "changes"], ["bus", "queue", "topic"]],
  ])("is what services use and publish to: %j, %j", (uses, publishes, expected) => {
    expect(messageServices(draft(uses, publishes))).toEqual(expected);
  });
});

describe("The queues that a service follows", () => {
  const { queues } = parseConfig({
    queues: { mails: {}, letters: { backlogPerReplica: 10 }, cards: { backlogPerReplica: 20 } },
  }).draft;

  test("are those of them that say how much a replica bears, by name", () => {
    expect(queueBacklogs(["mails", "letters", "orders-db", "cards"], queues)).toEqual([
      { queue: "cards", perReplica: 20 },
      { queue: "letters", perReplica: 10 },
    ]);
  });

  test("are told to the service that empties them alone", () => {
    const followers = production.services.map(({ name, queueBacklogs: own }) => [name, own]);
    expect(followers.filter(([, own]) => own !== undefined)).toEqual([
      ["cart-service", [{ queue: "cart-orders", perReplica: 100 }]],
    ]);
  });
});

describe("Queues and topics", () => {
  test("give no variable that a use gives, too", () => {
    const release = { greenPercent: 0, blue: { version: "1", digest: `sha256:${"a".repeat(64)}` } };
    const { draft } = parseConfig({
      queues: { mails: {} },
      outside: {},
      services: {
        one: { path: "/one", uses: ["mails-queue"], publishes: ["mails"], release },
        "mails-queue": { path: "/mails", release },
      },
    });
    expect(distinctVariables(draft).map(({ found }) => found)).toEqual([
      "mails-queue and mails, which both give MAILS_QUEUE_URL",
    ]);
  });

  test("are a problem where every region is an existing cluster", () => {
    const { draft } = parseConfig({
      regions: { lab: { role: "primary", existingCluster: { context: "kind" } } },
      topics: { news: { types: ["a"] } },
      buses: { changes: { types: ["a"] } },
      queues: { mails: {} },
    });
    const allowed = "nothing where every region is an existing cluster: they are made on AWS";
    const remedy = "remove it, or let a region be on AWS";
    expect(messagesNeedAws(draft)).toEqual([
      { path: "social-commerce:topics", found: "news", allowed, remedy },
      { path: "social-commerce:buses", found: "changes", allowed, remedy },
      { path: "social-commerce:queues", found: "mails", allowed, remedy },
    ]);
  });
});
