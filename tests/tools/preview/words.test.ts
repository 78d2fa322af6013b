import { inAnyRegion } from "../../../tools/preview/compare/words";

describe("A value of one region", () => {
  it("has a placeholder for the region, so that other regions have the same text", () => {
    expect(inAnyRegion("orders-us-east-1-1 → users-us-east-1-1", "us-east-1")).toBe(
      "orders-<region>-1 → users-<region>-1",
    );
  });

  it("stays as it is where it names another region, too, or where there is no region", () => {
    const moved = "orders-us-east-1-1 → orders-us-west-2-1";
    expect(inAnyRegion(moved, "us-west-2")).toBe(moved);
    expect(inAnyRegion(moved, undefined)).toBe(moved);
  });
});
