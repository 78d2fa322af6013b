import type { Profile } from "../../../config/profiles";

/** What the values of a chart may depend on. */
export interface ValuesContext {
  /** Name of the region. */
  readonly region: string;
  /** Name of the cluster on AWS, which is that of the environment. */
  readonly estateName: string;
  /** Names in AWS of the queues whose length is read. @default none */
  readonly queues?: readonly string[] | undefined;
  /** How many of everything there are. */
  readonly size: Profile["operators"];
}

/** Values of a chart, as Helm takes them. */
export type HelmValues = Readonly<Record<string, unknown>>;

/** Memory is limited; the processor is not, because a controller that is slowed down looks like one that hangs. */
export const controllerResources = {
  requests: { cpu: "50m", memory: "128Mi" },
  limits: { memory: "512Mi" },
} as const;

/** Spreads pods over zones, as far as there are nodes in them. */
export const spread = (matchLabels: Readonly<Record<string, string>>): readonly object[] => [
  {
    maxSkew: 1,
    topologyKey: "topology.kubernetes.io/zone",
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels },
  },
];

/** A budget that lets one go at a time; none for one alone, which it would nail to its node. */
export const budget = (replicas: number): object => ({ enabled: replicas > 1, minAvailable: 1 });

/** What the restricted Pod Security Standard asks of a pod and of its containers, for charts that do not. */
export const restricted = {
  pod: { runAsNonRoot: true, runAsUser: 65_534, fsGroup: 65_534, seccompProfile: { type: "RuntimeDefault" } },
  container: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  },
} as const;
