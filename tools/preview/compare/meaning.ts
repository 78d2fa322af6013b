import type { Change } from "./change";
import type { Path } from "./paths";
import type { PropertyChange } from "./properties";
import { tenantOf } from "./tenant-text";

/** What a change is about, in the order in which a person wants to know. */
export const meanings = [
  "isolation",
  "traffic",
  "release",
  "scale",
  "alerts",
  "tenants",
  "structure",
] as const;

/** One of {@link meanings}. */
export type Meaning = (typeof meanings)[number];

/** What one change means in one respect; a change with two meanings is told twice. */
export interface Part {
  readonly meaning: Meaning;
  readonly change: Change;
  readonly properties: readonly PropertyChange[];
}

/** Types and properties of one meaning. */
interface Rule {
  readonly meaning: Meaning;
  readonly types: RegExp;
  readonly path: RegExp;
}

const rules: readonly Rule[] = [
  {
    meaning: "isolation",
    types: /^kubernetes:networking\.k8s\.io\/\w+:NetworkPolicy$/,
    path: /^(metadata\/annotations\/social-commerce~isolated$|spec\/(ingress|egress)(\/|$))/,
  },
  {
    meaning: "isolation",
    types: /^kubernetes:security\.istio\.io\/\w+:AuthorizationPolicy$/,
    path: /^(metadata\/annotations\/social-commerce~isolated$|spec\/rules(\/|$))/,
  },
  {
    meaning: "traffic",
    types: /^kubernetes:gateway\.networking\.k8s\.io\/\w+:HTTPRoute$/,
    path: /^spec\/rules\/\d+\/backendRefs\/\d+\/weight$/,
  },
  {
    meaning: "traffic",
    types: /^aws:route53\/record:Record$/,
    path: /^weightedRoutingPolicies\/\d+\/weight$/,
  },
  {
    meaning: "release",
    types: /^kubernetes:apps\/\w+:Deployment$/,
    path: /^spec\/template\/(spec\/(containers|initContainers)\/\d+\/image|metadata\/labels\/app\.kubernetes\.io~version)$/,
  },
  {
    meaning: "release",
    types: /^kubernetes:gateway\.networking\.k8s\.io\/\w+:HTTPRoute$/,
    path: /^metadata\/annotations\/social-commerce~release$/,
  },
  { meaning: "scale", types: /^kubernetes:apps\/\w+:(Deployment|StatefulSet)$/, path: /^spec\/replicas$/ },
  {
    meaning: "scale",
    types: /^kubernetes:autoscaling\/\w+:HorizontalPodAutoscaler$/,
    path: /^spec\/(min|max)Replicas$/,
  },
  {
    meaning: "scale",
    types: /^kubernetes:karpenter\.sh\/\w+:NodePool$/,
    path: /^spec\/(limits|weight)(\/|$)/,
  },
  { meaning: "scale", types: /^aws:eks\/nodeGroup:NodeGroup$/, path: /^scalingConfig(\/|$)/ },
  { meaning: "scale", types: /^aws:appautoscaling\/target:Target$/, path: /^(min|max)Capacity$/ },
  {
    meaning: "scale",
    types: /^aws:(rds|docdb)\/cluster(Instance)?:/,
    path: /^(instanceClass|(serverlessV2|serverlessv2)ScalingConfiguration(\/.*)?)$/,
  },
  {
    meaning: "scale",
    types: /^aws:elasticache\/(global)?[rR]eplicationGroup:/,
    path: /^(nodeType|cacheNodeType|numCacheClusters|numNodeGroups|replicasPerNodeGroup)$/,
  },
  { meaning: "scale", types: /^aws:dynamodb\/table:Table$/, path: /^(read|write)Capacity$/ },
  {
    meaning: "alerts",
    types: /^kubernetes:monitoring\.coreos\.com\/\w+:(PrometheusRule|Alertmanager\w*)$/,
    path: /^/,
  },
];

/** A change by what it means; its properties are shared out, each to one meaning. */
export function partsOf(change: Change): Part[] {
  if (tenantOf(change.resource) !== undefined)
    return [{ meaning: "tenants", change, properties: [...change.properties, ...change.options] }];
  const byMeaning = new Map<Meaning, PropertyChange[]>();
  for (const property of change.properties) {
    const meaning = meaningOf(change, property.path);
    byMeaning.set(meaning, [...(byMeaning.get(meaning) ?? []), property]);
  }
  const rest = [...(byMeaning.get("structure") ?? []), ...change.options];
  if (rest.length > 0) byMeaning.set("structure", rest);
  if (byMeaning.size === 0) return [{ meaning: wholeMeaning(change), change, properties: [] }];
  return [...byMeaning].map(([meaning, properties]) => ({ meaning, change, properties }));
}

function meaningOf(change: Change, path: Path): Meaning {
  if (isAlertmanager(change)) return "alerts";
  const text = path.map((part) => String(part).replaceAll("/", "~")).join("/");
  return (
    rules.find((rule) => rule.types.test(change.resource.type) && rule.path.test(text))?.meaning ??
    "structure"
  );
}

/** Of an object that comes or goes as a whole. */
function wholeMeaning(change: Change): Meaning {
  const alerts = rules.some(({ meaning, types }) => meaning === "alerts" && types.test(change.resource.type));
  return alerts || isAlertmanager(change) ? "alerts" : "structure";
}

/** Alertmanager reads its configuration out of a Secret, or a ConfigMap, that is named after it. */
function isAlertmanager({ resource: { type, name } }: Change): boolean {
  return /^kubernetes:core\/v1:(Secret|ConfigMap)$/.test(type) && name.includes("alertmanager");
}
