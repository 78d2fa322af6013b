import { z } from "zod";

import { field } from "./field";

const binaryBytes = { Mi: 2 ** 20, Gi: 2 ** 30 } as const;

/** A processor quantity in Kubernetes' notation: `250m` or `2`. */
export const cpuQuantity = z.string().regex(/^[1-9]\d*m?$/u);

/** A memory quantity in Kubernetes' notation, in binary units: `512Mi` or `2Gi`. */
export const memoryQuantity = z.string().regex(/^[1-9]\d*(Mi|Gi)$/u);

/** Processor cores of a quantity such as `250m`, in thousandths. */
export function milliCores(quantity: string): number {
  return quantity.endsWith("m") ? Number(quantity.slice(0, -1)) : Number(quantity) * 1000;
}

/** Bytes of a quantity such as `512Mi`. */
export function bytes(quantity: string): number {
  const unit = quantity.slice(-2) as keyof typeof binaryBytes;
  return Number(quantity.slice(0, -2)) * binaryBytes[unit];
}

const cpu = field(cpuQuantity, {
  description: "Processor cores; `m` is a thousandth of one.",
  allowed: 'whole cores or thousandths of one, quoted: "250m", "2"',
  example: "500m",
});

const memory = field(memoryQuantity, {
  description: "Memory, in binary units.",
  allowed: "a whole number of Mi or Gi: 512Mi, 2Gi",
  example: "512Mi",
});

/** Processor and memory of one container. */
export const computeSchema = z.strictObject({ cpu, memory });

/** Processor and memory of one container. */
export type Compute = Readonly<z.output<typeof computeSchema>>;
