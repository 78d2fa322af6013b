import type { Environment } from "../../config/profiles";

/** Name of the platform: the first part of every name that AWS or Kubernetes sees. */
export const platformName = "social-commerce";

/** What everything in one environment has in common: who owns it, and what it is called. */
export interface Estate {
  /** The environment; the last part of the name of everything in it. */
  readonly environment: Environment;
  /** Team that answers for the environment. */
  readonly owner: string;
}

/** Name of the environment's things outside Pulumi: `social-commerce-production`. */
export function estateName({ environment }: Estate): string {
  return `${platformName}-${environment}`;
}

/** Labels of every Kubernetes object that belongs to no one service. */
export const commonLabels = {
  "app.kubernetes.io/managed-by": "pulumi",
  "app.kubernetes.io/part-of": platformName,
};

/** Tags of an AWS resource: cost allocation by environment, owner and region, and a name for the console. */
export function tags(estate: Estate, region: string, name: string): Record<string, string> {
  return {
    Name: name,
    environment: estate.environment,
    "managed-by": "pulumi",
    owner: estate.owner,
    platform: platformName,
    region,
  };
}
