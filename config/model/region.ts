import type { Profile } from "../profiles";
import type { AddonPins } from "../schema/addons";
import type { Architecture, ComputeChoice } from "../schema/nodes";
import type { regionRoles } from "../schema/region";
import type { MessageService } from "./messaging";

/** Nodes of one region: those of the full platform, scaled to the region's capacity. */
export interface RegionNodes extends Readonly<Profile["nodes"]> {
  /** Processors of the nodes. */
  readonly architecture: Architecture;
}

/** Where a region's cluster comes from: made by the program on AWS, or there already. */
export type Ground =
  | {
      readonly kind: "aws";
      /** Private range of the region's network. */
      readonly cidr: string;
      /** Availability zones, in the order of their address ranges. */
      readonly zones: readonly string[];
      /** Kubernetes minor version of the EKS cluster. */
      readonly kubernetesVersion: string;
      /** NAT gateways: in each zone, or one for the region. */
      readonly natGateways: Profile["natGateways"];
      /** Whether the services of AWS are reached by endpoints inside the network. */
      readonly interfaceEndpoints: boolean;
      /** What services ask of AWS to send and receive messages. @default nothing */
      readonly messageServices?: readonly MessageService[];
      /** What makes the nodes. */
      readonly compute: ComputeChoice;
      /** How many nodes there may be, and what they are. */
      readonly nodes: RegionNodes;
      /** Versions of add-ons that are not those that the program knows. */
      readonly addons: AddonPins;
    }
  | {
      readonly kind: "existing";
      /** Name of the kubeconfig context. */
      readonly context: string;
      /** Whether the program installs the operators, or finds them there. */
      readonly operators: "installed" | "managed";
    };

/** One region, defaults filled in. */
export interface Region {
  /** Name of the region; on AWS, AWS's name for it. */
  readonly name: string;
  /** What the region is for. */
  readonly role: (typeof regionRoles)[number];
  /** `lost` where the cluster cannot be reached: updates there are skipped. */
  readonly state: "active" | "lost";
  /** Size as a share of the full platform, in percent. */
  readonly capacityPercent: number;
  /** Share of users served here, in percent. */
  readonly trafficPercent: number;
  /** Where the region's cluster comes from. */
  readonly ground: Ground;
}
