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
