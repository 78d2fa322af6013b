import type { Plan, PlanResource } from "../preview/plan";
import { constructorOf } from "./constructor-of";
import { literal } from "./literal";

const rootType = "pulumi:pulumi:Stack";

/**
 * A program that registers what a plan has, and does nothing else: no configuration, no components of ours, no
 * policies. It is what the platform's program is measured against.
 */
export function bareProgram({ resources, outputs }: Plan): string {
  const registered = inOrder(resources.filter(({ type }) => type !== rootType));
  const names = new Map(registered.map(({ urn }, index) => [urn, `r${index}`]));
  const hooks = new Set(registered.flatMap(({ hooks: bound }) => Object.values(bound).flat()));
  return [
    header,
    ...[...hooks].map(
      (name) =>
        `hooks.set(${quote(name)}, new pulumi.ResourceHook(${quote(name)}, () => undefined, { onDryRun: true }));`,
    ),
    ...registered.map((resource) => statement(resource, names)),
    ...Object.entries(outputs).map(([key, value]) => `export const ${key} = ${JSON.stringify(value)};`),
    "",
  ].join("\n");
}

const header = `import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

class Component extends pulumi.ComponentResource {
  constructor(type: string, name: string, inputs: pulumi.Inputs, outputs: pulumi.Inputs, opts: pulumi.ComponentResourceOptions) {
    super(type, name, inputs, opts);
    this.registerOutputs(outputs);
  }
}

const hooks = new Map<string, pulumi.ResourceHook>();
`;

/** Names of the constants, by URN. */
export type Names = ReadonlyMap<string, string>;

/** Parents, providers and dependencies before what needs them. */
function inOrder(resources: readonly PlanResource[]): PlanResource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const ordered = new Set<PlanResource>();
  const visit = (resource: PlanResource): void => {
    if (ordered.has(resource)) return;
    for (const urn of needs(resource)) {
      const needed = byUrn.get(urn);
      if (needed !== undefined && needed !== resource) visit(needed);
    }
    ordered.add(resource);
  };
  resources.forEach(visit);
  return [...ordered];
}

function needs({ parent, provider, deletedWith, dependencies }: PlanResource): string[] {
  return [parent, provider, deletedWith, ...dependencies].filter((urn) => urn !== undefined);
}

function statement(resource: PlanResource, names: Names): string {
  const name = names.get(resource.urn) ?? "";
  const inputs = literal(resource.inputs, (property) => resource.propertyDependencies[property] ?? [], names);
  const made = resource.custom
    ? `new ${constructorOf(resource.type)}(${quote(resource.name)}, ${inputs} as never, ${options(resource, names)})`
    : `new Component(${quote(resource.type)}, ${quote(resource.name)}, ${inputs}, ${literal(resource.outputs ?? {}, () => [], names)}, ${options(resource, names)})`;
  return `const ${name} = ${made};`;
}

function options(resource: PlanResource, names: Names): string {
  const { parent, provider, deletedWith, dependencies, propertyDependencies } = resource;
  const viaInputs = new Set(Object.values(propertyDependencies).flat());
  const dependsOn = dependencies.filter((urn) => !viaInputs.has(urn)).map((urn) => names.get(urn));
  const bound = Object.entries(resource.hooks).map(
    ([moment, list]) => `${moment}: [${list.map((hook) => `hooks.get(${quote(hook)})!`).join(", ")}]`,
  );
  const entries = [
    reference("parent", parent, names),
    reference("provider", provider, names),
    reference("deletedWith", deletedWith, names),
    dependsOn.length > 0 ? `dependsOn: [${dependsOn.join(", ")}]` : undefined,
    resource.protect ? "protect: true" : undefined,
    resource.ignoreChanges.length > 0
      ? `ignoreChanges: ${JSON.stringify(resource.ignoreChanges)}`
      : undefined,
    bound.length > 0 ? `hooks: { ${bound.join(", ")} }` : undefined,
  ];
  return `{ ${entries.filter((entry) => entry !== undefined).join(", ")} }`;
}

function reference(option: string, urn: string | undefined, names: Names): string | undefined {
  const name = urn === undefined ? undefined : names.get(urn);
  return name === undefined ? undefined : `${option}: ${name}`;
}

function quote(text: string): string {
  return JSON.stringify(text);
}
