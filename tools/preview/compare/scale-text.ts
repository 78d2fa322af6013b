import type { Part } from "./meaning";
import { showValue, workloadOf } from "./words";

/** Words of a person for the properties that scale something. */
const words: Readonly<Record<string, string>> = {
  minReplicas: "min",
  maxReplicas: "max",
  minCapacity: "min",
  maxCapacity: "max",
  minSize: "min",
  maxSize: "max",
  desiredSize: "desired",
};

/** `green min 1 → 2, max 10 → 20` */
export function scaleText({ change: { resource }, properties }: Part): string {
  const { colour } = workloadOf(resource);
  // The floor before the ceiling, as the stack file has them.
  const sorted = [...properties].sort((a, b) => order(a.shown) - order(b.shown));
  const changes = sorted.map(({ shown, before, after }) => {
    const name = shown.split(".").at(-1) ?? shown;
    return `${words[name] ?? name} ${showValue(before)} → ${showValue(after)}`;
  });
  return [colour, changes.join(", ")].filter(Boolean).join(" ");
}

function order(shown: string): number {
  return /\.?min\w+$/.test(shown) ? 0 : 1;
}
