import type { Architecture } from "../../../config/schema/nodes";

/** The instances of node groups. */
export interface NodeGroupInstances {
  /** Types of one size, the preferred one first: when AWS has none of it left in a zone, the next is started. */
  readonly instanceTypes: readonly string[];
  /** EKS's name of the image. */
  readonly amiType: string;
}

/** The instances of node groups, by architecture: 8 processors and 32 GiB each, which `groupNode` says, too. */
export const nodeGroupInstances: Readonly<Record<Architecture, NodeGroupInstances>> = {
  amd64: {
    instanceTypes: ["m7i.2xlarge", "m7a.2xlarge", "m6i.2xlarge", "m6a.2xlarge"],
    amiType: "AL2023_x86_64_STANDARD",
  },
  arm64: { instanceTypes: ["m8g.2xlarge", "m7g.2xlarge", "m6g.2xlarge"], amiType: "AL2023_ARM_64_STANDARD" },
};
