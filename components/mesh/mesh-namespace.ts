import { platformName } from "../lib/estate";

/** The namespace whose policies are the whole mesh's. Source: Istio, "Global Mesh Options", `rootNamespace`. */
export const meshNamespace = "istio-system";

/** The namespace of the nodes' agents, which has nothing else in it. */
export const agentNamespace = "istio-nodes";

/** Label of what holds for the whole mesh: which stage the stack file has it at. */
export const meshStageLabel = `${platformName}/mesh`;
