import {
  addonsFor,
  addonTable,
  addonVersion,
  type AddonName,
} from "../../components/region/cluster/addon-table";
import type { Draft } from "../draft";
import { regionsOnAws } from "./on-aws";
import type { Check } from "./check";

const path = (name: AddonName): string => `social-commerce:addons.${name}`;

/** A pinned add-on is installed somewhere. */
export const addonsGoWithCompute: Check = (draft) => {
  const regions = clusters(draft);
  if (!draft.regions.complete) return [];
  return pinned(draft)
    .filter((name) => !regions.some(({ compute }) => addonTable[name].compute.includes(compute)))
    .map((name) => ({
      path: path(name),
      found: "an add-on that no region's nodes take",
      allowed: `a region on AWS whose compute is ${addonTable[name].compute.join(" or ")}`,
      remedy: "remove it: EKS Auto Mode and existing clusters bring their own",
    }));
};

/** Every add-on has a version for the Kubernetes of each region. */
export const addonVersionsKnown: Check = (draft) => {
  const unknown = clusters(draft).flatMap(({ region, compute, kubernetesVersion }) =>
    addonsFor(compute)
      .filter((name) => addonVersion(name, kubernetesVersion, draft.addons ?? {}) === undefined)
      .map((name) => ({ name, region, kubernetesVersion })),
  );
  return unknown
    .filter(({ name }, index) => unknown.findIndex((other) => other.name === name) === index)
    .map(({ name, region, kubernetesVersion }) => ({
      path: path(name),
      found: `nothing, while ${region} runs Kubernetes ${kubernetesVersion}`,
      allowed: `Kubernetes ${Object.keys(addonTable[name].versions).join(", ")}, or a pinned version`,
      remedy: `pin what \`aws eks describe-addon-versions --addon-name ${name} --kubernetes-version ${kubernetesVersion}\` prints`,
    }));
};

function pinned({ addons = {} }: Draft): AddonName[] {
  return Object.keys(addons) as AddonName[];
}

function clusters({ regions }: Draft) {
  return regionsOnAws(regions).flatMap((region) => {
    const { compute = "auto", kubernetesVersion } = regions.entries[region] ?? {};
    return kubernetesVersion === undefined ? [] : [{ region, compute, kubernetesVersion }];
  });
}
