import type { OffHours } from "../../config/model";
import type { ColourFacts, Observed, ReleaseFacts, Step } from "../../guards/facts";
import type { Moment } from "../../guards/guard";
import type { releaseGuards } from "../../guards/release";

/** An edit that one guard refuses, and no other. */
export interface GuardExample {
  readonly moment: Moment;
  readonly release: ReleaseFacts;
  readonly step?: Step;
  readonly observed?: Observed;
}

const digestOf = (digit: string): string => `sha256:${digit.repeat(64)}`;

const colour = (version: string, digit: string): ColourFacts => ({
  weight: 0,
  declared: true,
  capacityPercent: 100,
  version,
  digest: digestOf(digit),
});

/** A service at rest: blue is stable and serves everything, green is built and of full size. */
export const atRest: ReleaseFacts = {
  path: "social-commerce:services.cart-service.release",
  strategy: "blue-green",
  stable: "blue",
  steps: [10, 50, 100],
  maximumStepPercent: 50,
  bakeSeconds: 600,
  colours: { blue: { ...colour("1.8.2", "b"), weight: 100 }, green: colour("1.9.0", "9") },
  connections: { path: "social-commerce:services.cart-service", replicas: 30 },
};

/** What one of the examples changes of a service at rest. */
export interface ReleaseChanges extends Partial<Omit<ReleaseFacts, "colours">> {
  readonly blue?: Partial<ColourFacts>;
  readonly green?: Partial<ColourFacts>;
}

/** The service, with green at a share, and whatever else differs. */
export function serving(greenPercent: number, { blue, green, ...rest }: ReleaseChanges = {}): ReleaseFacts {
  const { colours } = atRest;
  return {
    ...atRest,
    ...rest,
    colours: {
      blue: { ...colours.blue, weight: 100 - greenPercent, ...blue },
      green: { ...colours.green, weight: greenPercent, ...green },
    },
  };
}

/** A step from what the route had: green's share, and what else it had. */
export function after(greenPercent: number, rest: Omit<Step, "before"> = {}, notes: object = {}): Step {
  const { strategy, stable } = atRest;
  const weights = { blue: 100 - greenPercent, green: greenPercent };
  return { ...rest, before: { weights, strategy, stable, ...notes } };
}

const otherImage = {
  pods: true,
  image: { before: digestOf("7"), after: digestOf("9") },
  version: { before: "1.8.1", after: "1.9.0" },
};
const noon = "2026-11-27T12:00:00.000Z";
const mark = { weights: { blue: 90, green: 10 }, digest: digestOf("9"), since: "2026-11-27T11:55:00.000Z" };
const freeze = { name: "black-friday", start: "2026-11-27T07:00Z", end: "2026-11-28T09:00Z" };
const offHours: OffHours = {
  ...{ wakes: "07:00", sleeps: "20:00", zone: "America/New_York" },
  days: ["monday", "tuesday", "wednesday", "thursday", "friday"],
};

/** An edit for each guard that it refuses; the reference page shows its words. */
export const guardExamples: Readonly<Record<keyof typeof releaseGuards, GuardExample>> = {
  legalWeights: { moment: "route", release: serving(10, { blue: { weight: 95 } }) },
  declaredColour: { moment: "file", release: serving(10, { green: { declared: false } }) },
  sufficientCapacity: { moment: "file", release: serving(40, { green: { capacityPercent: 34 } }) },
  wayBack: { moment: "file", release: serving(50, { blue: { capacityPercent: 50 } }) },
  orderedSteps: { moment: "file", release: serving(0, { steps: [10, 50] }) },
  rollingServesWhole: { moment: "file", release: serving(10, { strategy: "rolling" }) },
  oneNamePerImage: { moment: "file", release: serving(0, { green: { version: "1.8.2" } }) },
  schemaRange: {
    moment: "file",
    release: serving(0, {
      databaseSchema: 121,
      blue: { schema: { min: 118, max: 120 } },
      green: { schema: { min: 119, max: 121 } },
    }),
  },
  connectionLimit: {
    moment: "file",
    release: serving(0, { connections: { ...atRest.connections, perReplica: 10, limit: 500 } }),
  },
  drainTimes: {
    moment: "pods",
    release: atRest,
    step: { drain: { preStop: 15, longestRequest: 20, closing: 10, grace: 30 } },
  },
  boundedStep: { moment: "route", release: serving(34), step: after(0) },
  declaredStep: {
    moment: "route",
    release: serving(60, { strategy: "canary" }),
    step: after(10, {}, { strategy: "canary" }),
  },
  imageApart: { moment: "route", release: serving(10), step: after(0, { changes: { green: otherImage } }) },
  noRebuild: { moment: "pods", release: serving(10), step: { changes: { green: otherImage } } },
  capacityApart: {
    moment: "route",
    release: serving(10),
    step: after(0, { changes: { green: { floor: { before: 1, after: 3 } } } }),
  },
  strategyAtRest: { moment: "route", release: serving(10, { strategy: "canary" }), step: after(10) },
  completed: { moment: "route", release: serving(50, { stable: "green" }), step: after(50) },
  readyPods: {
    moment: "route",
    release: serving(10),
    step: after(0),
    observed: { readyPercent: { blue: 100, green: 5 } },
  },
  watchedShare: { moment: "route", release: serving(50), step: after(10), observed: { mark: null } },
  baked: { moment: "route", release: serving(50), step: after(10), observed: { mark, now: noon } },
  acknowledged: {
    moment: "route",
    release: serving(10),
    step: after(0),
    observed: { rollback: { id: "cart-service-1f0c9d2e" } },
  },
  wavesInOrder: {
    moment: "route",
    release: serving(50),
    step: after(10),
    observed: { earlier: { name: "us-west-2", weights: { blue: 90, green: 10 }, mark } },
  },
  frozen: {
    moment: "route",
    release: serving(10, { freezes: [freeze] }),
    step: after(0),
    observed: { now: noon },
  },
  seen: {
    moment: "route",
    release: serving(10),
    step: after(0),
    observed: { unseen: "the route (no answer within 4000 ms)" },
  },
  asleep: {
    moment: "route",
    release: serving(10, { offHours }),
    step: after(0),
    observed: { now: "2026-11-27T02:00:00.000Z", readyPercent: { blue: 0, green: 0 } },
  },
  backedUp: {
    moment: "migration",
    release: serving(0, { dumps: [{ store: "orders-db", region: "us-east-1" }] }),
    step: { migrating: "green" },
    observed: { now: noon, dumps: { "orders-db": { kind: "done", at: "2026-11-26T05:00:00Z" } } },
  },
};
