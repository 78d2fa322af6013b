import { storesOf, type StoreRow } from "../../../components/recovery/stores";
import { platformOf } from "../../support/samples";

const production = platformOf("production");
const rowOf = (name: string, dumps = production.dumps): StoreRow =>
  storesOf({ ...production, dumps }).find((row) => row.name === name)!;

describe("What is told of a store", () => {
  test("names where it is dumped, and that the dump is tried", () => {
    expect(rowOf("orders-db").where).toMatch(/; dumps in us-east-1 → us-west-2$/u);
    expect(rowOf("orders-db").drill).toBe("by AWS Backup's restore tests, weekly; the last dump monthly");
    expect(rowOf("former-shop").where).toBe("external; dumps in us-east-1 → us-west-2");
  });

  test("names no dump of what is not dumped", () => {
    for (const name of ["orders-db", "former-shop"]) expect(rowOf(name, []).where).not.toContain("dumps");
    expect(rowOf("orders-db", []).drill).toBe("by AWS Backup's restore tests, weekly");
  });

  test("says of a pair of buckets whose dumps are in it, or that nothing is", () => {
    expect(rowOf("buckets orders").drill).toBe("with the restore of a dump of orders-db, out of the copy");
    expect(rowOf("buckets orders", []).drill).toBe("none: the program puts nothing there");
  });
});

describe("What AWS Backup does for a store", () => {
  const { recovery } = production;
  const longer = { keepDays: 120, lock: { minimumDays: 7, maximumDays: 120 } };
  const tiers = {
    ...recovery!.tiers,
    "six-hourly": { ...recovery!.tiers["six-hourly"], ...longer },
    daily: { ...recovery!.tiers.daily, ...longer },
  };
  const titles = (name: string, config = production): string[] =>
    storesOf(config)
      .find((row) => row.name === name)!
      .channels.map(({ title }) => title)
      .filter((title) => title.startsWith("AWS Backup"));
  const every = (hours: number): string[] => [`AWS Backup every ${hours} h, copied afterwards`];

  test("is its most frequent tier", () => {
    for (const name of ["cluster of us-east-1", "catalogue-db", "orders-db"])
      expect(titles(name)).toEqual(every(6));
  });

  // A tier that is kept for longer than a class may be takes none of it.
  test("is the most frequent of the tiers that its class is really in", () => {
    const config = { ...production, recovery: { ...recovery!, tiers } };
    expect(titles("cluster of us-east-1", config)).toEqual(every(168));
    expect(titles("catalogue-db", config)).toEqual(every(168));
    expect(titles("orders-db", config)).toEqual(every(6));
  });

  test("is nothing where every tier would keep it for too long, and where there is none", () => {
    const { weekly } = tiers;
    const none = { ...recovery!, tiers: { ...tiers, weekly: { ...weekly, ...longer } } };
    expect(titles("cluster of us-east-1", { ...production, recovery: none })).toEqual([]);
    const { recovery: _, ...without } = production;
    expect(titles("catalogue-db", without)).toEqual([]);
  });
});
