import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import type { MeshStage } from "../../config/features";
import type { Outside, PlatformConfig, Service } from "../../config/model";
import { meshPorts } from "../mesh/stage";
import { apiHostnames, gateway, listenerPorts, proxyLabels, proxyPorts } from "../region/gateway/gateway";
import type { MessageWiring } from "../messaging/message-wiring";
import { toIdentities } from "../region/operators/flows";
import type { BucketAccess, StoreAccess } from "../store/access";
import { bucketFor, bucketVariables, type UsedBucket } from "./buckets";
import { publicAddresses } from "./ranges";
import { variable } from "./variables";

type EgressRule = kubernetes.types.input.networking.v1.NetworkPolicyEgressRule;

/** What a service is told of what it uses, and where it may connect. */
export interface Wiring {
  /** Variables by name; nothing secret. */
  readonly variables: Readonly<Record<string, pulumi.Input<string>>>;
  /** Variables that come from the secret manager: passwords of those stores that pods do not sign in to by their role. */
  readonly secrets: readonly SecretVariable[];
  /** The same of its migrations, which have no role. @default as its pods */
  readonly migrationSecrets?: readonly SecretVariable[];
  /** Where its stores are, by ranges and ports. */
  readonly storeEgress: readonly EgressRule[];
  /** The gateway, where it uses a service, the hosts outside, and what its messages and its role need. */
  readonly otherEgress: readonly EgressRule[];
  /** Regions in which its role may sign in to a store. @default nowhere */
  readonly signInRegions?: readonly string[];
  /** Buckets that its role may use. @default none */
  readonly buckets?: readonly UsedBucket[];
}

/** One variable that comes from the secret manager. */
export interface SecretVariable {
  /** Name of the variable. */
  readonly variable: string;
  /** Name of the secret below the environment's. */
  readonly secret: string;
  /** Which of its properties. */
  readonly property: "password" | "username";
}

/** What wires services: the parts of the stack file that it needs. */
export interface WiringConfig extends Pick<
  PlatformConfig,
  "domain" | "features" | "outside" | "services" | "writer"
> {
  /** What services are told of the stores, whoever made them. */
  readonly stores: readonly StoreAccess[];
  /** What services are told of the stores of objects. @default there are none */
  readonly buckets?: readonly BucketAccess[];
}

/**
 * What a service is told, and may reach, in one region. Everything follows from the names in its `uses`.
 *
 * @param messages What it is told of its queues and topics.
 */
export function wiringOf(
  config: WiringConfig,
  { uses }: Service,
  region: string,
  messages: MessageWiring = { variables: {}, egress: [] },
): Wiring {
  const used = <T extends { readonly name: string }>(all: readonly T[]): T[] =>
    all.filter(({ name }) => uses.includes(name));
  const [stores, services, outside] = [used(config.stores), used(config.services), used(config.outside)];
  const signInRegions = [...new Set(stores.flatMap((store) => store.signInRegions ?? []))].sort();
  const objects = bucketsOf(used(config.buckets ?? []), region, config.writer);
  const hasRole = signInRegions.length + objects.buckets.length + messages.egress.length > 0;
  const variables: Variable[] = [
    ...stores.flatMap((store) => storeVariables(store, region, config.writer)),
    ...services.flatMap((service) => serviceVariables(service, config.domain)),
    ...outside.flatMap(outsideVariables),
    ...objects.variables,
    ...Object.entries(messages.variables),
  ];
  return {
    variables: Object.fromEntries(variables.sort(([left], [right]) => (left < right ? -1 : 1))),
    secrets: stores.filter(({ signIn }) => signIn !== "role").flatMap(secretVariables),
    ...(stores.some(({ signIn }) => signIn === "role") && {
      migrationSecrets: stores.flatMap(secretVariables),
    }),
    storeEgress: stores.map(({ ranges, port }) => toRanges(ranges, port)),
    otherEgress: [
      ...(services.length > 0 ? [toGateway(config.features.mesh)] : []),
      ...outside.map(toOutside),
      ...(hasRole ? [toIdentities] : []),
      ...(objects.buckets.length > 0 ? [toS3] : []),
      ...messages.egress,
    ],
    ...(signInRegions.length > 0 && { signInRegions }),
    ...(objects.buckets.length > 0 && { buckets: objects.buckets }),
  };
}

type Variable = readonly [name: string, value: pulumi.Input<string>];

interface WiredBuckets {
  readonly variables: readonly Variable[];
  readonly buckets: readonly UsedBucket[];
}

function bucketsOf(stores: readonly BucketAccess[], region: string, writer: string): WiredBuckets {
  const wired = stores.flatMap((store) =>
    bucketFor(store, region, writer).map((bucket) => ({ store, bucket })),
  );
  return {
    variables: wired.flatMap(({ store, bucket }) => bucketVariables(store, bucket)),
    buckets: wired.map(({ bucket }) => bucket),
  };
}

/** Writes go where the writer is; reads stay in the region, unless the store may not be there. */
function storeVariables(
  { name, engine, port, endpoints, facts = {}, signInRegions }: StoreAccess,
  region: string,
  writer: string,
): Variable[] {
  const writing = endpoints[writer];
  const readIn = endpoints[region] ? region : writer;
  const reading = endpoints[readIn];
  return [
    [variable(name, "ENGINE"), engine],
    [variable(name, "PORT"), String(port)],
    [variable(name, "WRITER_HOST"), writing?.writer ?? ""],
    [variable(name, "READER_HOST"), reading?.reader ?? ""],
    [variable(name, "WRITER_REGION"), writer],
    // A token is signed for the region of the host that it is shown to.
    ...(signInRegions === undefined ? [] : [[variable(name, "READER_REGION"), readIn] as const]),
    ...(writing?.direct === undefined
      ? []
      : [[variable(name, "DIRECT_HOST"), writing.direct.writer] as const]),
    ...Object.entries(facts).map(([fact, value]): Variable => [variable(name, fact), value]),
  ];
}

/** By the gateway's internal listener, so that releases and limits hold for callers inside as well. */
function serviceVariables({ name, path }: Service, domain: string): Variable[] {
  return [
    [variable(name, "URL"), `https://${apiHostnames(domain).internal}:${listenerPorts.internal}${path}`],
  ];
}

function outsideVariables({ name, host, port }: Outside): Variable[] {
  return [
    [variable(name, "HOST"), host],
    [variable(name, "PORT"), String(port)],
  ];
}

function secretVariables({ name, secret }: StoreAccess): SecretVariable[] {
  if (secret === undefined) return [];
  return (["username", "password"] as const).map((property) => ({
    variable: variable(name, property.toUpperCase()),
    secret,
    property,
  }));
}

function toRanges(ranges: readonly string[], port: number): EgressRule {
  return { to: ranges.map((cidr) => ({ ipBlock: { cidr } })), ports: [{ port, protocol: "TCP" }] };
}

function toOutside({ ranges, port }: Outside): EgressRule {
  return ranges === undefined
    ? { to: [publicAddresses], ports: [{ port, protocol: "TCP" }] }
    : toRanges(ranges, port);
}

/** S3 is asked by public addresses, which the region's endpoint takes; it changes them, and a network policy knows no prefix list. */
const toS3: EgressRule = { to: [publicAddresses], ports: [{ port: 443, protocol: "TCP" }] };

const toGateway = (mesh: MeshStage): EgressRule => ({
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": gateway.proxyNamespace } },
      podSelector: { matchLabels: proxyLabels },
    },
  ],
  ports: meshPorts(mesh, proxyPorts.internal),
});
