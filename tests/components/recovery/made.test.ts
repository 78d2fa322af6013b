import { lagBoundSeconds, unboundLagMinutes } from "../../../components/recovery/lag";
import { madeChannels } from "../../../components/recovery/made";
import { recoveryTierNames, recoveryTiers } from "../../../components/recovery/objectives";
import { brokenPromises } from "../../../components/recovery/worst-case";
import type { AnyInstanceStore } from "../../../config/model";
import { cache, document, relational, single } from "../store/store-world";

const copyOf = (store: AnyInstanceStore) =>
  madeChannels(store, undefined).find(({ title }) => title.startsWith("copy in another region"));
const withInstances = {
  members: [
    { region: "us-east-1", instances: 3 },
    { region: "us-west-2", instances: 3 },
  ],
};

describe("How far a copy may be behind", () => {
  test("is bounded by Aurora where a PostgreSQL store over regions is critical, and nowhere else", () => {
    expect(lagBoundSeconds(relational)).toBe(300);
    for (const none of [
      { ...relational, tier: "standard" } as const,
      { ...document, tier: "critical" } as const,
      { ...cache, tier: "critical" } as const,
      { ...relational, global: false },
      { ...relational, members: relational.members.slice(0, 1) },
    ])
      expect(lagBoundSeconds(none)).toBeUndefined();
  });

  test("is within what AWS takes as a bound", () => {
    const bound = lagBoundSeconds(relational)!;
    expect(bound).toBeGreaterThanOrEqual(20);
    expect(bound).toBeLessThanOrEqual(2_147_483_647);
  });

  test("is otherwise as much as the alarm lets pass, its three minutes, and a quarter of an hour to act", () => {
    expect(recoveryTierNames.map(unboundLagMinutes)).toEqual([3 + 18, 30 + 18, 1440 + 18]);
  });
});

describe("A copy in another region", () => {
  test("of a bounded store loses what the bound lets it, and says while who writes", () => {
    const { title, worst, assumed, source } = copyOf(relational)!;
    expect(worst.outage).toEqual({ lossMinutes: 5, restoreMinutes: 15 });
    expect(title).toContain("bounded while us-west-2 takes the writes");
    expect(source).toContain("rds.global_db_rpo");
    // What is bounded is no assumption; how long a promotion takes is one.
    expect(assumed).toEqual({ outage: ["restoreMinutes"] });
  });

  test("of any other store loses what an alarm and a person leave of it, which is an assumption", () => {
    for (const store of [document, cache, { ...relational, tier: "standard" } as const]) {
      const { title, worst, assumed } = copyOf(store)!;
      expect(worst.outage!.lossMinutes).toBe(48);
      expect(title).toContain("whose lag nothing bounds");
      expect(assumed).toEqual({ outage: ["lossMinutes", "restoreMinutes"] });
    }
  });

  test("keeps `standard` for every kind, and `critical` for PostgreSQL alone", () => {
    const broken = (store: AnyInstanceStore): string[] =>
      brokenPromises(store.tier, madeChannels(store, undefined)).map(({ scenario }) => scenario);
    for (const store of [document, cache, relational])
      expect([store.kind, broken({ ...store, ...withInstances, tier: "standard" })]).toEqual([
        store.kind,
        [],
      ]);
    expect(broken({ ...relational, ...withInstances })).toEqual([]);
    expect(broken({ ...document, ...withInstances, tier: "critical" })).toEqual(["outage"]);
    expect(broken({ ...cache, ...withInstances, ttlMinutes: 1, tier: "critical" })).toContain("outage");
  });

  test("is none where the store does not span regions", () => {
    expect([relational, document, cache].map((store) => copyOf(single<AnyInstanceStore>(store)))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("What is assumed", () => {
  test("is every time to restore that no drill has measured, and no loss that is documented", () => {
    const named = madeChannels(single(relational), undefined).find(({ title }) =>
      title.includes("point in time"),
    )!;
    expect(named.worst.corruption).toEqual({ lossMinutes: 5, restoreMinutes: 30 });
    expect(named.assumed).toEqual({ corruption: ["restoreMinutes"] });
  });

  test("covers whatever meets the strictest promise to the minute", () => {
    const { outage, corruption } = recoveryTiers.critical;
    for (const { worst, assumed } of madeChannels(relational, undefined)) {
      if (worst.outage?.restoreMinutes === outage.restoreMinutes)
        expect(assumed?.outage).toContain("restoreMinutes");
      if (worst.corruption?.restoreMinutes === corruption.restoreMinutes)
        expect(assumed?.corruption).toContain("restoreMinutes");
    }
  });
});
