import { operators, operatorsOf, type CrdGroup } from "../../components/region/operators/catalogue";
import type { Plan, PlanResource } from "../../tools/preview/plan";
import { planOf } from "../support/plans";

describe.each([
  ["production", ["eu-central-1", "us-east-1", "us-west-2"], true],
  ["local", ["east", "west"], false],
] as const)("the gateway in the plan of %s", (stack, regions, onAws) => {
  let plan: Plan;
  beforeAll(async () => {
    plan = await planOf(stack);
  }, 120_000);

  const all = (kind: string): PlanResource[] =>
    plan.resources.filter(({ type, custom }) => custom && type.endsWith(`:${kind}`));
  const key = (region: string | undefined, ...words: unknown[]): string => [region, ...words].join(" ");
  const metadata = ({ inputs }: PlanResource) =>
    inputs.metadata as unknown as { name: string; namespace?: string; labels: Record<string, string> };

  it("has a listener for every parent that a route names, and lets that route's namespace attach", () => {
    const listeners = new Set(
      all("Gateway").flatMap((gateway) => {
        const { listeners: own } = gateway.inputs.spec as unknown as { listeners: { name: string }[] };
        const { name, namespace } = metadata(gateway);
        return own.map((listener) => key(gateway.region, namespace, name, listener.name));
      }),
    );
    expect(listeners.size).toBe(regions.length * 3);
    const routes = all("HTTPRoute");
    expect(routes).toHaveLength(regions.length * 8);
    for (const route of routes) {
      const { parentRefs } = route.inputs.spec as unknown as { parentRefs: Record<string, string>[] };
      for (const { namespace, name, sectionName } of parentRefs)
        expect(listeners).toContain(key(route.region, namespace, name, sectionName));
      const home = all("Namespace").find(
        (one) => one.region === route.region && metadata(one).name === metadata(route).namespace,
      );
      expect(metadata(home!).labels["social-commerce/routes"]).toBe("allowed");
    }
  });

  it("answers under every name that a route has, with a certificate for it", () => {
    for (const region of regions) {
      const inRegion = (kind: string) => all(kind).filter((one) => one.region === region);
      const { dnsNames, secretName } = inRegion("Certificate").find(
        (one) => metadata(one).name === "gateway",
      )!.inputs.spec as unknown as { dnsNames: string[]; secretName: string };
      const { listeners } = inRegion("Gateway")[0]!.inputs.spec as unknown as {
        listeners: { hostname: string; tls: { certificateRefs: { name: string }[] } }[];
      };
      expect(listeners.map(({ hostname }) => hostname).sort()).toEqual([...dnsNames].sort());
      for (const { tls } of listeners) expect(tls.certificateRefs[0]!.name).toBe(secretName);
      for (const route of inRegion("HTTPRoute")) {
        const { hostnames } = route.inputs.spec as unknown as { hostnames: string[] };
        const inside = dnsNames.filter((name) => name.startsWith("api.internal."));
        const expected = metadata(route).name.endsWith(".preview") ? inside : dnsNames;
        expect([...hostnames].sort()).toEqual([...expected].sort());
      }
    }
  });

  it("has every issuer that a certificate names", () => {
    const issuers = [...all("Issuer"), ...all("ClusterIssuer")].map((one) =>
      key(one.region, one.inputs.kind, metadata(one).namespace ?? "", metadata(one).name),
    );
    const certificates = all("Certificate").filter(({ type }) => type.startsWith("kubernetes:"));
    expect(certificates.length).toBeGreaterThanOrEqual(regions.length);
    for (const certificate of certificates) {
      const { issuerRef } = certificate.inputs.spec as unknown as {
        issuerRef: { kind: string; name: string };
      };
      const namespace = issuerRef.kind === "Issuer" ? (metadata(certificate).namespace ?? "") : "";
      expect(issuers).toContain(key(certificate.region, issuerRef.kind, namespace, issuerRef.name));
    }
  });

  it("has the releases of the list in each region, and no other", () => {
    const installed = onAws ? operatorsOf("auto", "none", true) : operatorsOf(undefined, "strict");
    const expected = regions.flatMap((region) =>
      installed.map(({ name, chart, version }) => key(region, name, chart, version)),
    );
    const found = all("Release").map(({ region, inputs }) =>
      key(region, inputs.name, inputs.chart, inputs.version),
    );
    expect(found.sort()).toEqual(expected.sort());
  });

  it("has every custom resource wait for the release that brings its definition", () => {
    const groups = new Map<string, string>(
      operators.flatMap(({ name, brings }) => brings.map((group: CrdGroup) => [group, name] as const)),
    );
    const customs = plan.resources.filter(({ type }) => groups.has(type.split(":")[1]?.split("/")[0] ?? ""));
    expect(customs.length).toBeGreaterThanOrEqual(regions.length * 12);
    for (const { urn, type, region, dependencies } of customs) {
      const release = `${region!}-${groups.get(type.split(":")[1]!.split("/")[0]!)!}`;
      expect([urn, dependencies.some((one) => one.endsWith(`Release::${release}`))]).toEqual([urn, true]);
    }
  });

  it(onAws ? "binds the proxies of each region to its front door" : "makes nothing of AWS", () => {
    const bindings = all("TargetGroupBinding");
    expect(bindings.map(({ region }) => region).sort()).toEqual(onAws ? [...regions].sort() : []);
    for (const binding of bindings) {
      const proxy = all("EnvoyProxy").find(({ region }) => region === binding.region)!;
      const { provider } = proxy.inputs.spec as unknown as {
        provider: { kubernetes: { envoyService: { name: string } } };
      };
      expect(binding.inputs.spec).toMatchObject({
        serviceRef: { name: provider.kubernetes.envoyService.name, port: 443 },
      });
    }
    expect(plan.resources.some(({ type }) => type.startsWith("aws:"))).toBe(onAws);
    const rules = all("SecurityGroupEgressRule");
    for (const { inputs } of rules.filter(({ name }) => name.includes("-proxy-")))
      expect(inputs).not.toHaveProperty("cidrIpv4");
    expect(rules).toHaveLength(bindings.length * 2);
  });
});
