import { z } from "zod";

import type { Colour } from "../config/model";
import { formatMark, markAnnotations, type RollbackMark, type WatchedMark } from "../guards/marks";
import type { LastDump, Weights } from "../guards/facts";
import { unequalRules } from "../guards/rules";
import type { ApiAnswer, ApiServer } from "./api-server";
import type { Pods } from "./sample";

/** Names under which the watch writes. Never `kubectl`, whose fields the Kubernetes provider takes over. */
export const fieldManagers = {
  /** Owns the rules of a route after a rollback, so that an apply of other weights conflicts. */
  rollback: "rollback-guard",
  /** Owns the mark of what was watched. */
  watch: "release-watch",
} as const;

/** A service in a cluster. */
export interface ServiceRef {
  /** Namespace of the service. */
  readonly namespace: string;
  /** Name of the service, of its route and, with the colour behind it, of its Deployments. */
  readonly name: string;
}

/** A CronJob in a cluster. */
export interface CronJobRef {
  /** Its namespace. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
}

/** A route as it is in the cluster. */
export interface LiveRoute {
  /** Its annotations. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Weights of its backends; 0 for a colour that it does not name. */
  readonly weights: Weights;
}

/** A route that was asked for: `null` where the cluster says that there is none. */
export type RouteAnswer =
  { readonly ok: true; readonly route: LiveRoute | null } | { readonly ok: false; readonly why: string };

/** One rule of a route, as the program wrote it. */
export interface RouteRule {
  /** Its backends. */
  readonly backendRefs?: readonly RouteBackend[] | undefined;
}

/** One backend of a rule. */
export interface RouteBackend {
  /** Name of the colour's Service. */
  readonly name: string;
  /** Share of the requests, in percent. */
  readonly weight?: number | undefined;
}

/** Reading and writing what a watch needs of a cluster. What cannot be read is `undefined`; a write says why it failed. */
export interface WatchedCluster {
  /** The route. */
  readRoute(service: ServiceRef): Promise<RouteAnswer>;
  /** The pods of one colour. */
  readPods(service: ServiceRef, colour: Colour): Promise<Pods | undefined>;
  /** When a CronJob last was done: `null` where the cluster says that there is none. */
  readDump(cronJob: CronJobRef): Promise<LastDump | null>;
  /** Leaves word that these weights were watched. */
  mark(service: ServiceRef, mark: WatchedMark): Promise<ApiAnswer>;
  /** Takes the rules of a route over, and leaves word why. */
  putBack(service: ServiceRef, rules: readonly RouteRule[], mark: RollbackMark): Promise<ApiAnswer>;
  /** Gives up what {@link putBack} took. Only after the program wrote the rules: rules without an owner are removed. */
  unlock(service: ServiceRef): Promise<ApiAnswer>;
}

const routeSchema = z.object({
  metadata: z.object({ annotations: z.record(z.string(), z.string()).optional() }),
  spec: z.object({
    rules: z
      .array(
        z.object({
          backendRefs: z.array(z.object({ name: z.string(), weight: z.number().default(1) })).optional(),
        }),
      )
      .optional(),
  }),
});

const deploymentSchema = z.object({
  spec: z.object({ replicas: z.number() }),
  // A Deployment without a ready pod has no such field.
  status: z.object({ readyReplicas: z.number().default(0) }).default({ readyReplicas: 0 }),
});

const time = z.iso.datetime({ offset: true });

const cronJobSchema = z.object({
  metadata: z.object({ creationTimestamp: time }),
  // A CronJob of which no job was done has no such field.
  status: z.object({ lastSuccessfulTime: time.optional() }).default({}),
});

/** A cluster by its API server. */
export function watchedCluster(server: ApiServer): WatchedCluster {
  const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    const answer = await server.ask({ method: "GET", path });
    return answer.ok ? schema.safeParse(answer.body).data : undefined;
  };
  return {
    readRoute: async (service) => {
      const answer = await server.ask({ method: "GET", path: routePath(service) });
      if (!answer.ok) return answer.status === 404 ? { ok: true, route: null } : answer;
      const { data } = routeSchema.safeParse(answer.body);
      if (data === undefined) return { ok: false, why: "the answer is no route" };
      const { annotations = {} } = data.metadata;
      const rules = data.spec.rules ?? [];
      const unequal = unequalRules(rules.map((rule) => weightsOf(service.name, [rule])));
      // There is no share that serves: somebody else wrote some of the rules.
      if (unequal !== undefined) return { ok: false, why: `its rules send ${unequal}` };
      return { ok: true, route: { annotations, weights: weightsOf(service.name, rules) } };
    },
    readPods: async ({ namespace, name }, colour) => {
      const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}-${colour}`;
      const deployment = await read(path, deploymentSchema);
      if (deployment === undefined) return undefined;
      return { ready: deployment.status.readyReplicas, desired: deployment.spec.replicas };
    },
    readDump: async ({ namespace, name }) => {
      const path = `/apis/batch/v1/namespaces/${namespace}/cronjobs/${name}`;
      return dumpOf(await server.ask({ method: "GET", path }));
    },
    mark: (service, mark) =>
      apply(server, service, fieldManagers.watch, { [markAnnotations.watched]: formatMark(mark) }),
    putBack: (service, rules, mark) =>
      apply(
        server,
        service,
        fieldManagers.rollback,
        { [markAnnotations.rolledBack]: formatMark(mark) },
        rules,
      ),
    unlock: (service) => apply(server, service, fieldManagers.rollback),
  };
}

/** As the alert about dumps counts: from when they might have been made, until one was. */
function dumpOf(answer: ApiAnswer): LastDump | null {
  if (!answer.ok) return answer.status === 404 ? null : { kind: "unseen", why: answer.why };
  const { data } = cronJobSchema.safeParse(answer.body);
  if (data === undefined) return { kind: "unseen", why: "the answer is no CronJob" };
  const { metadata, status } = data;
  return status.lastSuccessfulTime === undefined
    ? { kind: "never", at: metadata.creationTimestamp }
    : { kind: "done", at: status.lastSuccessfulTime };
}

/** Weights of both colours in the rules of a route, which all have the same. */
export function weightsOf(service: string, rules: readonly RouteRule[]): Weights {
  const refs = rules.flatMap(({ backendRefs = [] }) => backendRefs);
  const of = (colour: Colour): number =>
    refs.find(({ name }) => name === `${service}-${colour}`)?.weight ?? 0;
  return { blue: of("blue"), green: of("green") };
}

/** The same rules with other weights. Everything else is the program's, so that its next apply of these weights agrees. */
export function withWeights(
  service: string,
  rules: readonly RouteRule[],
  weights: Weights,
): readonly RouteRule[] {
  const weightOf = new Map([
    [`${service}-blue`, weights.blue],
    [`${service}-green`, weights.green],
  ]);
  return rules.map(({ backendRefs = [], ...rule }) => ({
    ...rule,
    backendRefs: backendRefs.map((ref) => ({ ...ref, weight: weightOf.get(ref.name) ?? ref.weight ?? 1 })),
  }));
}

function routePath({ namespace, name }: ServiceRef): string {
  return `/apis/gateway.networking.k8s.io/v1/namespaces/${namespace}/httproutes/${name}`;
}

/** A server-side apply: what a manager says is all that it owns, so what it leaves out it gives up. */
function apply(
  server: ApiServer,
  service: ServiceRef,
  fieldManager: string,
  annotations?: Readonly<Record<string, string>>,
  rules?: readonly RouteRule[],
): Promise<ApiAnswer> {
  const query = new URLSearchParams({ fieldManager, force: "true" }).toString();
  const body = {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { ...service, ...(annotations && { annotations }) },
    ...(rules && { spec: { rules } }),
  };
  return server.ask({ method: "PATCH", path: `${routePath(service)}?${query}`, body });
}
