import type { IHTTPRoute } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute";

import { accessClasses, colours, type AccessClass, type Colour, type Service } from "../../config/model";
import { apiHostnames, gateway, regionalHostname } from "../region/gateway/gateway";

type RouteSpec = IHTTPRoute["spec"];
type BackendRef = NonNullable<NonNullable<NonNullable<RouteSpec>["rules"]>[number]["backendRefs"]>[number];

/** Name of everything that belongs to one colour of a service: `cart-service-blue`. */
export function colourName(service: string, colour: Colour): string {
  return `${service}-${colour}`;
}

/**
 * The route of a service: every listener of the gateway, both colours, and the weights between them. There is a rule for
 * each class of callers, in one object, so that a shift is one write; all rules have the same weights.
 *
 * `rules` is one atomic list to the API server. Every field that it would default is spelled out, because a default
 * that another writer does not send makes equal weights a conflict.
 */
export function routeSpec(service: Service, domain: string, region: string): NonNullable<RouteSpec> {
  const { public: users, internal } = apiHostnames(domain);
  const listeners = [gateway.publicListener, gateway.regionalListener, gateway.internalListener];
  return {
    parentRefs: listeners.map(parentRef),
    // The last is what the region's health check asks.
    hostnames: [users, internal, regionalHostname(users, region)],
    rules: accessClasses
      .filter((kind) => service.access[kind].length > 0)
      .map((kind) => ({
        name: ruleName(kind),
        matches: service.access[kind].map((value) => ({ path: { type: "PathPrefix" as const, value } })),
        backendRefs: colours.map((colour) => backendRef(service, colour)),
      })),
  };
}

/** Name of the rule for those who may call some paths; by it a policy is about that rule alone. */
export function ruleName(kind: AccessClass): string {
  return kind;
}

/** A listener of the Gateway, as a route names it. */
export function parentRef(sectionName: string): NonNullable<NonNullable<RouteSpec>["parentRefs"]>[number] {
  return {
    group: "gateway.networking.k8s.io",
    kind: "Gateway",
    name: gateway.name,
    namespace: gateway.namespace,
    sectionName,
  };
}

/**
 * One colour of a service behind its route. The header names the colour to the process; it also gives the colour a
 * proxy cluster of its own, without which the proxy's metrics could not tell the colours apart.
 */
export function backendRef({ name, port, release }: Service, colour: Colour): BackendRef {
  return {
    group: "",
    kind: "Service",
    name: colourName(name, colour),
    port,
    weight: release[colour].weight,
    filters: [
      {
        type: "RequestHeaderModifier",
        requestHeaderModifier: { set: [{ name: "x-release-colour", value: colour }] },
      },
    ],
  };
}
