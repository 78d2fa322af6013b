import { type PlanValue, secretMark, unknownMark } from "../../../tools/preview/plan";

/** What stands for a value that a plan cannot have. */
export interface Fill {
  /** Type token, as plan.json has it. */
  readonly type: string;
  /** Where the mark is: `*` is any one key or index. */
  readonly path: string;
  readonly mark: typeof secretMark | typeof unknownMark;
  readonly value: PlanValue;
}

const nodeClass = "kubernetes:eks.amazonaws.com/v1:NodeClass";
const key = "arn:aws:kms:us-east-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef";

/**
 * One row for each place where the program hands an object something that only `up` knows. A mark without a row stops
 * the tests, and so does a row that no stack uses.
 */
export const fills: readonly Fill[] = [
  {
    type: "kubernetes:core/v1:Secret",
    path: "stringData",
    mark: secretMark,
    value: { key: "made by the tests" },
  },
  {
    type: "kubernetes:core/v1:ConfigMap",
    path: "data.*",
    mark: unknownMark,
    value: "store.made-by-the-tests.example.com",
  },
  {
    type: "kubernetes:batch/v1:CronJob",
    path: "spec.jobTemplate.spec.template.spec.containers.*.env.*.value",
    mark: unknownMark,
    value: "store.made-by-the-tests.example.com",
  },
  {
    type: "kubernetes:storage.k8s.io/v1:StorageClass",
    path: "parameters.kmsKeyId",
    mark: unknownMark,
    value: key,
  },
  { type: nodeClass, path: "spec.ephemeralStorage.kmsKeyID", mark: unknownMark, value: key },
  { type: nodeClass, path: "spec.role", mark: unknownMark, value: "made-by-the-tests" },
  {
    type: nodeClass,
    path: "spec.securityGroupSelectorTerms.*.id",
    mark: unknownMark,
    value: "sg-0123456789abcdef0",
  },
  {
    type: nodeClass,
    path: "spec.subnetSelectorTerms.*.id",
    mark: unknownMark,
    value: "subnet-0123456789abcdef0",
  },
  {
    type: "kubernetes:eks.amazonaws.com/v1:TargetGroupBinding",
    path: "spec.targetGroupARN",
    mark: unknownMark,
    value: "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/proxy/0123456789abcdef",
  },
];

/** A mark that no row fills. */
export class Unfilled extends Error {
  constructor(type: string, path: string, value: string) {
    super(`${type} has ${value} at ${path}, and tests/cluster/support/fill.ts says nothing to put there`);
  }
}

/** The value with every mark filled. `used` is told each row that was. */
export function fill(
  type: string,
  value: PlanValue,
  rows: readonly Fill[],
  used: (row: Fill) => void = () => undefined,
): PlanValue {
  const walk = (item: PlanValue, path: readonly string[]): PlanValue => {
    if (typeof item === "string") return replace(item, path);
    if (typeof item !== "object" || item === null) return item;
    if (Array.isArray(item)) return item.map((entry, index) => walk(entry, [...path, String(index)]));
    return Object.fromEntries(Object.entries(item).map(([key, entry]) => [key, walk(entry, [...path, key])]));
  };
  const replace = (text: string, path: readonly string[]): PlanValue => {
    if (!text.includes(secretMark) && !text.includes(unknownMark)) return text;
    const row = rows.find((each) => each.type === type && each.mark === text && matches(each.path, path));
    if (row === undefined) throw new Unfilled(type, path.join("."), text);
    used(row);
    return row.value;
  };
  return walk(value, []);
}

function matches(pattern: string, path: readonly string[]): boolean {
  const parts = pattern.split(".");
  return parts.length === path.length && parts.every((part, index) => part === "*" || part === path[index]);
}
