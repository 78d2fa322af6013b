import { savings } from "../../tools/off-hours/saving";
import { platformOf } from "../support/samples";

describe("What sleeping saves", () => {
  const staging = platformOf("staging");

  test("is the share of the week without pods of what the floors of both colours cost", () => {
    // Four services: two pods of blue and one of green in the primary, one of each in a region of half its size.
    expect(savings(staging)).toEqual([
      { region: "us-east-1", pods: 12, cores: 6, percent: 61, usd: 128 },
      { region: "us-west-2", pods: 8, cores: 4, percent: 61, usd: 85 },
    ]);
  });

  test("is nothing where services run at every hour", () => {
    expect(savings(platformOf("production"))).toEqual([]);
  });
});
