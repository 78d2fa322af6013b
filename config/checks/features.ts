import type { Check } from "./check";

/** What each feature needs (config/features.ts). The mesh is of the operators, which somebody else may have installed. */
export const meshNeedsOperators: Check = ({ features, regions }) => {
  const mesh = features?.mesh ?? "none";
  if (mesh === "none") return [];
  return Object.entries(regions.entries)
    .filter(([, { existingCluster }]) => existingCluster?.operators === "installed")
    .map(([name]) => ({
      path: "social-commerce:features.mesh",
      found: `${mesh}, while the operators of region ${name} are somebody else's`,
      allowed: `none, where regions.${name}.existingCluster.operators is installed`,
      remedy: `set regions.${name}.existingCluster.operators to managed, or features.mesh to none`,
    }));
};
