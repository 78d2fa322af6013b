import type { RollbackMark, WatchedMark } from "../../guards/marks";
import { formatMark, markAnnotations } from "../../guards/marks";
import type { LastDump, Weights } from "../../guards/facts";
import type { ApiAnswer } from "../../watch/api-server";
import type { RouteAnswer, RouteRule } from "../../watch/cluster";
import type { QueryAnswer } from "../../watch/prometheus";
import { answers } from "./samples";
import type { Pods, Traffic } from "../../watch/sample";
import { watchSettings } from "../../watch/settings";
import type { Release, WatchDeps } from "../../watch/watch";

export const start = Date.parse("2026-11-27T07:00:00.000Z");
const fine: ApiAnswer = { ok: true, body: {} };
export const refused: ApiAnswer = { ok: false, why: "status 503" };

/** How a world goes, by the seconds since the shift. */
export interface Story {
  readonly pods?: (second: number) => Pods | undefined;
  readonly traffic?: (second: number) => Traffic | "down";
  readonly mark?: WatchedMark | undefined;
  /** The rollback on the live route. */
  readonly rollback?: RollbackMark;
  /** Green's share of the live route; nobody answers, or there is none. */
  readonly route?: number | "down" | "gone";
  /** The last dump, by the CronJob's name; there is no such CronJob where it is not named. */
  readonly dumps?: Readonly<Record<string, LastDump>>;
  /** What a write answers. */
  readonly write?: (what: "mark" | "putBack" | "unlock", second: number) => ApiAnswer;
  /** Seconds that each look takes. */
  readonly lookTakes?: number;
}

/** What was done to a world. */
export interface World {
  readonly deps: WatchDeps;
  readonly lines: string[];
  readonly marks: WatchedMark[];
  readonly rollbacks: { readonly rules: readonly RouteRule[]; readonly mark: RollbackMark }[];
  readonly queries: string[];
  unlocked: number;
  readonly seconds: () => number;
}

export const well = (): Traffic => ({ recent: answers(), sinceShift: answers() });

/** A world in which time passes only while somebody sleeps. */
export function world(story: Story = {}): World {
  let time = start;
  const seconds = (): number => (time - start) / 1000;
  const { pods = () => ({ ready: 3, desired: 3 }), traffic = well, write = () => fine } = story;
  const made: World = {
    lines: [],
    marks: [],
    rollbacks: [],
    queries: [],
    unlocked: 0,
    seconds,
    deps: {
      now: () => time,
      sleep: (milliseconds) => {
        time += milliseconds;
        return Promise.resolve();
      },
      log: (line) => void made.lines.push(`${seconds()} s: ${line}`),
      prometheus: {
        query: (promql) => {
          made.queries.push(promql);
          const now = traffic(seconds());
          return Promise.resolve(now === "down" ? { ok: false, why: "down" } : toAnswer(now));
        },
      },
      cluster: {
        readRoute: () => Promise.resolve(routeOf(story)),
        readPods: () => {
          const now = pods(seconds());
          time += (story.lookTakes ?? 0) * 1000;
          return Promise.resolve(now);
        },
        readDump: ({ name }) => Promise.resolve(story.dumps?.[name] ?? null),
        mark: (_, mark) => {
          const answer = write("mark", seconds());
          if (answer.ok) made.marks.push(mark);
          return Promise.resolve(answer);
        },
        putBack: (_, rules, mark) => {
          const answer = write("putBack", seconds());
          if (answer.ok) made.rollbacks.push({ rules, mark });
          return Promise.resolve(answer);
        },
        unlock: () => {
          made.unlocked += 1;
          return Promise.resolve(write("unlock", seconds()));
        },
      },
    },
  };
  return made;
}

function routeOf({ route = 0, mark, rollback }: Story): RouteAnswer {
  if (route === "down") return { ok: false, why: "status 503" };
  if (route === "gone") return { ok: true, route: null };
  const annotations = {
    ...(mark && { [markAnnotations.watched]: formatMark(mark) }),
    ...(rollback && { [markAnnotations.rolledBack]: formatMark(rollback) }),
  };
  return { ok: true, route: { annotations, weights: { blue: 100 - route, green: route } } };
}

function toAnswer(traffic: Traffic): QueryAnswer {
  const numbers = Object.entries(traffic).flatMap(([stretch, counts]) =>
    Object.entries(counts as Record<string, number>).map(
      ([count, value]) => [`${stretch}.${count}`, value] as const,
    ),
  );
  const results = [...numbers, ["scrapeAge", 5] as const];
  return { ok: true, results: results.map(([part, value]) => ({ labels: { part }, value })) };
}

/** A route's rules, as the program writes them. */
export function rules({ blue, green }: Weights): RouteRule[] {
  const ref = (colour: string, weight: number) => ({
    group: "",
    kind: "Service",
    name: `cart-service-${colour}`,
    port: 8082,
    weight,
  });
  return [{ ...{ matches: [{ path: "/cart" }] }, backendRefs: [ref("blue", blue), ref("green", green)] }];
}

/** What the colours run. */
export const images = {
  blue: { digest: `sha256:${"b".repeat(64)}` },
  green: { digest: `sha256:${"9".repeat(64)}` },
};

/** A release from nothing to a tenth on green, unless it says otherwise. */
export function release(changes: Partial<Release> = {}): Release {
  const after = changes.after ?? { blue: 90, green: 10 };
  return {
    region: "us-east-1",
    service: { namespace: "shop", name: "cart-service" },
    rules: rules(after),
    before: { blue: 100, green: 0 },
    after,
    stable: "blue",
    colours: images,
    expectsTraffic: true,
    settings: watchSettings,
    ...changes,
  };
}
