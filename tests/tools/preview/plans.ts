import type { Plan, PlanResource } from "../../../tools/preview/plan";

type Given = Partial<PlanResource> & Pick<PlanResource, "type" | "name">;

/** A managed resource of the stack `dev`; its URN has no ancestors. */
export function resource({ type, name, ...more }: Given): PlanResource {
  return {
    urn: urn(type, name),
    type,
    name,
    custom: true,
    protect: false,
    retainOnDelete: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    aliases: [],
    hooks: {},
    dependencies: [],
    propertyDependencies: {},
    inputs: {},
    ...more,
  };
}

/** The URN of a resource without ancestors. */
export function urn(type: string, name: string): string {
  return `urn:pulumi:dev::shop::${type}::${name}`;
}

/** A plan of some resources. */
export function planWith(...resources: PlanResource[]): Plan {
  return {
    ...{ version: 1, project: "shop", stack: "dev", resources, outputs: {}, policy: [], refusals: [] },
    summary: { resources: resources.length, components: 0, providers: 0, kinds: {} },
  };
}
