import { databaseInstance } from "../../../components/store/database-instance";
import type { StoreGround } from "../../../components/store/ground";
import { madeWhere } from "../../../components/store/members";
import { subnetGroupArgs } from "../../../components/store/subnet-group";
import { estate } from "../../support/samples";
import { cache, document, relational } from "./store-world";

const ground: Pick<StoreGround, "region" | "subnetIds" | "windows" | "zones"> = {
  region: "us-west-2",
  zones: ["us-west-2a", "us-west-2b"],
  subnetIds: ["subnet of us-west-2a", "subnet of us-west-2b"],
  windows: { relational: { maintenance: "sun:03:00-sun:03:30", snapshot: "01:00-02:00" } },
};
const at = { estate, ground: ground as StoreGround };

describe("An instance of a database", () => {
  const instance = (index: number): object => databaseInstance("name", index, { ...at, store: relational });

  test("is counted from 1, each in the next zone, and has the tags of its store", () => {
    expect(instance(2)).toMatchObject({
      ...{ identifier: "social-commerce-staging-orders-db-us-west-2-3", instanceClass: "db.r7g.large" },
      ...{ availabilityZone: "us-west-2a", promotionTier: 2 },
      ...{ autoMinorVersionUpgrade: false, copyTagsToSnapshot: true },
      tags: { Name: "name", region: "us-west-2", "retention-class": "financial-7y" },
    });
  });

  test("is never promoted later than AWS can say", () => {
    expect([15, 16].map(instance)).toMatchObject([{ promotionTier: 15 }, { promotionTier: 15 }]);
  });

  test("is worked on when its kind is, and when AWS likes where nobody says", () => {
    expect(instance(0)).toMatchObject({ preferredMaintenanceWindow: "sun:03:00-sun:03:30" });
    expect(databaseInstance("name", 0, { ...at, store: document })).not.toHaveProperty(
      "preferredMaintenanceWindow",
    );
  });
});

describe("A group of a store's subnets", () => {
  test("says of what store and region it is, and has the tags of the store under its own name", () => {
    expect(subnetGroupArgs("logical", "in-aws", { ...at, store: cache })).toMatchObject({
      ...{ name: "in-aws", description: "carts in us-west-2", subnetIds: ground.subnetIds },
      tags: { Name: "logical", region: "us-west-2", "retention-class": "personal-90d" },
    });
  });
});

describe("Where a store was made", () => {
  test("is told with its regions, their instances and the size of those", () => {
    expect(madeWhere(relational)).toBe("made in us-west-2 · us-east-1 4, us-west-2 2 × db.r7g.large");
  });
});
