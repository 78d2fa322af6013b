import type { Plan, PlanResource } from "../../tools/preview/plan";
import { planOf } from "../support/plans";

/** Regions of production, all of them on AWS. */
export const regions = ["eu-central-1", "us-east-1", "us-west-2"];

/** Services of production. */
export const services = ["cart-service", "order-service", "product-service", "user-service"];

/** Production's plan, to be asked about from the first test on. */
export interface ProductionPlan extends Pick<Plan, "policy" | "resources"> {
  /** Every resource of a type. */
  readonly ofType: (type: string) => PlanResource[];
  /** The one resource of a type and a name; there must be just one. */
  readonly one: (type: string, name: string) => PlanResource;
}

/** Has production's plan made before the tests of the file that calls this. */
export function productionPlan(): ProductionPlan {
  let made: Plan | undefined;
  beforeAll(async () => {
    made = await planOf("production");
  }, 120_000);

  const plan = (): Plan => {
    if (made === undefined) throw new RangeError("production's plan is asked about before the first test");
    return made;
  };
  const ofType = (type: string): PlanResource[] =>
    plan().resources.filter((resource) => resource.type === type);
  return {
    get policy() {
      return plan().policy;
    },
    get resources() {
      return plan().resources;
    },
    ofType,
    one: (type, name) => {
      const found = ofType(type).filter((resource) => resource.name === name);
      expect(found).toHaveLength(1);
      return found[0]!;
    },
  };
}
