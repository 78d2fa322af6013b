import { colours } from "../config/model";
import { unequalRules } from "./rules";
import type { Guard } from "./guard";

/** Weights are whole percents from 0 to 100 that sum to 100, and the same in every rule of a route. */
export const legalWeights: Guard = {
  code: "REL-01",
  refuses:
    "Shares that are not whole percents from 0 to 100, or do not sum to 100: requests would go nowhere, or a typing error would hide. " +
    "Rules of one route with different shares: some callers would be on another release than the one that is watched.",
  remedy: "Set greenPercent to a whole number from 0 to 100; blue serves the rest.",
  asked: ["file", "route"],
  judge: ({ path, rules = [], colours: { blue, green } }) => {
    const unequal = unequalRules(rules);
    if (unequal !== undefined)
      return [
        {
          path: `${path}.greenPercent`,
          found: `rules of one route that send ${unequal}`,
          allowed: "the same shares in every rule",
          remedy: "write the route's rules with the weights of greenPercent alone, whoever may call them",
        },
      ];
    const weights = [blue.weight, green.weight];
    const legal = weights.every((weight) => Number.isInteger(weight) && weight >= 0 && weight <= 100);
    if (legal && blue.weight + green.weight === 100) return [];
    return [
      {
        path: `${path}.greenPercent`,
        found: `weights blue ${blue.weight}, green ${green.weight}`,
        allowed: "whole numbers from 0 to 100 that sum to 100",
        remedy: "set greenPercent to a whole number from 0 to 100; blue serves the rest",
      },
    ];
  },
};

/** No requests go to a colour that the stack file does not declare, and none would go back to it. */
export const declaredColour: Guard = {
  code: "REL-02",
  refuses:
    "Requests to a colour that the stack file does not declare, or such a colour as the stable one: nobody said what it runs.",
  remedy: "Declare the colour in an edit of its own, wait for its pods, then shift requests.",
  asked: ["file", "route"],
  judge: ({ path, stable, colours: facts }) =>
    colours
      .filter((colour) => !facts[colour].declared && (facts[colour].weight > 0 || colour === stable))
      .map((colour) => ({
        path: `${path}.${colour}`,
        found:
          facts[colour].weight > 0
            ? `nothing, while ${colour} is to serve ${facts[colour].weight} % of the requests`
            : `nothing, while ${colour} is the stable colour`,
        allowed: "a colour with traffic, and the stable one, is declared with version and digest",
        remedy: `declare release.${colour} in an edit of its own, wait for its pods, then shift traffic`,
      })),
};

/** Under `rolling` one colour serves, and its image changes in place. */
export const rollingServesWhole: Guard = {
  code: "REL-06",
  refuses: "Split requests under the strategy `rolling`: one colour serves, and its image changes in place.",
  remedy: "Give the stable colour everything, or choose `blue-green` or `canary` while it serves everything.",
  asked: ["file", "route"],
  judge: ({ path, strategy, stable, colours: facts }) =>
    strategy !== "rolling" || facts[stable].weight === 100
      ? []
      : [
          {
            path: `${path}.greenPercent`,
            found: `${facts.green.weight}, while ${stable} is stable and the strategy is rolling`,
            allowed: String(stable === "green" ? 100 : 0),
            remedy: `set greenPercent to ${stable === "green" ? 100 : 0}: a rolling release changes release.${stable}'s image in place`,
          },
        ],
};
