import type { Document } from "yaml";

import type { Problem } from "./problems";
import { namespace } from "./schema";
import { isRecord } from "./values";

/**
 * What is wrong with the key service that encrypts the stack's own secrets: it is asked at every run, so it is in none
 * of the regions that a run may have to do without. The key's region is part of its address; a provider that is no key
 * of AWS's, or names no region, has nothing to be judged by.
 */
export function secretsProviderProblems(
  document: Document,
  config: Readonly<Record<string, unknown>>,
): Problem[] {
  const { secretsprovider } = (document.toJS() ?? {}) as { secretsprovider?: unknown };
  const regions = config[`${namespace}:regions`];
  if (typeof secretsprovider !== "string" || !isRecord(regions)) return [];
  const region = /^awskms:.*[?&]region=([a-z0-9-]+)/u.exec(secretsprovider)?.[1];
  if (region === undefined || !(region in regions)) return [];
  return [
    {
      path: "secretsprovider",
      found: `a key in ${region}, which is a region of the platform`,
      allowed: "a key in a region that is none of the platform's",
      remedy:
        "use the key's copy in another region, such as eu-west-1: losing a region must not lock the state",
    },
  ];
}
