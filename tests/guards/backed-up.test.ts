import type { LastDump, Observed, ReleaseFacts } from "../../guards/facts";
import type { Problem } from "../../config/problems";
import { releaseProblems } from "../../guards/release";
import { dumpPatienceMinutes } from "../../components/backup/dump/schedule";
import { serving } from "../../tools/schema/guard-examples";

const now = "2026-11-27T12:00:00.000Z";
const ago = (minutes: number, seconds = 0): string =>
  new Date(Date.parse(now) - (minutes * 60 + seconds) * 1000).toISOString();
const done = (minutes: number, seconds?: number): LastDump => ({ kind: "done", at: ago(minutes, seconds) });

const dumped: ReleaseFacts = serving(0, {
  dumps: [
    { store: "orders-db", region: "us-east-1" },
    { store: "former-shop", region: "us-west-2" },
  ],
});
const judge = (observed: Observed, release = dumped, step = {}): Problem[] =>
  releaseProblems("migration", release, step, observed);
const found = (orders: LastDump | null, release = dumped): string[] =>
  judge({ now, dumps: { "orders-db": orders } }, release).map((problem) => problem.found);

describe("A migration", () => {
  test("passes while the last dump is no older than the time between two and the time of one", () => {
    expect(dumpPatienceMinutes).toBe(27 * 60);
    expect(found(done(0))).toEqual([]);
    expect(found(done(27 * 60, 59))).toEqual([]);
    // A clock of the cluster that is ahead.
    expect(found(done(-5))).toEqual([]);
  });

  test("is refused a minute later, and told how old the dump is, and what to do", () => {
    const [problem, ...none] = judge({ now, dumps: { "orders-db": done(27 * 60 + 1) } });
    expect(none).toEqual([]);
    expect(problem).toEqual({
      code: "REL-26",
      path: "social-commerce:services.cart-service.release",
      found: "a migration, while the last dump of orders-db was done 27 h 1 min ago",
      allowed: "at most 27 h",
      remedy:
        "make a dump now, by the command in docs/runbooks/BackupMissing.md for us-east-1, and run the update again",
    });
    expect(found(done(31 * 60))).toEqual(["a migration, while the last dump of orders-db was done 31 h ago"]);
  });

  test("passes on the first day of a new dump, and not afterwards where none was done", () => {
    expect(found({ kind: "never", at: ago(27 * 60) })).toEqual([]);
    expect(found({ kind: "never", at: "2026-11-20T02:00:00Z" })).toEqual([
      "a migration, while orders-db was never dumped, since 2026-11-20T02:00:00Z",
    ]);
  });

  test("passes where nothing makes dumps yet: this update brings it", () => {
    expect(found(null)).toEqual([]);
  });

  test("is refused where a cluster that answers nobody has the dumps, and told why and how to go on", () => {
    const [problem] = judge({
      now,
      dumps: { "former-shop": { kind: "unseen", why: "status 403: forbidden" } },
    });
    expect(problem).toMatchObject({
      found: "a migration, without sight of the dumps of former-shop in us-west-2: status 403: forbidden",
      remedy:
        "mend the way to the cluster of us-west-2, and run the update again; if the region is lost, set regions.us-west-2.state to lost",
    });
    // Without the time, too.
    expect(judge({ dumps: { "former-shop": { kind: "unseen", why: "down" } } })).toHaveLength(1);
  });

  test("is told of every store that is late", () => {
    const late = done(50 * 60);
    expect(
      judge({ now, dumps: { "orders-db": late, "former-shop": late } }).map(({ remedy }) =>
        /us-\w+-\d/u.exec(remedy)?.at(0),
      ),
    ).toEqual(["us-east-1", "us-west-2"]);
  });

  test("names the colour that it prepares the stores for", () => {
    const [problem] = judge({ now, dumps: { "orders-db": done(1700) } }, dumped, { migrating: "blue" });
    expect(problem?.path).toBe("social-commerce:services.cart-service.release.blue.migration");
  });

  test("is judged by dumps of what the service uses, and by nothing else of a release", () => {
    expect(found(done(9999), serving(0))).toEqual([]);
    const wrong = serving(30, { ...dumped, blue: { weight: 95 }, green: { declared: false } });
    expect(
      releaseProblems("migration", { ...wrong, freezes: [freeze] }, {}, { now, unseen: "down" }),
    ).toEqual([]);
  });

  test("is not judged where nobody looked, or nobody told the time", () => {
    expect(judge({ now })).toEqual([]);
    expect(judge({ now, dumps: {} })).toEqual([]);
    expect(judge({ dumps: { "orders-db": done(9999) } })).toEqual([]);
  });
});

const freeze = { name: "sale", start: "2026-11-27T07:00Z", end: "2026-11-28T09:00Z" };

test("Only a migration asks for dumps: no step, no way back and no other pods do", () => {
  const late = { now, dumps: { "orders-db": done(9999), "former-shop": done(9999) } };
  const before = { weights: { blue: 90, green: 10 } };
  const changes = { green: { pods: true } };
  const codes = [
    ...releaseProblems("file", dumped, {}, late),
    ...releaseProblems("pods", dumped, { changes }, late),
    ...releaseProblems("route", dumped, { before }, late),
  ].map(({ code }) => code);
  expect(codes).toEqual([]);
});
