import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { PlanResource } from "../plan";
import { makeUrn } from "./urn";
import { flatten, readProperties } from "./wire";

/** One resource as the program registered it: what the plan keeps, and what a policy or a hook is told besides. */
export interface Registration {
  readonly resource: Omit<PlanResource, "region" | "outputs">;
  /** Inputs as the engine would hand them on. */
  readonly inputs: Struct;
  readonly additionalSecretOutputs: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

/** What the URNs of a stack's resources have in common. */
export interface StackName {
  readonly project: string;
  readonly stack: string;
}

/**
 * Reads one registration.
 *
 * @param parent - The registration of its parent, from which the engine inherits some options.
 */
export function readRegistration(
  request: RegisterResourceRequest,
  name: StackName,
  parent: Registration | undefined,
): Registration {
  const properties = request.getObject() ?? new Struct();
  return {
    resource: {
      ...identity(request, name),
      ...lifecycle(request, parent),
      // The SDK sends some twice: those of the provider SDK, and those of the program.
      aliases: [...new Set(request.getAliasesList().map((alias) => aliasUrn(alias, request, name)))],
      hooks: hookNames(request),
      dependencies: request.getDependenciesList().sort(),
      propertyDependencies: propertyDependencies(request),
      inputs: readProperties(properties),
    },
    inputs: flatten(properties),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    ...(request.getDeletebeforereplacedefined()
      ? { deleteBeforeReplace: request.getDeletebeforereplace() }
      : {}),
  };
}

function identity(request: RegisterResourceRequest, { project, stack }: StackName) {
  const parent = text(request.getParent());
  const provider = providerUrn(request.getProvider());
  const [type, name] = [request.getType(), request.getName()];
  return {
    urn: makeUrn({ stack, project, parent, type, name }),
    type,
    name,
    ...(parent === undefined ? {} : { parent }),
    ...(provider === undefined ? {} : { provider }),
    custom: request.getCustom(),
  };
}

/** A reference is `urn::id`; the id is unknown before `up`. */
export function providerUrn(reference: string): string | undefined {
  return text(reference.slice(0, Math.max(reference.lastIndexOf("::"), 0)));
}

/** Where the program says nothing, the engine takes some options from the parent. */
function lifecycle(request: RegisterResourceRequest, parent: Registration | undefined) {
  const { protect = false, retainOnDelete = false, deletedWith } = parent?.resource ?? {};
  const own = text(request.getDeletedwith()) ?? deletedWith;
  return {
    protect: request.hasProtect() ? request.getProtect() === true : protect,
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() === true : retainOnDelete,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    ...(own === undefined ? {} : { deletedWith: own }),
  };
}

/** Whatever an alias leaves out is as the resource itself has it. */
function aliasUrn(alias: Alias, request: RegisterResourceRequest, { project, stack }: StackName): string {
  const spec = alias.getSpec();
  if (spec === undefined) return alias.getUrn();
  return makeUrn({
    stack: text(spec.getStack()) ?? stack,
    project: text(spec.getProject()) ?? project,
    parent: spec.getNoparent() ? undefined : (text(spec.getParenturn()) ?? text(request.getParent())),
    type: text(spec.getType()) ?? request.getType(),
    name: text(spec.getName()) ?? request.getName(),
  });
}

function hookNames(request: RegisterResourceRequest): Record<string, string[]> {
  const bound = request.getHooks();
  if (bound === undefined) return {};
  const names = {
    afterCreate: bound.getAfterCreateList(),
    afterDelete: bound.getAfterDeleteList(),
    afterUpdate: bound.getAfterUpdateList(),
    beforeCreate: bound.getBeforeCreateList(),
    beforeDelete: bound.getBeforeDeleteList(),
    beforeUpdate: bound.getBeforeUpdateList(),
    onError: bound.getOnErrorList(),
  };
  return Object.fromEntries(Object.entries(names).filter(([, list]) => list.length > 0));
}

/** Of the inputs that depend on something; sorted. */
function propertyDependencies(request: RegisterResourceRequest): Record<string, string[]> {
  const found: [string, string[]][] = [];
  request.getPropertydependenciesMap().forEach((dependencies, name) => {
    const urns = dependencies.getUrnsList();
    if (urns.length > 0) found.push([name, urns.sort()]);
  });
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** In the protocol an absent text is an empty one. */
function text(value: string): string | undefined {
  return value === "" ? undefined : value;
}
