import { meshStages } from "../../../config/features";
import { flowSpec, proxyFlow } from "../../../components/region/operators/flows";
import { tenantNamespace } from "../../../components/tenant/names";
import { tenantPorts } from "../../../components/tenant/ports";
import { tenantTraffic } from "../../../components/tenant/traffic";
import type { Tenant } from "../../../config/model";
import { tenant } from "../../support/samples";

const region = "us-east-1";
const services = { "social-commerce/routes": "allowed" };
const proxied: Tenant = { ...tenant, regions: [region], gatewayPort: 8080 };

describe("The way of the proxies to a tenant", () => {
  test.each([
    ["has none that names no port", { gatewayPort: undefined }],
    ["has none that is removed", { state: "removed" }],
    ["has none that is in other regions", { regions: ["us-west-2"] }],
  ] as const)("%s", (_, changes) => {
    const { gatewayPort, ...rest } = { ...proxied, ...changes };
    const one = { ...rest, ...(gatewayPort !== undefined && { gatewayPort }) };
    expect(tenantPorts([one], region)).toEqual([]);
    const tenants = tenantPorts([one], region);
    expect(proxyFlow({ services, tenants })).toEqual(proxyFlow({ services }));
  });

  test.each(meshStages)("is at both ends the same ports, mesh %s", (mesh) => {
    const other: Tenant = { ...proxied, name: "brand-b", gatewayPort: 9090 };
    const tenants = tenantPorts([proxied, other], region);
    const egress = flowSpec(proxyFlow({ services, tenants, mesh })).egress as unknown[];
    const without = flowSpec(proxyFlow({ services, mesh })).egress as unknown[];
    expect(egress.slice(without.length)).toEqual(
      [proxied, other].map((one) => ({
        to: [
          {
            namespaceSelector: {
              matchLabels: { "kubernetes.io/metadata.name": tenantNamespace(one.name) },
            },
          },
        ],
        ports: admitted(one, mesh),
      })),
    );
    expect(egress.slice(0, without.length)).toEqual(without);
  });
});

/** The ports on which a tenant's own policy lets the namespace of the proxies in. */
function admitted(one: Tenant, mesh: (typeof meshStages)[number]): unknown {
  const rules = tenantTraffic(one, mesh).ingress as { from: unknown[]; ports?: unknown }[];
  return rules.find(({ from }) => JSON.stringify(from).includes("envoy-gateway-system"))!.ports;
}
