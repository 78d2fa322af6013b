import { stringify } from "yaml";

import type { Plan, PlanResource } from "../plan";
import { asMap } from "../values";
import type { OutputFile } from "./manifests";
import { freePath, safe } from "./paths";

/** The alerting and recording rules of a plan, in a folder for each region, as Prometheus and `promtool` read them. */
export function alertFiles({ resources }: Plan): OutputFile[] {
  const files = new Map<string, string>();
  for (const resource of resources.filter(isRules)) {
    const { name } = asMap(resource.inputs.metadata);
    const file = safe(typeof name === "string" ? name : resource.name);
    const path = freePath(files, `alerts/${safe(resource.region ?? "global")}/${file}`);
    files.set(path, stringify(resource.inputs.spec ?? { groups: [] }, { lineWidth: 0 }));
  }
  return [...files].map(([path, text]) => ({ path, text }));
}

function isRules({ type }: PlanResource): boolean {
  return /^kubernetes:monitoring\.coreos\.com\/\w+:PrometheusRule$/.test(type);
}
