import type * as kubernetes from "@pulumi/kubernetes";

import type { PlatformConfig, Region, Service } from "../../config/model";
import { addressPlan } from "../region/network/address-plan";
import { publicAddresses } from "../wiring/ranges";
import { variable } from "../wiring/variables";
import { busArn, busName, queueUrl, topicArn, topicName, type MessagePlace } from "./names";

type EgressRule = kubernetes.types.input.networking.v1.NetworkPolicyEgressRule;

/** What a service is told of its queues, topics and buses, and where it may connect for them. */
export interface MessageWiring {
  /** Variables by name. */
  readonly variables: Readonly<Record<string, string>>;
  /** The services of AWS that it asks. */
  readonly egress: readonly EgressRule[];
}

/** What wires messages: the parts of the stack file that it needs. */
export type MessageConfig = Pick<
  PlatformConfig,
  "account" | "buses" | "environment" | "owner" | "queues" | "topics"
>;

/** What a service is told, and may reach, in one region. A service without messages, or a region without AWS, has nothing. */
export function messageWiring(
  config: MessageConfig,
  { uses, publishes }: Pick<Service, "publishes" | "uses">,
  { name: region, ground }: Region,
): MessageWiring {
  const { account, environment, owner } = config;
  if (account === undefined || ground.kind !== "aws") return { variables: {}, egress: [] };
  const place: MessagePlace = { estate: { environment, owner }, account, region };
  const variables = [
    ...config.queues
      .filter(({ name }) => uses.includes(name) || publishes.includes(name))
      .map(({ name }) => [variable(name, "QUEUE_URL"), queueUrl(place, name)] as const),
    ...config.topics
      .filter(({ name }) => publishes.includes(name))
      .map(
        ({ name }) => [variable(name, "TOPIC_ARN"), topicArn(place, topicName(place.estate, name))] as const,
      ),
    ...config.buses
      .filter(({ name }) => publishes.includes(name))
      .map(({ name }) => [variable(name, "BUS_ARN"), busArn(place, busName(place.estate, name))] as const),
  ];
  const egress = variables.length > 0 ? [toMessages(ground)] : [];
  return { variables: Object.fromEntries(variables), egress };
}

/** By the endpoints, which stand in the subnets of nodes and pods; where there are none, by public addresses. */
function toMessages({
  cidr,
  zones,
  interfaceEndpoints,
}: Extract<Region["ground"], { kind: "aws" }>): EgressRule {
  const endpoints = addressPlan(cidr, zones).map((zone) => ({ ipBlock: { cidr: zone.private } }));
  return {
    to: interfaceEndpoints ? endpoints : [publicAddresses],
    ports: [{ port: 443, protocol: "TCP" }],
  };
}
