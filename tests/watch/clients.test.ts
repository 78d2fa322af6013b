import { mkdtempSync, rmSync, writeFileSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { HttpApiServer } from "../../watch/api-server";
import { watchedCluster, weightsOf, withWeights } from "../../watch/cluster";
import type { ClusterAccess } from "../../watch/kubeconfig";
import { proxiedPrometheus } from "../../watch/prometheus";
import { FakeApi } from "./fake-api";
import { rules } from "./world";

const fake = new FakeApi();
let address = "";
beforeAll(async () => {
  address = await fake.listen();
});
afterAll(() => fake.close());
beforeEach(() => {
  fake.got.length = 0;
  fake.answers([200, {}]);
});

const quick = { timeoutMs: 200, tries: 2, pauseMs: 1 };
const server = (access: Partial<ClusterAccess> = {}, now?: () => number): HttpApiServer =>
  new HttpApiServer({ server: address, insecure: false, ...access }, now, quick);
const service = { namespace: "shop", name: "cart-service" };
const route = "/apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes/cart-service";

describe("A request to an API server", () => {
  const ask = (access?: Partial<ClusterAccess>) => server(access).ask({ method: "GET", path: "/x?a=b" });

  test("carries the token of the kubeconfig, and keeps the path of the server's address", async () => {
    await ask({ token: "abc", server: `${address}/k8s/clusters/c-1/` });
    expect(fake.got[0]).toMatchObject({ path: "/k8s/clusters/c-1/x", query: { a: "b" } });
    expect(fake.got[0]!.headers.authorization).toBe("Bearer abc");
    await ask();
    expect(fake.got[1]!.headers.authorization).toBeUndefined();
  });

  test.each([[401], [429], [500], [503]])("is made again after a %i", async (status) => {
    fake.answers([status, { message: "later" }], [200, { a: 1 }]);
    expect(await ask()).toEqual({ ok: true, body: { a: 1 } });
    expect(fake.got).toHaveLength(2);
  });

  test.each([[403], [404], [409]])("is not made again after a %i, whose message is told", async (status) => {
    fake.answers([status, { message: "no" }]);
    expect(await ask()).toEqual({ ok: false, status, why: `status ${status}: no` });
    expect(fake.got).toHaveLength(1);
  });

  test("gives up after two tries, and says why", async () => {
    fake.answers([500, "junk"]);
    expect(await ask()).toEqual({ ok: false, status: 500, why: "status 500" });
    expect(fake.got).toHaveLength(2);
    fake.answers([200, "<html>"]);
    expect(await ask()).toEqual({ ok: false, status: 200, why: "status 200, and no JSON" });
  });

  test("waits no longer than it may, whether nothing comes or only a beginning", async () => {
    fake.reply = () => undefined;
    expect(await ask()).toEqual({ ok: false, why: "no answer within 200 ms" });
    fake.reply = (_, response) => void response.write("{");
    expect(await ask()).toEqual({ ok: false, why: "no answer within 200 ms" });
  });

  test("says that nobody listens, and that an answer is too long", async () => {
    const answer = await ask({ server: "http://127.0.0.1:1" });
    expect(answer).toMatchObject({ ok: false, why: expect.stringContaining("ECONNREFUSED") as string });
    fake.answers([200, JSON.stringify("x".repeat(4_100_000))]);
    expect(await ask()).toEqual({ ok: false, why: "the answer is too long" });
  });
});

describe("The command of a kubeconfig", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "exec-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A command that counts its runs, and prints a token with the number of the run. */
  function exec(status: string): ClusterAccess["exec"] {
    const script = join(folder, "token.js");
    const runs = join(folder, "runs");
    writeFileSync(runs, "");
    writeFileSync(
      script,
      `const fs = require("fs"); fs.appendFileSync(${JSON.stringify(runs)}, "x");
       const token = process.env.PREFIX + fs.readFileSync(${JSON.stringify(runs)}, "utf8").length;
       if (!process.env.KUBERNETES_EXEC_INFO.includes("ExecCredential")) process.exit(2);
       ${status}`,
    );
    const apiVersion = "client.authentication.k8s.io/v1";
    return { apiVersion, command: process.execPath, args: [script], env: [{ name: "PREFIX", value: "t" }] };
  }

  test("gives a token that is kept until a minute before it ends", async () => {
    const end = "2026-11-27T07:15:00Z";
    const print = `console.log(JSON.stringify({ status: { token, expirationTimestamp: "${end}" } }))`;
    let now = Date.parse("2026-11-27T07:00:00Z");
    const api = server({ exec: exec(print) }, () => now);
    const token = async (): Promise<string | undefined> => {
      await api.ask({ method: "GET", path: "/" });
      return fake.got.at(-1)!.headers.authorization;
    };
    expect([await token(), await token()]).toEqual(["Bearer t1", "Bearer t1"]);
    now = Date.parse("2026-11-27T07:13:59Z");
    expect(await token()).toBe("Bearer t1");
    now = Date.parse("2026-11-27T07:14:00Z");
    expect(await token()).toBe("Bearer t2");
  }, 30_000);

  test("is asked anew when the server refuses its token", async () => {
    fake.answers([401, {}], [200, {}]);
    const api = server({ exec: exec("console.log(JSON.stringify({ status: { token } }))") });
    await api.ask({ method: "GET", path: "/" });
    expect(fake.got.map(({ headers }) => headers.authorization)).toEqual(["Bearer t1", "Bearer t2"]);
    expect(readFileSync(join(folder, "runs"), "utf8")).toBe("xx");
  }, 30_000);

  test.each([
    ["fails", 'console.error("first\\nexpired"); process.exit(1)', "gave no credentials: expired"],
    ["prints junk", 'console.log("hello")', "printed no credentials"],
  ])(
    "that %s is no answer",
    async (_, status, why) => {
      const answer = await server({ exec: exec(status) }).ask({ method: "GET", path: "/" });
      expect(answer).toMatchObject({ ok: false, why: expect.stringContaining(why) as string });
      expect(fake.got).toHaveLength(0);
    },
    30_000,
  );
});

describe("A Prometheus behind an API server", () => {
  const prometheus = () => proxiedPrometheus(server());
  const vector = (...result: unknown[]) => ({ status: "success", data: { resultType: "vector", result } });

  test("is asked through the proxy of its service", async () => {
    fake.answers([200, vector({ metric: { part: "a" }, value: [1, "2.5"] })]);
    const results = [{ labels: { part: "a" }, value: 2.5 }];
    expect(await prometheus().query('up{a="b"} > 1')).toEqual({ ok: true, results });
    expect(fake.got[0]).toMatchObject({
      method: "GET",
      path: "/api/v1/namespaces/monitoring/services/prometheus-operated:9090/proxy/api/v1/query",
      query: { query: 'up{a="b"} > 1' },
    });
  });

  test("has numbers that JSON does not have", async () => {
    const values = ["NaN", "+Inf", "-Inf"].map((value) => ({ metric: {}, value: [1, value] }));
    fake.answers([200, vector(...values)]);
    const answer = await prometheus().query("x");
    expect(answer.ok && answer.results.map(({ value }) => value)).toEqual([NaN, Infinity, -Infinity]);
  });

  test.each<[string, unknown]>([
    ["an error", { status: "error", error: "bad query" }],
    ["a matrix", { status: "success", data: { resultType: "matrix", result: [] } }],
    ["nothing", null],
    ["a value that is no text", vector({ metric: {}, value: [1, 2] })],
  ])("that answers %s has not answered", async (_, body) => {
    fake.answers([200, body]);
    expect(await prometheus().query("x")).toEqual({ ok: false, why: "the answer is none of Prometheus's" });
  });

  test("that is not there has not answered", async () => {
    fake.answers([503, { message: "no endpoints available" }]);
    expect(await prometheus().query("x")).toMatchObject({
      ok: false,
      why: "status 503: no endpoints available",
    });
  });
});

describe("A cluster that is watched", () => {
  const cluster = () => watchedCluster(server());
  const at = "2026-11-27T07:00:00.000Z";
  const mark = { weights: { blue: 90, green: 10 }, digest: `sha256:${"9".repeat(64)}`, since: at };
  const rollback = { id: "x", from: mark.weights, to: { blue: 100, green: 0 }, reason: "slow", at };

  test("says what its route sends where", async () => {
    fake.answers([
      200,
      { metadata: { annotations: { a: "b" } }, spec: { rules: rules({ blue: 90, green: 10 }) } },
    ]);
    const live = { annotations: { a: "b" }, weights: { blue: 90, green: 10 } };
    expect(await cluster().readRoute(service)).toEqual({ ok: true, route: live });
    expect(fake.got[0]).toMatchObject({ method: "GET", path: route });
    fake.answers([200, { metadata: {}, spec: {} }]);
    expect(await cluster().readRoute(service)).toEqual({
      ok: true,
      route: { annotations: {}, weights: { blue: 0, green: 0 } },
    });
    fake.answers([200, { metadata: {} }]);
    expect(await cluster().readRoute(service)).toEqual({ ok: false, why: "the answer is no route" });
    fake.answers([404, {}]);
    expect(await cluster().readRoute(service)).toEqual({ ok: true, route: null });
    fake.answers([403, { message: "forbidden" }]);
    expect(await cluster().readRoute(service)).toMatchObject({ ok: false, why: "status 403: forbidden" });
  });

  test("says how many pods are ready, none where the field is missing, nothing where it cannot tell", async () => {
    const pods = async (status: number, body: unknown) => {
      fake.answers([status, body]);
      return cluster().readPods(service, "green");
    };
    expect(await pods(200, { spec: { replicas: 3 }, status: { readyReplicas: 2 } })).toEqual({
      ready: 2,
      desired: 3,
    });
    expect(fake.got[0]!.path).toBe("/apis/apps/v1/namespaces/shop/deployments/cart-service-green");
    expect(await pods(200, { spec: { replicas: 3 }, status: {} })).toEqual({ ready: 0, desired: 3 });
    expect(await pods(200, { spec: { replicas: 3 } })).toEqual({ ready: 0, desired: 3 });
    expect(await pods(200, { spec: {} })).toBeUndefined();
    expect(await pods(404, {})).toBeUndefined();
  });

  test("says when a CronJob last was done, or since when it is there, or that nobody could see", async () => {
    const dump = async (status: number, body: unknown) => {
      fake.answers([status, body]);
      return cluster().readDump({ namespace: "shop", name: "orders-db-dump" });
    };
    const made = "2026-11-20T01:00:00Z";
    const metadata = { creationTimestamp: made };
    const success = { lastScheduleTime: "2026-11-27T02:00:00Z", lastSuccessfulTime: "2026-11-26T02:04:11Z" };
    expect(await dump(200, { metadata, status: success })).toEqual({
      kind: "done",
      at: "2026-11-26T02:04:11Z",
    });
    expect(fake.got[0]).toMatchObject({
      method: "GET",
      path: "/apis/batch/v1/namespaces/shop/cronjobs/orders-db-dump",
    });
    expect(await dump(200, { metadata, status: {} })).toEqual({ kind: "never", at: made });
    expect(await dump(200, { metadata, spec: { suspend: true } })).toEqual({ kind: "never", at: made });
    expect(await dump(404, { message: 'cronjobs.batch "orders-db-dump" not found' })).toBeNull();
    expect(await dump(403, { message: "forbidden" })).toEqual({
      kind: "unseen",
      why: "status 403: forbidden",
    });
    const none = { kind: "unseen", why: "the answer is no CronJob" };
    expect(await dump(200, {})).toEqual(none);
    expect(await dump(200, { metadata, status: { lastSuccessfulTime: "yesterday" } })).toEqual(none);
    expect(await dump(200, { metadata: { creationTimestamp: null } })).toEqual(none);
  });

  const object = { apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute" };
  const apply = (fieldManager: string, body: object) => ({
    method: "PATCH",
    path: route,
    query: { fieldManager, force: "true" },
    body,
  });

  test("is marked under the watch's own name, with nothing but the mark", async () => {
    expect(await cluster().mark(service, mark)).toEqual({ ok: true, body: {} });
    const annotations = { "release.social-commerce/watched": JSON.stringify(mark) };
    expect(fake.got[0]).toMatchObject(
      apply("release-watch", { ...object, metadata: { ...service, annotations } }),
    );
    expect(fake.got[0]!.body).not.toHaveProperty("spec");
    expect(fake.got[0]!.headers["content-type"]).toBe("application/apply-patch+yaml");
  });

  test("gets its old rules whole, under a name that the provider does not take over", async () => {
    const old = withWeights("cart-service", rules(mark.weights), rollback.to);
    await cluster().putBack(service, old, rollback);
    const annotations = { "release.social-commerce/rolled-back": JSON.stringify(rollback) };
    const body = { ...object, metadata: { ...service, annotations }, spec: { rules: rules(rollback.to) } };
    expect(fake.got[0]).toMatchObject(apply("rollback-guard", body));
    expect(weightsOf("cart-service", old)).toEqual({ blue: 100, green: 0 });
  });

  test("is unlocked by an apply of nothing", async () => {
    await cluster().unlock(service);
    expect(fake.got[0]).toMatchObject({ query: { fieldManager: "rollback-guard" } });
    expect(fake.got[0]!.body).toEqual({ ...object, metadata: service });
  });
});
