import { externalChannels } from "../../components/recovery/external";
import { recoveryTierNames, type Objective } from "../../components/recovery/objectives";
import { brokenPromises, duration, type BrokenPromise } from "../../components/recovery/worst-case";
import { profiles } from "../profiles";
import type { StoreEntry } from "../schema/wiring";
import type { Check } from "./check";

const path = (name: string, key: string): string => `social-commerce:stores.${name}.${key}`;

/** Where the profile asks for backups, every store says what is promised of it, and what it holds. */
export const storesSayWhatIsPromised: Check = ({ stores, environment }) => {
  if (environment === undefined || profiles[environment].backups !== "required") return [];
  return Object.entries(stores.entries).flatMap(([name, store]) =>
    (["tier", "holds"] as const)
      .filter((key) => store[key] === undefined)
      .map((key) => ({
        path: path(name, key),
        found: "nothing",
        allowed: key === "tier" ? recoveryTierNames.join(", ") : "the class of the records in it",
        remedy: `add it, for example ${key === "tier" ? "standard" : "operational-30d"}`,
      })),
  );
};

/** Nothing is promised that what is configured cannot keep at its worst. */
export const promisesCanBeKept: Check = ({ stores }) =>
  Object.entries(stores.entries).flatMap(([name, { tier, promise, dump }]) => {
    if (tier === undefined) return [];
    return brokenPromises(tier, externalChannels(promise, dump !== undefined)).map((broken) => ({
      path: path(name, "tier"),
      found: `${tier}, while ${whatHappens(broken)}`,
      allowed: `${shown(broken.promised)} in case of ${broken.scenario}`,
      remedy: remedy(tier),
    }));
  });

function whatHappens({ scenario, worst, by }: BrokenPromise): string {
  return worst === undefined || by === undefined
    ? `nothing brings it back in case of ${scenario}`
    : `${shown(worst)} is the worst in case of ${scenario} (${by.title})`;
}

function shown({ lossMinutes, restoreMinutes }: Objective): string {
  return `${duration(lossMinutes)} lost and ${duration(restoreMinutes)} to restore`;
}

function remedy(tier: NonNullable<StoreEntry["tier"]>): string {
  const last = recoveryTierNames.at(-1);
  return tier === last
    ? "add dump, or the promise of whoever runs the store"
    : "write the promise of whoever runs the store, if it is that good, or promise less";
}
