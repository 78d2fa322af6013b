import * as kubernetes from "@pulumi/kubernetes";

import { proxyDrainSeconds } from "../../../../components/region/gateway/gateway";
import { Gateway } from "../../../../components/region/gateway/platform-gateway";
import { lifecycle } from "../../../../components/service/lifecycle";
import { record } from "../../../support/recorder";
import { at, Tree } from "../../../support/tree";

const region = "us-east-1";
const name = `${region}-gateway`;
const proxies = { min: 3, max: 30 };

const onAws = { frontDoorRange: "10.16.0.0/16", hostedZoneId: "Z0123456789" };

const build = async (changes: Partial<typeof onAws> = {}, managed = true): Promise<Tree> =>
  new Tree(
    await record(() => {
      const provider = new kubernetes.Provider(`${region}-kubernetes`, {});
      const object = (called: string) => new kubernetes.core.v1.Namespace(called, {}, { provider });
      const cluster = object("cluster");
      const crds = managed
        ? {
            "gateway.networking.k8s.io": object("gateway definitions"),
            "gateway.envoyproxy.io": object("proxy definitions"),
            "cert-manager.io": object("certificate definitions"),
            "monitoring.coreos.com": object("monitor definitions"),
          }
        : {};
      const proxyPlacement = managed ? { namespace: object("proxies"), cluster, crds } : undefined;
      const args = { region, domain: "shop.example.com", proxies, crds, proxyPlacement, cluster };
      return new Gateway(name, { ...args, ...changes }, { providers: [provider] });
    }),
  );

const envoy = "kubernetes:gateway.envoyproxy.io/v1alpha1";
const certificates = "kubernetes:cert-manager.io/v1";

describe("The Gateway of a region on AWS", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build(onAws);
  });

  test("listens for users under two names on 443, and for callers inside under one on a port of its own", () => {
    const gateway = tree.one("kubernetes:gateway.networking.k8s.io/v1:Gateway");
    expect(at(gateway, "metadata")).toMatchObject({ name: "platform", namespace: "gateway-system" });
    const listeners = at(gateway, "spec", "listeners") as Record<string, unknown>[];
    expect(listeners.map((one) => [one.name, one.port, one.hostname])).toEqual([
      ["public", 443, "api.shop.example.com"],
      ["regional", 443, "us-east-1.api.shop.example.com"],
      ["internal", 8443, "api.internal.shop.example.com"],
    ]);
    for (const { protocol, tls, allowedRoutes } of listeners) {
      expect(protocol).toBe("HTTPS");
      expect(tls).toEqual({
        mode: "Terminate",
        certificateRefs: [{ group: "", kind: "Secret", name: "gateway-tls" }],
      });
      expect(allowedRoutes).toEqual({
        namespaces: {
          from: "Selector",
          selector: { matchLabels: { "social-commerce/routes": "allowed" } },
        },
        kinds: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute" }],
      });
    }
  });

  test("is of a class of Envoy Gateway's, and its proxies are as its own settings say", () => {
    const gatewayClass = tree.one("kubernetes:gateway.networking.k8s.io/v1:GatewayClass");
    expect(at(gatewayClass, "metadata", "namespace")).toBeUndefined();
    expect(gatewayClass.inputs.spec).toEqual({
      controllerName: "gateway.envoyproxy.io/gatewayclass-controller",
    });
    const gateway = tree.one("kubernetes:gateway.networking.k8s.io/v1:Gateway");
    const settings = tree.one(`${envoy}:EnvoyProxy`);
    expect(at(gateway, "spec", "gatewayClassName")).toBe(at(gatewayClass, "metadata", "name"));
    expect(at(gateway, "spec", "infrastructure", "parametersRef")).toEqual({
      group: "gateway.envoyproxy.io",
      kind: "EnvoyProxy",
      name: at(settings, "metadata", "name"),
    });
    expect(at(settings, "metadata", "namespace")).toBe(at(gateway, "metadata", "namespace"));
  });

  test("has proxies over zones, as many as the load asks for, never fewer while they are replaced", () => {
    const proxy = (...path: string[]) =>
      at(tree.one(`${envoy}:EnvoyProxy`), "spec", "provider", "kubernetes", ...path);
    expect(proxy("envoyHpa")).toMatchObject({
      minReplicas: 3,
      maxReplicas: 30,
      metrics: [{ resource: { name: "cpu", target: { averageUtilization: 70 } } }],
    });
    expect(proxy("envoyPDB")).toEqual({ maxUnavailable: 1 });
    expect(proxy("envoyDeployment", "strategy", "rollingUpdate")).toEqual({
      maxUnavailable: 0,
      maxSurge: "25%",
    });
    expect(proxy("envoyDeployment", "container", "resources")).toMatchObject({
      requests: { cpu: "500m" },
      limits: { memory: "1Gi" },
    });
    expect(proxy("envoyDeployment", "pod", "topologySpreadConstraints")).toMatchObject([
      {
        topologyKey: "topology.kubernetes.io/zone",
        labelSelector: { matchLabels: { "app.kubernetes.io/component": "proxy" } },
      },
    ]);
  });

  test("has no load balancer but ours, behind a name that does not change", () => {
    expect(at(tree.one(`${envoy}:EnvoyProxy`), "spec", "provider", "kubernetes", "envoyService")).toEqual({
      type: "ClusterIP",
      name: "platform-proxy",
    });
  });

  test("goes on answering while the front door still sends, and then finishes the longest request", () => {
    const shutdown = at(tree.one(`${envoy}:EnvoyProxy`), "spec", "shutdown") as Record<string, string>;
    expect(shutdown.minDrainDuration).toBe(`${proxyDrainSeconds}s`);
    expect(parseInt(shutdown.drainTimeout!, 10)).toBe(
      proxyDrainSeconds + lifecycle.longestRequestSeconds + lifecycle.closingSeconds,
    );
  });

  test("shows its series to Prometheus, which finds them by its label", () => {
    expect(at(tree.one(`${envoy}:EnvoyProxy`), "spec", "telemetry", "metrics", "prometheus", "disable")).toBe(
      false,
    );
    const monitor = tree.one("kubernetes:monitoring.coreos.com/v1:PodMonitor");
    expect(at(monitor, "metadata")).toMatchObject({
      namespace: "envoy-gateway-system",
      labels: { prometheus: "platform" },
    });
    expect(monitor.inputs.spec).toEqual({
      selector: {
        matchLabels: {
          "app.kubernetes.io/component": "proxy",
          "app.kubernetes.io/managed-by": "envoy-gateway",
        },
      },
      podMetricsEndpoints: [{ port: "metrics", path: "/stats/prometheus" }],
    });
  });

  test("asks clients for TLS 1.2, reads no proxy protocol, and ends connections before the front door forgets them", () => {
    const { spec } = tree.one(`${envoy}:ClientTrafficPolicy`).inputs as {
      spec: Record<string, unknown> & { timeout: { http: Record<string, string> } };
    };
    expect(spec.targetRefs).toEqual([
      { group: "gateway.networking.k8s.io", kind: "Gateway", name: "platform" },
    ]);
    expect(spec.tls).toEqual({ minVersion: "1.2", alpnProtocols: ["h2", "http/1.1"] });
    expect(spec.tcpKeepalive).toEqual({ idleTime: "60s", interval: "30s", probes: 3 });
    expect(spec).not.toHaveProperty("proxyProtocol");
    expect(spec).not.toHaveProperty("enableProxyProtocol");
    // A network load balancer forgets after 350 s.
    expect(parseInt(spec.timeout.http.idleTimeout!, 10)).toBeLessThan(350);
    expect(spec.timeout.http.requestReceivedTimeout).toBe("30s");
    expect(spec.connection).toMatchObject({ bufferLimit: "32Ki", connectionLimit: { value: 20_000 } });
    expect(spec.http2).toMatchObject({ maxConcurrentStreams: 100 });
    expect(spec.path).toEqual({ escapedSlashesAction: "RejectRequest" });
  });

  test("puts the security headers on every answer, and takes away what tells about the program", () => {
    const headers = at(tree.one(`${envoy}:ClientTrafficPolicy`), "spec", "headers") as unknown as {
      withUnderscoresAction: string;
      lateResponseHeaders: { set: { name: string; value: string }[]; remove: string[] };
    };
    expect(headers.withUnderscoresAction).toBe("RejectRequest");
    const set = Object.fromEntries(headers.lateResponseHeaders.set.map((one) => [one.name, one.value]));
    expect(set).toEqual({
      "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
      "Referrer-Policy": "no-referrer",
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    });
    expect(headers.lateResponseHeaders.remove).toEqual(["X-Powered-By"]);
  });

  test("has one certificate for its three names, by a public authority that sees our records", () => {
    const certificate = tree.one(`${certificates}:Certificate`);
    const issuer = tree.one(`${certificates}:ClusterIssuer`);
    expect(at(certificate, "metadata", "namespace")).toBe("gateway-system");
    expect(certificate.inputs.spec).toMatchObject({
      secretName: "gateway-tls",
      dnsNames: ["api.shop.example.com", "us-east-1.api.shop.example.com", "api.internal.shop.example.com"],
      duration: "2160h",
      renewBefore: "720h",
      usages: ["digital signature", "server auth"],
      privateKey: { algorithm: "ECDSA", rotationPolicy: "Always" },
      issuerRef: { group: "cert-manager.io", kind: "ClusterIssuer", name: at(issuer, "metadata", "name") },
    });
    expect(at(issuer, "metadata", "namespace")).toBeUndefined();
    expect(at(issuer, "spec", "acme")).toMatchObject({
      server: "https://acme-v02.api.letsencrypt.org/directory",
      solvers: [
        {
          selector: { dnsZones: ["shop.example.com"] },
          dns01: { route53: { region: "us-east-1", hostedZoneID: "Z0123456789" } },
        },
      ],
    });
    expect(tree.all.filter(({ type }) => type === `${certificates}:Issuer`)).toEqual([]);
  });

  test("waits for the definition of each of its objects, and goes with the cluster", () => {
    const brings = {
      networking: "gateway",
      envoyproxy: "proxy",
      "cert-manager": "certificate",
      coreos: "monitor",
    };
    const customs = tree.all.filter(({ type }) => Object.keys(brings).some((group) => type.includes(group)));
    const gatewayObjects = customs.filter(({ type }) => !type.includes("networking.k8s.io/v1:NetworkPolicy"));
    expect(gatewayObjects).toHaveLength(7);
    for (const object of gatewayObjects) {
      const [, what] = Object.entries(brings).find(([group]) => object.type.includes(group))!;
      expect(tree.waitsFor(object)).toContain(`${what} definitions`);
      expect(object.deletedWith).toContain("::cluster");
    }
  });

  test("lets the front door's network ask whether a proxy is ready", () => {
    const policy = tree.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", `${name}-proxy`);
    expect(JSON.stringify(policy.inputs.spec)).toContain('"cidr":"10.16.0.0/16"');
    expect(at(policy, "metadata", "namespace")).toBe("envoy-gateway-system");
    expect(tree.waitsFor(policy)).toEqual(["proxies"]);
  });

  test("says in the preview what it is", () => {
    expect(tree.outputsOf(tree.one("platform:region:Gateway"))).toEqual({
      summary: "3–30 proxies behind the front door · certificates by Let's Encrypt",
    });
  });
});

describe("The Gateway of a cluster that was there", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build();
  });

  test("has a load balancer of the cluster's, which leaves the client's address as it is", () => {
    expect(at(tree.one(`${envoy}:EnvoyProxy`), "spec", "provider", "kubernetes", "envoyService")).toEqual({
      type: "LoadBalancer",
      name: "platform-proxy",
      externalTrafficPolicy: "Local",
    });
    expect(tree.outputsOf(tree.one("platform:region:Gateway"))).toEqual({
      summary: "3–30 proxies behind the cluster's load balancer · certificates by an authority of its own",
    });
  });

  test("has an authority of its own, which signs itself and then the gateway's certificate", () => {
    const spec = (kind: string, called: string) =>
      tree.one(`${certificates}:${kind}`, `${name}-certificates-${called}-${kind.toLowerCase()}`).inputs.spec;
    expect(spec("Issuer", "gateway-authority-bootstrap")).toEqual({ selfSigned: {} });
    expect(spec("Certificate", "gateway-authority")).toMatchObject({
      isCA: true,
      duration: "43800h",
      renewBefore: "8760h",
      secretName: "gateway-authority",
      issuerRef: { kind: "Issuer", name: "gateway-authority-bootstrap" },
    });
    expect(spec("Issuer", "gateway")).toEqual({ ca: { secretName: "gateway-authority" } });
    expect(spec("Certificate", "gateway")).toMatchObject({ issuerRef: { kind: "Issuer", name: "gateway" } });
  });

  test("depends on no operator of ours where somebody else installed them", async () => {
    const other = await build({}, false);
    const gateway = other.one("kubernetes:gateway.networking.k8s.io/v1:Gateway");
    expect(other.waitsFor(gateway)).toEqual([`${region}-gateway-system`]);
    expect(at(other.one("kubernetes:monitoring.coreos.com/v1:PodMonitor"), "metadata", "namespace")).toBe(
      "envoy-gateway-system",
    );
  });
});
