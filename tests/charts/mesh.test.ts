import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { parseAllDocuments } from "yaml";

import { insideMesh } from "../../components/mesh/stage";
import { operators, type OperatorName } from "../../components/region/operators/catalogue";
import { operatorFlows } from "../../components/region/operators/flows";
import { agentResources, ztunnelGraceSeconds } from "../../components/region/operators/mesh-values";
import { operatorValues } from "../../components/region/operators/values";
import { lifecycle } from "../../components/service/lifecycle";
import { features } from "../../config/features";
import { profiles } from "../../config/profiles";
import { meetsRestrictedStandard } from "../../policies/lib/pod-standard";
import { Value } from "../../policies/lib/value";
import { describeWith } from "../support/tools";
import { objectsOf, type ChartObject } from "./chart";

const ofMesh = operators.filter(({ where }) => where === "mesh");
const root = join(__dirname, "../..");

test("The charts of the mesh are rendered beside the definitions of the version that is installed", () => {
  const pins = readFileSync(join(root, "tools/go/crds/go.mod"), "utf8");
  for (const { version } of ofMesh) expect(pins).toContain(`istio.io/api v${version} `);
  const charts = readFileSync(join(root, "tools/go/charts/go.mod"), "utf8");
  const [, commit = "none"] = /istio\.io\/istio v0\.0\.0-\d+-([0-9a-f]{12})/u.exec(charts) ?? [];
  for (const { source } of ofMesh) expect(source).toContain(`commit ${commit}`);
});

test("The cost of the mesh is what its parts ask for", () => {
  const { ztunnel, cni } = agentResources;
  const sum = (one: string, other: string): number => Number.parseInt(one, 10) + Number.parseInt(other, 10);
  const cores = sum(ztunnel.requests.cpu, cni.requests.cpu) / 1000;
  expect(features.mesh.cost).toContain(
    `${cores} of a core and ${sum(ztunnel.requests.memory, cni.requests.memory)} MiB`,
  );
  expect(
    operatorValues.istiod({ region: "", estateName: "", size: profiles.staging.operators }),
  ).toMatchObject({
    resources: { requests: { cpu: "200m", memory: "512Mi" } },
  });
  expect(features.mesh.cost).toContain("0.2 of a core and 512 MiB");
});

test("An agent that goes has as long as the longest request takes, and all of them go within a release's time", () => {
  expect(ztunnelGraceSeconds).toBeGreaterThanOrEqual(
    lifecycle.longestRequestSeconds + lifecycle.closingSeconds,
  );
  const seconds = 600;
  const { updateStrategy } = operatorValues.ztunnel({
    region: "",
    estateName: "",
    size: profiles.production.operators,
  }) as { updateStrategy: { rollingUpdate: { maxSurge: string; maxUnavailable: number } } };
  const rounds = 100 / Number.parseInt(updateStrategy.rollingUpdate.maxSurge, 10);
  expect(rounds * (ztunnelGraceSeconds + 30)).toBeLessThan(seconds);
  expect(updateStrategy.rollingUpdate.maxUnavailable).toBe(0);
});

interface Variable {
  readonly name: string;
  readonly value?: string;
}

/** What these tests look at of a pod, besides what the others do. */
interface AgentSpec {
  readonly terminationGracePeriodSeconds?: number;
  readonly tolerations?: readonly object[];
  readonly containers: readonly { readonly env?: readonly Variable[] }[];
}

describeWith("helm", "What the charts of the mesh make of our values", (helm) => {
  const made = new Map<string, readonly ChartObject[]>();
  const make = (name: OperatorName, environment: "development" | "production" = "production") => {
    const context = { region: "us-east-1", estateName: "shop", size: profiles[environment].operators };
    const key = `${name} ${environment}`;
    const objects = made.get(key) ?? objectsOf(helm, name, operatorValues[name](context));
    made.set(key, objects);
    return objects;
  };
  const one = (name: OperatorName, kind: string, environment?: "development"): ChartObject => {
    const found = make(name, environment).filter((each) => each.kind === kind);
    expect([name, found.length]).toEqual([name, 1]);
    return found[0]!;
  };
  const templateOf = (name: OperatorName) =>
    one(name, name === "istiod" ? "Deployment" : "DaemonSet").spec.template;
  const agentOf = (name: OperatorName): AgentSpec => templateOf(name).spec as unknown as AgentSpec;
  const variable = (name: OperatorName, variableName: string): string | undefined =>
    agentOf(name)
      .containers.flatMap(({ env = [] }) => env)
      .find((each) => each.name === variableName)?.value;

  test.each(ofMesh.map(({ name }) => name))("has no webhook of %s that an update would wait for", (name) => {
    const kinds = new Set(make(name).map(({ kind }) => kind));
    expect([...kinds].filter((kind) => /Webhook|AdmissionPolicy|GatewayClass/u.test(kind))).toEqual([]);
  });

  test("brings the definitions, and keeps them when the release goes", () => {
    const definitions = make("istio-base").filter(({ kind }) => kind === "CustomResourceDefinition");
    const names = definitions.map(({ metadata }) => metadata.name);
    expect(names).toEqual(
      expect.arrayContaining([
        "peerauthentications.security.istio.io",
        "authorizationpolicies.security.istio.io",
      ]),
    );
    for (const { metadata } of definitions)
      expect(metadata.annotations).toMatchObject({ "helm.sh/resource-policy": "keep" });
  });

  test("brings the definitions that the API servers of the tests have", () => {
    const path = join(root, ".cache/tools/crds/istio/customresourcedefinitions.gen.yaml");
    if (!existsSync(path)) return; // `npm run tools:cluster` brings them
    // Labels are the chart's own.
    const specs = (objects: readonly ChartObject[]) =>
      new Map(objects.map(({ metadata, spec }) => [metadata.name, spec]));
    const pinned = parseAllDocuments(readFileSync(path, "utf8")).flatMap(
      (document) => (document.toJS() as ChartObject | null) ?? [],
    );
    const definitions = make("istio-base").filter(({ kind }) => kind === "CustomResourceDefinition");
    // Not toEqual: what differs of a megabyte is no help in a report.
    expect(isDeepStrictEqual(specs(definitions), specs(pinned))).toBe(true);
  });

  test("has the control plane meet the restricted standard, with two of it over zones, and one in development", () => {
    const { spec, metadata } = templateOf("istiod");
    expect(meetsRestrictedStandard(Value.of(spec))).toEqual({ kind: "pass" });
    expect(one("istiod", "Deployment").spec.replicas).toBe(2);
    expect(one("istiod", "PodDisruptionBudget").spec.minAvailable).toBe(1);
    expect(one("istiod", "Deployment", "development").spec.replicas).toBe(1);
    expect(make("istiod", "development").map(({ kind }) => kind)).not.toContain("PodDisruptionBudget");
    const [spread] = spec.topologySpreadConstraints!;
    expect(metadata.labels).toMatchObject(spread!.labelSelector.matchLabels);
    for (const { resources } of spec.containers) expect(resources).toHaveProperty("limits.memory");
  });

  test("has nobody but the agents' ztunnel ask for pods' certificates, of the control plane that there is", () => {
    const ztunnel = operators.find(({ name }) => name === "ztunnel")!;
    expect(variable("istiod", "CA_TRUSTED_NODE_ACCOUNTS")).toBe(
      `${ztunnel.namespace}/${ztunnel.serviceAccount!}`,
    );
    const { name, namespace } = operators.find((each) => each.name === "istiod")!;
    for (const address of ["CA_ADDRESS", "XDS_ADDRESS"])
      expect(variable("ztunnel", address)).toBe(`${name}.${namespace}.svc:15012`);
  });

  test("leaves the gateway's routes and names to those who have them", () => {
    expect(variable("istiod", "PILOT_ENABLE_GATEWAY_API")).toBe("false");
    expect(variable("istiod", "PILOT_ENABLE_AMBIENT")).toBe("true");
    const { data } = one("istio-cni", "ConfigMap") as unknown as { data: Record<string, string> };
    expect(data).toMatchObject({
      AMBIENT_ENABLED: "true",
      AMBIENT_DNS_CAPTURE: "false",
      REPAIR_ENABLED: "false",
    });
    const [[label, value]] = Object.entries(insideMesh) as [[string, string]];
    expect(data.AMBIENT_ENABLEMENT_SELECTOR).toContain(`${label}: ${value}`);
  });

  test.each([
    ["ztunnel", agentResources.ztunnel],
    ["istio-cni", agentResources.cni],
  ] as const)("has %s on every node, with what it is said to cost", (name, resources) => {
    for (const container of templateOf(name).spec.containers) expect(container.resources).toEqual(resources);
    expect(agentOf(name).tolerations).toEqual(
      expect.arrayContaining([
        { effect: "NoSchedule", operator: "Exists" },
        { effect: "NoExecute", operator: "Exists" },
      ]),
    );
  });

  test("has ztunnel tell its series on the port that Prometheus is told of", () => {
    const ports = templateOf("ztunnel").spec.containers.flatMap(({ ports: own = [] }) => own);
    expect(ports).toContainEqual(expect.objectContaining({ name: "ztunnel-stats", containerPort: 15_020 }));
  });

  test("lets open connections end by the time that they have", () => {
    expect(agentOf("ztunnel").terminationGracePeriodSeconds).toBe(ztunnelGraceSeconds);
  });

  test.each([
    ["istiod", "istio-system", "control-plane"],
    ["ztunnel", "istio-nodes", "ztunnel"],
    ["istio-cni", "istio-nodes", "cni"],
  ] as const)(
    "names pods, ports and the account of %s as network policies do",
    (name, namespace, flowName) => {
      const flow = operatorFlows[namespace].find((each) => each.name === flowName)!;
      const { spec, metadata } = templateOf(name);
      expect(metadata.labels).toMatchObject(flow.pods);
      const listens = spec.containers.flatMap(({ ports = [] }) =>
        ports.map(({ containerPort }) => containerPort),
      );
      const opened = flow.ingress!.flatMap(({ ports }) =>
        (ports as { port: number }[]).map(({ port }) => port),
      );
      expect(listens).toEqual(expect.arrayContaining(opened));
      expect(opened.length).toBeGreaterThan(0);
      const { serviceAccount } = operators.find((each) => each.name === name)!;
      expect(spec.serviceAccountName).toBe(serviceAccount);
    },
  );
});
