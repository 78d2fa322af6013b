import type { IAuthorizationPolicy } from "@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy";

import type { Service, Tenant } from "../../config/model";
import { gateway, proxyLabels, proxyPorts } from "../region/gateway/gateway";
import { prometheusAccount } from "../region/operators/accounts";
import { selector } from "../service/labels";

/** What may connect to some pods, by identity. */
export type AuthorizationSpec = NonNullable<IAuthorizationPolicy["spec"]>;
type Rule = NonNullable<AuthorizationSpec["rules"]>[number];

/** Identity of whoever runs as a service account, as the mesh's certificates have it. Source: Istio, "Security", identity. */
export function identity(namespace: string, serviceAccount: string): string {
  return `cluster.local/ns/${namespace}/sa/${serviceAccount}`;
}

/** Identity of the gateway's proxies. */
export const proxyIdentity = identity(gateway.proxyNamespace, gateway.proxyService);

/** Identity of Prometheus. */
export const prometheusIdentity = identity(prometheusAccount.namespace, prometheusAccount.name);

const from = (principals: readonly string[], port: number): Rule => ({
  from: [{ source: { principals: [...principals] } }],
  to: [{ operation: { ports: [String(port)] } }],
});

/** Allows what its rules name. Without rules nothing; an empty list would be stored as none, and count as a change. */
const allow = (rules: readonly Rule[]): AuthorizationSpec => ({
  action: "ALLOW",
  ...(rules.length > 0 && { rules: [...rules] }),
});

/** Nobody, to any pod of the namespace that no other policy names. */
export const allowNobody: AuthorizationSpec = allow([]);

/**
 * Whoever the network policy of a service names, by identity: the proxies, by which all callers come, and Prometheus.
 *
 * @param isolated Nobody: the mesh cuts the service off as the network policy does.
 */
export function serviceAuthorization({
  name,
  port,
  isolated,
}: Pick<Service, "isolated" | "name" | "port">): AuthorizationSpec {
  const callers = [proxyIdentity, prometheusIdentity];
  return { selector: { matchLabels: selector(name) }, ...allow(isolated ? [] : [from(callers, port)]) };
}

/**
 * Whoever calls the proxies by the mesh: on the internal listener the services that use another service, and are not cut
 * off; Prometheus on their series. Users come in the clear of the mesh, by TLS, and are not asked here.
 *
 * @param namespace That of the services.
 */
export function proxyAuthorization(namespace: string, services: readonly Service[]): AuthorizationSpec {
  const names = services.map(({ name }) => name);
  const callers = services
    .filter(({ isolated, uses }) => !isolated && uses.some((used) => names.includes(used)))
    .map(({ name }) => identity(namespace, name));
  return {
    selector: { matchLabels: { ...proxyLabels } },
    ...allow([
      ...(callers.length > 0 ? [from(callers, proxyPorts.internal)] : []),
      from([prometheusIdentity], proxyPorts.metrics),
    ]),
  };
}

/** Whoever the network policy of a tenant names: its own pods, and the proxies on the port that it gives them. */
export function tenantAuthorization(
  namespace: string,
  { state, gatewayPort }: Pick<Tenant, "gatewayPort" | "state">,
): AuthorizationSpec {
  if (state === "removed") return allowNobody;
  return allow([
    { from: [{ source: { namespaces: [namespace] } }] },
    ...(gatewayPort === undefined ? [] : [from([proxyIdentity], gatewayPort)]),
  ]);
}
