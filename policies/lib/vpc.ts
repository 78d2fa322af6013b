import type { Reference } from "./stack";

/** The type token of a network. */
export const vpcType = "aws:ec2/vpc:Vpc";

/** How a resource names the network that it belongs to. */
export const ofVpc: Reference = { types: [vpcType], from: ["vpcId"], to: [["id"]], sameProvider: true };
