import { zonesWhereUnusual } from "../../config/checks/regions";
import { parseConfig } from "../../config/draft";

const found = (region: string, entry: object): number =>
  zonesWhereUnusual(parseConfig({ regions: { [region]: { role: "standby", ...entry } } }).draft).length;

describe("A region whose zones are not a, b and c", () => {
  test.each(["ap-northeast-1", "ca-central-1", "us-west-1"])("is asked for them: %s", (region) => {
    expect(found(region, { cidr: "10.48.0.0/16" })).toBe(1);
  });

  test("is content once they are named", () => {
    expect(found("ca-central-1", { zones: ["ca-central-1a", "ca-central-1b", "ca-central-1d"] })).toBe(0);
  });

  test("is not asked where the cluster is there already", () => {
    expect(found("us-west-1", { existingCluster: { context: "kind-lab" } })).toBe(0);
  });

  test("is not one of the others", () => {
    expect(found("eu-central-1", { cidr: "10.48.0.0/16" })).toBe(0);
  });
});
