import * as pulumi from "@pulumi/pulumi";

import { dumpPlaces } from "../../../components/service/dump-places";
import type { GuardedService } from "../../../components/service/release-hook";
import type { LastDump } from "../../../guards/facts";
import type { ClusterAddress, watchDeps } from "../../../watch/run";
import { WatchError } from "../../../watch/watch-error";
import { guarded } from "../../support/samples";
import { world, type Story } from "../../watch/world";
import { codesOf, judgeRun, whole, type Call } from "./release-calls";

const noon = Date.parse("2026-11-27T12:00:00.000Z");
const done = (hoursAgo: number): LastDump => ({
  kind: "done",
  at: new Date(noon - hoursAgo * 3_600_000).toISOString(),
});
const context = (name: string) => ({ kind: "context", context: name }) as const;
const place = (store: string, region: string) => ({ store, region, connection: context(region) });

const job = (labels: object = { colour: "green" }): Call => [
  "kubernetes:batch/v1:Job",
  undefined,
  { metadata: { labels } },
];
const told: GuardedService = {
  ...guarded(whole),
  region: "us-west-2",
  dumps: [place("orders-db", "us-east-1")],
};

/** A world whose clusters each know their own dumps, and who was asked. */
function clusters(stories: Readonly<Record<string, Story>>): {
  readonly real: typeof watchDeps;
  readonly asked: ClusterAddress[];
} {
  const asked: ClusterAddress[] = [];
  const real: typeof watchDeps = (address) => {
    asked.push(address);
    const story = address.kind === "context" ? stories[address.context] : undefined;
    if (story === undefined) throw new WatchError("the kubeconfig has no such context");
    return world(story).deps;
  };
  return { real, asked };
}

let notes: jest.SpyInstance;
beforeEach(() => {
  notes = jest.spyOn(pulumi.log, "info").mockResolvedValue(undefined);
  jest.useFakeTimers({ now: noon, doNotFake: ["nextTick", "queueMicrotask", "setImmediate", "setTimeout"] });
});
afterEach(() => {
  jest.useRealTimers();
  notes.mockRestore();
});

describe("The guard of a migration, in an update", () => {
  const update = async (hoursAgo: number) => {
    const { real, asked } = clusters({
      "us-east-1": { dumps: { "orders-db-dump": done(hoursAgo) } },
      // The writer moved here: what is dumped here is no answer.
      "us-west-2": { dumps: { "orders-db-dump": done(1) } },
    });
    return { answers: await judgeRun(told, real, [job()]), asked };
  };

  test("asks the cluster that makes the dumps, wherever the migration runs, and no other", async () => {
    expect(await update(2)).toEqual({ answers: ["passed"], asked: [context("us-east-1")] });
    const { answers, asked } = await update(31);
    expect(codesOf(answers)).toEqual(["REL-26"]);
    expect(asked).toEqual([context("us-east-1")]);
    expect(answers[0]).toContain(
      "social-commerce:services.cart-service.release.green.migration (REL-26)\n    found    a migration, while the last dump of orders-db was done 31 h ago",
    );
    expect(notes).not.toHaveBeenCalled();
  });

  test("tells of every store that is late, each by its own cluster", async () => {
    const two = { ...told, dumps: [...told.dumps!, place("former-shop", "us-west-2")] };
    const { real } = clusters({
      "us-east-1": { dumps: { "orders-db-dump": done(31) } },
      "us-west-2": { dumps: { "former-shop-dump": { kind: "never", at: "2026-11-20T02:00:00Z" } } },
    });
    const [refusal] = await judgeRun(two, real, [job({})]);
    expect(refusal).toContain("has 2 problems");
    expect(refusal).toContain("orders-db was done 31 h ago");
    expect(refusal).toContain("former-shop was never dumped, since 2026-11-20T02:00:00Z");
    expect(refusal).toContain("social-commerce:services.cart-service.release (REL-26)");
  });

  test("passes where nothing makes dumps yet, and where nothing that it uses is dumped", async () => {
    expect(await judgeRun(told, clusters({ "us-east-1": {} }).real, [job()])).toEqual(["passed"]);
    const { real, asked } = clusters({});
    expect(await judgeRun({ ...told, dumps: [] }, real, [job()])).toEqual(["passed"]);
    expect(await judgeRun({ ...told, dumps: undefined }, real, [job()])).toEqual(["passed"]);
    expect(asked).toEqual([]);
  });

  test("goes no further blindly, and says why", async () => {
    const [refusal] = await judgeRun(told, clusters({}).real, [job()]);
    expect(refusal).toContain("orders-db in us-east-1: the kubeconfig has no such context");
    const { real } = clusters({
      "us-east-1": { dumps: { "orders-db-dump": { kind: "unseen", why: "status 503" } } },
    });
    expect((await judgeRun(told, real, [job()]))[0]).toContain("orders-db in us-east-1: status 503");
  });

  test("reads the address of a cluster that the program makes", async () => {
    const made = {
      ...told.dumps![0]!,
      connection: { kind: "kubeconfig", kubeconfig: pulumi.output("made") } as const,
    };
    const asked: ClusterAddress[] = [];
    const real: typeof watchDeps = (address) => {
      asked.push(address);
      return world({}).deps;
    };
    expect(await judgeRun({ ...told, dumps: [made] }, real, [job()])).toEqual(["passed"]);
    expect(asked).toEqual([{ kind: "kubeconfig", kubeconfig: "made" }]);
  });
});

describe("The guard of a migration, in a preview", () => {
  test("asks nobody, and says so", async () => {
    expect(await judgeRun(told, undefined, [job()])).toEqual(["passed"]);
    expect(notes.mock.calls).toEqual([
      [
        "cart-service: a migration before green; the guards that see the cluster (REL-26) are asked in up alone",
      ],
    ]);
  });

  test("says nothing where nothing that it uses is dumped", async () => {
    expect(await judgeRun({ ...told, dumps: [] }, undefined, [job()])).toEqual(["passed"]);
    expect(notes).not.toHaveBeenCalled();
  });
});

describe("Where the stores of a service are dumped", () => {
  const dump = (store: string, region: string) => ({
    ...{ store, region, database: "shop", diskGi: 20, into: "orders" },
    digest: `sha256:${"d".repeat(64)}`,
  });
  const dumps = [dump("former-shop", "us-west-2"), dump("orders-db", "us-east-1")];
  const region = (name: string, state: "active" | "lost" = "active") => ({
    region: { name, state },
    ground: { connection: context(name) },
  });
  const both = [region("us-east-1"), region("us-west-2")];

  test("is the region of each dump, with the way to its cluster", () => {
    const uses = ["orders-db", "cart-service", "former-shop"];
    expect(dumpPlaces(dumps, { uses }, both)).toEqual([
      place("former-shop", "us-west-2"),
      place("orders-db", "us-east-1"),
    ]);
    expect(dumpPlaces(dumps, { uses: ["orders-db"] }, both)).toEqual([place("orders-db", "us-east-1")]);
    expect(dumpPlaces(dumps, { uses: [] }, both)).toEqual([]);
  });

  test("is no region that is lost: it must not hold back what the others need", () => {
    const lost = [region("us-east-1", "lost"), region("us-west-2")];
    const uses = ["orders-db", "former-shop"];
    expect(dumpPlaces(dumps, { uses }, lost)).toEqual([place("former-shop", "us-west-2")]);
  });
});
