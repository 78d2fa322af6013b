import {
  allowNobody,
  identity,
  proxyAuthorization,
  serviceAuthorization,
  tenantAuthorization,
} from "../../../components/mesh/authorization";
import { service } from "../../support/samples";

const proxy = "cluster.local/ns/envoy-gateway-system/sa/platform-proxy";
const prometheus = "cluster.local/ns/monitoring/sa/platform-prometheus";
const rule = (principals: string[], port: string): object => ({
  from: [{ source: { principals } }],
  to: [{ operation: { ports: [port] } }],
});

describe("Who may connect in the mesh", () => {
  test("to a service are the proxies and Prometheus, on its port", () => {
    expect(serviceAuthorization(service)).toEqual({
      selector: { matchLabels: { "app.kubernetes.io/name": "cart-service" } },
      action: "ALLOW",
      rules: [rule([proxy, prometheus], "8082")],
    });
  });

  test("to a service that is cut off is nobody", () => {
    expect(serviceAuthorization({ ...service, isolated: true })).toEqual({
      selector: { matchLabels: { "app.kubernetes.io/name": "cart-service" } },
      action: "ALLOW",
    });
    expect(allowNobody).toEqual({ action: "ALLOW" });
  });

  test("to the proxies' internal listener are the services that use another, as long as they are not cut off", () => {
    const of = (name: string, uses: string[], isolated = false) => ({ ...service, name, uses, isolated });
    const services = [
      of("cart", ["catalogue"]),
      of("catalogue", ["orders-db"]),
      of("orders", ["cart"], true),
    ];
    expect(proxyAuthorization("shop", services)).toEqual({
      selector: {
        matchLabels: {
          "app.kubernetes.io/component": "proxy",
          "app.kubernetes.io/managed-by": "envoy-gateway",
        },
      },
      action: "ALLOW",
      rules: [rule([identity("shop", "cart")], "8443"), rule([prometheus], "19001")],
    });
    expect(proxyAuthorization("shop", []).rules).toEqual([rule([prometheus], "19001")]);
  });

  test("to a tenant are its own pods, and the proxies on the port that it gives them; to one that is removed nobody", () => {
    const own = { from: [{ source: { namespaces: ["tenant-a"] } }] };
    expect(tenantAuthorization("tenant-a", { state: "active", gatewayPort: 8080 })).toEqual({
      action: "ALLOW",
      rules: [own, rule([proxy], "8080")],
    });
    expect(tenantAuthorization("tenant-a", { state: "active" }).rules).toEqual([own]);
    expect(tenantAuthorization("tenant-a", { state: "removed", gatewayPort: 8080 })).toEqual({
      action: "ALLOW",
    });
  });
});
