import type { IHTTPRoute } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute";

import { accessClasses, colours, type Service } from "../../config/model";
import { apiHostnames, gateway } from "../region/gateway/gateway";
import { backendRef, parentRef, ruleName } from "../service/route-spec";
import { previewHeader } from "./preview-header";

type RouteSpec = NonNullable<IHTTPRoute["spec"]>;

/** Name of a service's preview route. No service has a dot in its name, so it is no other's. */
export function previewName(service: string): string {
  return `${service}.preview`;
}

/**
 * The way to one colour by name, whatever it serves: for tests of a release before users meet it. It hangs on the
 * internal listener alone. It is another route than the users', so that no release changes it, and the proxy counts what
 * it carries under other names than those of objectives and watches. It asks for the same tokens.
 */
export function previewSpec(service: Service, domain: string): RouteSpec {
  return {
    parentRefs: [parentRef(gateway.internalListener)],
    hostnames: [apiHostnames(domain).internal],
    rules: colours.flatMap((colour) =>
      accessClasses
        .filter((kind) => service.access[kind].length > 0)
        .map((kind) => ({
          name: previewRule(ruleName(kind), colour),
          matches: service.access[kind].map((value) => ({
            path: { type: "PathPrefix" as const, value },
            headers: [{ type: "Exact" as const, name: previewHeader, value: colour }],
          })),
          backendRefs: [{ ...backendRef(service, colour), weight: 1 }],
        })),
    ),
  };
}

/** Name of the rule of a preview route for one colour. */
export function previewRule(rule: string, colour: string): string {
  return `${rule}-${colour}`;
}
