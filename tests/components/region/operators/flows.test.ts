import { flowSpec, operatorFlows, proxyFlow } from "../../../../components/region/operators/flows";
import { innerRanges } from "../../../../components/wiring/ranges";

const services = { "social-commerce/routes": "allowed" };

const ports = (rule: { ports?: unknown }): unknown =>
  (rule.ports as { port: number }[] | undefined)?.map(({ port }) => port);

const every = Object.entries(operatorFlows).flatMap(([namespace, flows]) =>
  flows.map((flow) => [namespace, flow.name, flow] as const),
);

describe("What may flow around the operators", () => {
  test.each(every)("in %s, %s: is said of both directions", (_, __, flow) => {
    const spec = flowSpec(flow);
    expect(spec.policyTypes).toEqual(["Ingress", "Egress"]);
    expect(spec.podSelector).toEqual(Object.keys(flow.pods).length === 0 ? {} : { matchLabels: flow.pods });
    // The API server stores an empty list or map as absent, and would count each apply of it as a change.
    const { podSelector, ...rest } = spec as unknown as Readonly<Record<string, object>>;
    expect(
      Object.values({ ...rest, ...podSelector }).map((value) => JSON.stringify(value)),
    ).not.toContainEqual(expect.stringMatching(/^(\[\]|\{\})$/));
  });

  test.each(every)(
    "in %s, %s: whoever may come from anywhere comes to a port, and never to any",
    (_, __, flow) => {
      for (const rule of flow.ingress ?? []) expect(ports(rule)).toBeDefined();
    },
  );

  test("is the webhook's port from the API server, whose address nobody knows", () => {
    const open = (namespace: keyof typeof operatorFlows): unknown[] =>
      operatorFlows[namespace].flatMap(({ pods, ingress = [] }) =>
        ingress.filter(({ from }) => from === undefined).map((rule) => [pods, ports(rule)]),
      );
    expect(open("cert-manager")).toEqual([[{ "app.kubernetes.io/name": "webhook" }, [10250]]]);
    expect(open("external-secrets")).toEqual([
      [{ "app.kubernetes.io/name": "external-secrets-webhook" }, [10250]],
    ]);
    expect(open("monitoring")).toEqual([[{ "app.kubernetes.io/name": "prometheus-adapter" }, [6443]]]);
    expect(open("envoy-gateway-system")).toEqual([]);
    expect(open("aws-load-balancer")).toEqual([[{}, [9443]]]);
    expect(open("cluster-autoscaler")).toEqual([]);
  });

  test("is the proxies' question to their control plane, on the port of Envoy's discovery, and nobody else's", () => {
    const [control] = operatorFlows["envoy-gateway-system"];
    const proxies = {
      "app.kubernetes.io/component": "proxy",
      "app.kubernetes.io/managed-by": "envoy-gateway",
    };
    expect(control!.ingress![0]).toEqual({
      from: [{ podSelector: { matchLabels: proxies } }],
      ports: [{ port: 18000, protocol: "TCP" }],
    });
    const [, toControl] = proxyFlow({ services }).egress!;
    expect(toControl).toEqual({
      to: [{ podSelector: { matchLabels: control!.pods } }],
      ports: [{ port: 18000, protocol: "TCP" }],
    });
  });

  test("is the question of each node's ztunnel to the mesh's control plane, from one namespace to the other", () => {
    const [control] = operatorFlows["istio-system"];
    const [ztunnel] = operatorFlows["istio-nodes"];
    const peer = (namespace: string, pods: object): object => ({
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
      podSelector: { matchLabels: pods },
    });
    const discovery = [{ port: 15012, protocol: "TCP" }];
    expect(control!.ingress![0]).toEqual({ from: [peer("istio-nodes", ztunnel!.pods)], ports: discovery });
    expect(ztunnel!.egress![1]).toEqual({ to: [peer("istio-system", control!.pods)], ports: discovery });
  });

  test("is Prometheus' own reading, of pods anywhere and of kubelets, and the job that makes Envoy's certificates", () => {
    const flow = (namespace: keyof typeof operatorFlows, name: string) =>
      operatorFlows[namespace].find((one) => one.name === name)!;
    expect(flow("monitoring", "scrape").egress).toEqual([
      { to: [{ namespaceSelector: {} }] },
      { ports: [{ port: 10250, protocol: "TCP" }] },
    ]);
    expect(flow("monitoring", "operator").ingress!.map(({ from }) => from)).toEqual([[{ podSelector: {} }]]);
    expect(flow("envoy-gateway-system", "certificates").pods).toEqual({ app: "certgen" });
  });

  test("is, for roles, the way to the node's agent, for those alone who may have one", () => {
    const agent = JSON.stringify({
      to: [{ ipBlock: { cidr: "169.254.170.23/32" } }],
      ports: [{ port: 80, protocol: "TCP" }],
    });
    const asking = Object.entries(operatorFlows).filter(([, flows]) =>
      flows.some(({ egress = [] }) => egress.some((rule) => JSON.stringify(rule) === agent)),
    );
    expect(asking.map(([namespace]) => namespace)).toEqual([
      "cert-manager",
      "external-secrets",
      // The exporter's pods, where there is one.
      "monitoring",
      "aws-load-balancer",
      "cluster-autoscaler",
    ]);
  });

  test("is, for everybody who asks the API server, names and its two ports", () => {
    for (const [, name, { egress = [] }] of every.filter(
      ([, name]) => name === "operator" || name === "control-plane",
    )) {
      expect([name, ports(egress[0]!)]).toEqual([name, [53, 53]]);
      expect([name, egress[1]]).toEqual([
        name,
        { ports: [443, 6443].map((port) => ({ port, protocol: "TCP" })) },
      ]);
    }
  });
});

describe("What may flow around the proxies", () => {
  const monitoring = {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
    podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
  };

  test("is users from anywhere on their port, callers inside on theirs, Prometheus, and the load balancer's question", () => {
    const { ingress } = proxyFlow({ services, loadBalancers: "10.16.0.0/16" });
    const tcp = (port: number): object[] => [{ port, protocol: "TCP" }];
    expect(ingress).toEqual([
      { ports: tcp(10443) },
      { from: [{ namespaceSelector: { matchLabels: services } }], ports: tcp(8443) },
      { from: [monitoring], ports: tcp(19001) },
      { from: [{ ipBlock: { cidr: "10.16.0.0/16" } }], ports: tcp(19003) },
    ]);
  });

  test("is reading an issuer's keys, from public addresses on 443, where there is an issuer, and nowhere else", () => {
    const without = proxyFlow({ services }).egress!;
    const { egress } = proxyFlow({ services, readsKeys: true });
    expect(egress).toEqual([
      ...without,
      {
        to: [{ ipBlock: { cidr: "0.0.0.0/0", except: innerRanges } }],
        ports: [{ port: 443, protocol: "TCP" }],
      },
    ]);
  });

  test("is no question of a load balancer where there is none of ours", () => {
    expect(proxyFlow({ services }).ingress!.map((rule) => ports(rule))).toEqual([[10443], [8443], [19001]]);
  });

  test("is out to services on any port, and to nothing else but names and the control plane", () => {
    const { egress } = proxyFlow({ services });
    expect(egress![2]).toEqual({ to: [{ namespaceSelector: { matchLabels: services } }] });
    expect(egress).toHaveLength(3);
  });
});
