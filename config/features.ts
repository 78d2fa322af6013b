import type { Environment } from "./profiles";

/** How far the service mesh is: not there, there and unused, encrypting where both sides can, or always. */
export const meshStages = ["none", "installed", "permissive", "strict"] as const;

/** How far the service mesh is. */
export type MeshStage = (typeof meshStages)[number];

/** A capability that is switched under `features`, and the settings that it has. */
export interface Feature {
  /** One sentence: what it is. */
  readonly sentence: string;
  /** Its settings, and what each does; the first switches it off. */
  readonly settings: Readonly<Record<string, string>>;
  /** What each environment has where the stack file is silent. */
  readonly defaults: Readonly<Record<Environment, string>>;
  /** What must be so before it can be switched on; each is checked (config/checks/features.ts). */
  readonly needs: readonly string[];
  /** What it costs. */
  readonly cost: string;
  /** Where it is described, from docs/reference. */
  readonly page: string;
}

/**
 * Every capability that is switched under `features`, and no other. One that has settings of its own is switched by
 * being written under its own key (tools/schema/capabilities.ts), and never here a second time.
 */
export const features = {
  mesh: {
    sentence:
      "Mutual TLS between proxies, services and tenants' pods, and who may connect to whom by identity (Istio, ambient mode).",
    settings: {
      none: "no mesh",
      installed: "its parts run and network policies have room for it; Prometheus alone is in it",
      permissive: "pods are in it and encrypt among themselves; what comes in the clear is taken, too",
      strict: "nothing is taken in the clear, and each service from its callers alone",
    } satisfies Record<MeshStage, string>,
    defaults: { development: "none", staging: "none", production: "none" },
    needs: ["operators in every region that the program installs"],
    cost:
      "on each node 0.15 of a core and 192 MiB for its two agents, about 5 USD a month on EKS Auto Mode; " +
      "for each region 0.2 of a core and 512 MiB for each replica of the control plane",
    page: "../mesh.md",
  },
} as const satisfies Record<string, Feature>;

/** Name of a capability that is switched under `features`. */
export type FeatureName = keyof typeof features;
