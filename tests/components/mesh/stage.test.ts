import {
  fromProbes,
  inboundBypass,
  insideMesh,
  meshLabels,
  meshPorts,
  outsideMesh,
} from "../../../components/mesh/stage";
import { tenantTraffic } from "../../../components/tenant/traffic";
import { meshFlows, proxyFlow } from "../../../components/region/operators/flows";
import { serviceIsolation } from "../../../components/service/isolation";
import { meshStages } from "../../../config/features";

const probes = { from: [{ ipBlock: { cidr: "169.254.7.127/32" } }] };
const opened = (ports: unknown): unknown => (ports as { port: unknown }[]).map(({ port }) => port);

describe("A stage of the mesh", () => {
  test("puts pods into it from permissive on", () => {
    expect(meshStages.map((stage) => meshLabels(stage)["istio.io/dataplane-mode"])).toEqual([
      undefined,
      undefined,
      "ambient",
      "ambient",
    ]);
    expect([insideMesh, outsideMesh]).toEqual([
      { "istio.io/dataplane-mode": "ambient" },
      { "istio.io/dataplane-mode": "none" },
    ]);
    expect(inboundBypass).toEqual({ "ambient.istio.io/bypass-inbound-capture": "true" });
  });

  test("opens a port, the tunnel beside it, and at its end the tunnel alone", () => {
    expect(meshStages.map((stage) => opened(meshPorts(stage, 8082)))).toEqual([
      [8082],
      [8082, 15008],
      [8082, 15008],
      [15008],
    ]);
    for (const { protocol } of meshPorts("permissive", "http")) expect(protocol).toBe("TCP");
  });

  test("has every step overlap with the one before it, so that none cuts off what flows", () => {
    for (const [index, stage] of meshStages.entries()) {
      const before = opened(meshPorts(meshStages[index - 1] ?? "none", 1)) as number[];
      expect((opened(meshPorts(stage, 1)) as number[]).some((port) => before.includes(port))).toBe(true);
    }
  });

  test("lets the node's probes through from the address that they have in a mesh, and only in one", () => {
    expect(meshStages.map((stage) => fromProbes(stage))).toEqual([[], [probes], [probes], [probes]]);
  });
});

describe("A network policy in a mesh", () => {
  test("of a service has room for the tunnel and the probes", () => {
    const [callers, ...rest] = serviceIsolation("cart", false, [], "permissive").ingress as {
      ports: unknown;
    }[];
    expect(opened(callers!.ports)).toEqual(["http", 15008]);
    expect(rest).toEqual([probes]);
    expect(serviceIsolation("cart", false, []).ingress).toHaveLength(1);
  });

  test("of a service that is cut off has room for its probes alone, so that its pods stay as they are", () => {
    for (const stage of meshStages.slice(1)) {
      const { ingress, egress } = serviceIsolation("cart", true, [{}], stage);
      expect([ingress, egress]).toEqual([[probes], undefined]);
    }
    expect(serviceIsolation("cart", true, [{}])).not.toHaveProperty("ingress");
  });

  test("of proxies has callers inside and Prometheus come by the tunnel alone once it is strict, and users as ever", () => {
    const ports = (mesh: (typeof meshStages)[number]) =>
      (
        proxyFlow({ services: { a: "b" }, loadBalancers: "10.0.0.0/16", mesh }).ingress as {
          ports?: unknown;
        }[]
      ).map(({ ports: own }) => own && opened(own));
    expect(ports("none")).toEqual([[10443], [8443], [19001], [19003]]);
    expect(ports("permissive")).toEqual([[10443], [8443, 15008], [19001, 15008], [19003], undefined]);
    expect(ports("strict")).toEqual([[10443], [15008], [15008], [19003], undefined]);
    expect(proxyFlow({ services: { a: "b" }, mesh: "strict" }).ingress!.at(-1)).toEqual(probes);
  });

  test("of a tenant has the proxies come by the tunnel, and the probes of one that is removed go on", () => {
    const ports = (
      tenantTraffic({ state: "active", gatewayPort: 8080 }, "strict").ingress as { ports?: unknown }[]
    ).map(({ ports: own }) => own && opened(own));
    expect(ports).toEqual([undefined, [15008], undefined]);
    expect(tenantTraffic({ state: "removed" }, "strict")).toEqual({
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
      ingress: [probes],
    });
    expect(tenantTraffic({ state: "removed" })).not.toHaveProperty("ingress");
    expect(tenantTraffic({ state: "active" }, "installed").ingress).toEqual([
      { from: [{ podSelector: {} }] },
      probes,
    ]);
  });

  test("of Prometheus, which is in it, lets its probes through", () => {
    expect(meshFlows("monitoring", "installed")).toEqual([
      { name: "probes", pods: { "app.kubernetes.io/name": "prometheus" }, ingress: [probes] },
    ]);
    expect(meshFlows("monitoring", "none")).toEqual([]);
    expect(meshFlows("cert-manager", "strict")).toEqual([]);
  });
});
