import { resolveFeatures } from "../../config/resolve/features";
import { features } from "../../config/features";
import { environments } from "../../config/profiles";
import { platformOf } from "../support/samples";

describe("A feature", () => {
  test("is what the stack file says", () => {
    expect(resolveFeatures({ mesh: "permissive" }, "production")).toEqual({ mesh: "permissive" });
    expect(platformOf("local").features).toEqual({ mesh: "strict" });
    expect(platformOf("production").features).toEqual({ mesh: "none" });
  });

  test.each(environments)("is what %s has where the stack file is silent", (environment) => {
    expect(resolveFeatures({}, environment)).toEqual({ mesh: features.mesh.defaults[environment] });
    expect(resolveFeatures({ mesh: undefined }, environment)).toEqual(resolveFeatures({}, environment));
  });
});
