/** The parts of a resource's name in the whole stack. */
export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** URN of the parent; none, and the root stack, add nothing to the name. */
  readonly parent: string | undefined;
  readonly type: string;
  readonly name: string;
}

/** Type token of the resource that a program's own runner registers first. */
export const rootType = "pulumi:pulumi:Stack";

/** The URN that the engine would give: a parent contributes its types, not its name. */
export function makeUrn({ stack, project, parent, type, name }: UrnParts): string {
  const above = parent === undefined ? "" : qualifiedType(parent);
  const types = above === "" || above === rootType ? type : `${above}$${type}`;
  return `urn:pulumi:${stack}::${project}::${types}::${name}`;
}

/** Types of a resource and of its ancestors below the stack, joined by `$`. */
function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** Type token of the resource itself. */
export function typeOf(urn: string): string {
  return qualifiedType(urn).split("$").at(-1) ?? "";
}

/** Name of the resource, which may contain `::`. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Last word of a type token: `Bucket` for `aws:s3/bucket:Bucket`. */
export function kindOf(type: string): string {
  return type.split(":").at(-1) ?? type;
}

/** True for a type token of a provider, such as `pulumi:providers:aws`. */
export function isProvider(type: string): boolean {
  return type.startsWith("pulumi:providers:");
}
