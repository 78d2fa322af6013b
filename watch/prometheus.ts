import { z } from "zod";

import type { ApiAnswer, ApiServer } from "./api-server";
import type { QueryResult } from "./queries";

/** Where the Prometheus of every region is, inside its cluster. */
export const prometheusService = {
  /** Namespace of the operator and its Prometheus. */
  namespace: "monitoring",
  /** The service that the operator makes for every Prometheus of a namespace. */
  name: "prometheus-operated",
  /** Port of its interface for queries. */
  port: 9090,
} as const;

/** What Prometheus answered, or why there is nothing to go by. */
export type QueryAnswer =
  | { readonly ok: true; readonly results: readonly QueryResult[] }
  | { readonly ok: false; readonly why: string };

/** Somebody who answers PromQL. */
export interface Prometheus {
  /** Asks an instant query. Never throws. */
  query(promql: string): Promise<QueryAnswer>;
}

const vectorSchema = z.object({
  status: z.literal("success"),
  data: z.object({
    resultType: z.literal("vector"),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        // Seconds, and the value as text: JSON has no `NaN`.
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
});

/** A Prometheus inside a cluster, reached through its API server: the runner needs no other way into the network. */
export function proxiedPrometheus(server: ApiServer, service = prometheusService): Prometheus {
  const { namespace, name, port } = service;
  const api = `/api/v1/namespaces/${namespace}/services/${name}:${port}/proxy/api/v1/query`;
  return {
    query: async (promql) => {
      const path = `${api}?${new URLSearchParams({ query: promql, timeout: "3s" }).toString()}`;
      return readVector(await server.ask({ method: "GET", path }));
    },
  };
}

function readVector(answer: ApiAnswer): QueryAnswer {
  if (!answer.ok) return answer;
  const parsed = vectorSchema.safeParse(answer.body);
  if (!parsed.success) return { ok: false, why: "the answer is none of Prometheus's" };
  const results = parsed.data.data.result.map(({ metric, value: [, value] }) => ({
    labels: metric,
    value: readNumber(value),
  }));
  return { ok: true, results };
}

/** Prometheus writes infinity as `+Inf`. */
function readNumber(text: string): number {
  if (text === "+Inf") return Infinity;
  return text === "-Inf" ? -Infinity : Number(text);
}
