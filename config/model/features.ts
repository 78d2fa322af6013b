import type { MeshStage } from "../features";

/** The setting of each optional capability. */
export interface Features {
  /** How far the service mesh is. */
  readonly mesh: MeshStage;
}
