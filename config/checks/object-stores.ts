import { longestObjectsName } from "../../components/store/objects/names";
import type { Check } from "./check";

/** Buckets share their names with everybody on AWS, and each is short enough. */
export const objectsHaveNames: Check = ({ stores }) =>
  Object.entries(stores.entries)
    .filter(([name, { kind }]) => kind === "objects" && name.length > longestObjectsName)
    .map(([name]) => ({
      path: `social-commerce:stores.${name}`,
      found: `a name of ${name.length} characters`,
      allowed: `up to ${longestObjectsName} characters for objects, whose bucket's name has the environment, the region and the account besides`,
      remedy: "shorten it",
    }));
