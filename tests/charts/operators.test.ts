import { readFileSync } from "node:fs";
import { join } from "node:path";

import { operators, type Operator } from "../../components/region/operators/catalogue";
import { operatorFlows, type Flow } from "../../components/region/operators/flows";
import { operatorValues } from "../../components/region/operators/values";
import { profiles } from "../../config/profiles";
import { meetsRestrictedStandard } from "../../policies/lib/pod-standard";
import { Value } from "../../policies/lib/value";
import { describeWith } from "../support/tools";
import { objectsOf, rendered, type ChartObject, type Labels } from "./chart";

const ofChart = operators.filter(({ name }) => rendered.includes(name));
const definition = "CustomResourceDefinition";
const cases = ofChart.map((operator) => [operator.name, operator] as const);

const matches = (labels: Labels, selector: Labels): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value);

const portsOf = ({ spec }: ChartObject): number[] =>
  spec.template.spec.containers.flatMap(({ ports = [] }) => ports.map(({ containerPort }) => containerPort));

const openedBy = ({ ingress = [] }: Flow): unknown[] =>
  ingress.flatMap(({ ports }) => (ports as { port: number }[]).map(({ port }) => port));

test.each(cases)("The chart of %s is rendered in the version that is installed", (_, { name, version }) => {
  const pins = readFileSync(join(__dirname, "../../tools/go/charts/go.mod"), "utf8");
  const module = { "cert-manager": "cert-manager/cert-manager", "envoy-gateway": "envoyproxy/gateway" }[
    name as "cert-manager"
  ];
  expect(pins).toContain(`github.com/${module} v${version.replace(/^v/u, "")} `);
});

describeWith("helm", "What a chart makes of our values", (helm) => {
  const made = new Map<string, readonly ChartObject[]>();
  const make = ({ name }: Operator, environment: "development" | "production" = "production") => {
    const size = profiles[environment].operators;
    const context = { region: "us-east-1", estateName: "social-commerce-production", size };
    const key = `${name} ${environment}`;
    const objects = made.get(key) ?? objectsOf(helm, name, operatorValues[name](context));
    made.set(key, objects);
    return objects;
  };
  const ofKind = (objects: readonly ChartObject[], ...kinds: string[]) =>
    objects.filter(({ kind }) => kinds.includes(kind));
  const pods = (objects: readonly ChartObject[]) => ofKind(objects, "Deployment", "Job");

  test.each(cases)(
    "has every pod of %s meet the standard of its namespace, with limited memory",
    (_, one) => {
      const made = pods(make(one));
      expect(made.length).toBeGreaterThan(1);
      for (const { spec } of made) {
        expect(meetsRestrictedStandard(Value.of(spec.template.spec))).toEqual({ kind: "pass" });
        for (const { resources } of spec.template.spec.containers)
          expect(resources?.limits?.memory).toBeDefined();
      }
    },
  );

  test.each(cases)(
    "puts the deployments of %s in two, spread by labels that they have, with a budget",
    (_, one) => {
      const objects = make(one);
      const budgets = ofKind(objects, "PodDisruptionBudget");
      for (const { metadata, spec } of ofKind(objects, "Deployment")) {
        const { labels } = spec.template.metadata;
        expect([metadata.name, spec.replicas]).toEqual([metadata.name, 2]);
        const [spread] = spec.template.spec.topologySpreadConstraints!;
        expect(matches(labels, spread!.labelSelector.matchLabels)).toBe(true);
        const budget = budgets.filter((each) => matches(labels, each.spec.selector!.matchLabels!));
        expect(budget.map((each) => each.spec.minAvailable)).toEqual([1]);
      }
      for (const { spec } of ofKind(make(one, "development"), "Deployment")) expect(spec.replicas).toBe(1);
    },
  );

  test.each(cases)("names ports and labels of %s as the network policies do", (_, one) => {
    const made = pods(make(one));
    for (const flow of operatorFlows[one.namespace]) {
      const meant = made.filter(({ spec }) => matches(spec.template.metadata.labels, flow.pods));
      expect([flow.name, meant.length]).not.toEqual([flow.name, 0]);
      expect(meant.flatMap(portsOf)).toEqual(expect.arrayContaining(openedBy(flow)));
    }
    for (const { spec } of made) {
      const named = operatorFlows[one.namespace].filter(({ pods: meant }) =>
        matches(spec.template.metadata.labels, meant),
      );
      expect(named).not.toEqual([]);
    }
  });

  test.each(cases)("has %s tell Prometheus its series on the port that it may read", (_, one) => {
    const named = pods(make(one)).flatMap(({ spec }) =>
      spec.template.spec.containers.flatMap(({ ports = [] }) =>
        ports.filter(({ name }) => name.endsWith("metrics")).map(({ containerPort }) => containerPort),
      ),
    );
    const read = operatorFlows[one.namespace].flatMap(({ ingress = [] }) =>
      ingress.filter(({ from }) => JSON.stringify(from ?? []).includes('"prometheus"')),
    );
    expect(new Set(read.flatMap((rule) => openedBy({ name: "", pods: {}, ingress: [rule] })))).toEqual(
      new Set(named),
    );
  });

  test.each(cases)("runs %s as the service account of its role", (_, one) => {
    const accounts = pods(make(one)).map(({ spec }) => spec.template.spec.serviceAccountName);
    expect(accounts).toContain(one.serviceAccount);
  });

  test("keeps every definition of cert-manager when the release goes", () => {
    const definitions = ofKind(make(ofChart.find(({ name }) => name === "cert-manager")!), definition);
    expect(definitions.length).toBeGreaterThan(5);
    for (const { metadata } of definitions)
      expect(metadata.annotations).toMatchObject({ "helm.sh/resource-policy": "keep" });
  });
});
