import { z } from "zod";

import { quotaNames, quotas, type QuotaName } from "../quotas";
import { field } from "./field";

const quota = (name: QuotaName): z.ZodOptional<z.ZodInt> => {
  const { title, service, code, standard, example } = quotas[name];
  return field(z.int().min(0).max(1_000_000).optional(), {
    description: `${title} (${service} ${code}). Default: AWS's own, ${standard}.`,
    allowed: "a whole number from 0 to 1000000",
    example,
  });
};

/** What the account has been granted in one region. */
export const quotaSchema = z.strictObject(
  Object.fromEntries(quotaNames.map((name) => [name, quota(name)])) as Readonly<
    Record<QuotaName, ReturnType<typeof quota>>
  >,
);

/** What the account has been granted in one region; a quota that is not written is AWS's default. */
export type QuotaEntry = z.output<typeof quotaSchema>;
