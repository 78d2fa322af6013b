import type { Recorded, Recording, Value } from "./recorder";

/** A recording, to be asked about. */
export class Tree {
  readonly #byUrn: ReadonlyMap<string, Recorded>;

  constructor(readonly recording: Recording) {
    this.#byUrn = new Map(recording.resources.map((resource) => [resource.urn, resource]));
  }

  get all(): readonly Recorded[] {
    return this.recording.resources;
  }

  /** Everything that the SDK of one package made, without its providers: `aws`, `kubernetes`. */
  of(packageName: string): Recorded[] {
    return this.all.filter(({ type }) => type.startsWith(`${packageName}:`));
  }

  /** The one resource of a type; of a type and a name where there are several. */
  one(type: string, name?: string): Recorded {
    const found = this.all.filter(
      (resource) => resource.type === type && (name === undefined || resource.name === name),
    );
    if (found.length !== 1 || found[0] === undefined)
      throw new RangeError(`${found.length} resources are ${type} ${name ?? ""}`);
    return found[0];
  }

  /** `type name` of every child of a resource, sorted. */
  children({ urn }: Recorded): string[] {
    return this.all
      .filter(({ parent }) => parent === urn)
      .map(({ type, name }) => `${type} ${name}`)
      .sort();
  }

  /** Everything below a resource, at whatever depth. */
  below({ urn }: Recorded): Recorded[] {
    const children = this.all.filter(({ parent }) => parent === urn);
    return children.flatMap((child) => [child, ...this.below(child)]);
  }

  parentOf({ parent }: Recorded): Recorded | undefined {
    return this.#byUrn.get(parent);
  }

  providerOf({ provider }: Recorded): Recorded | undefined {
    return this.#byUrn.get(provider);
  }

  /** Names of the resources that one waits for, sorted. */
  waitsFor({ dependsOn }: Recorded): string[] {
    return dependsOn.map((urn) => this.#byUrn.get(urn)?.name ?? urn).sort();
  }

  /**
   * The region that a resource stands in: the input `region` of its nearest ancestor that has one, or `fromRegion` of
   * the pair that it holds together, or `createdIn` of the store that spans regions.
   */
  regionOf(resource: Recorded): string | undefined {
    const { region, fromRegion, createdIn } = resource.inputs;
    if (typeof region === "string") return region;
    if (typeof fromRegion === "string") return fromRegion;
    if (typeof createdIn === "string") return createdIn;
    const parent = this.parentOf(resource);
    return parent === undefined ? undefined : this.regionOf(parent);
  }

  /** What a component registered as its outputs. */
  outputsOf({ urn }: Recorded): Readonly<Record<string, Value>> | undefined {
    return this.recording.outputs.get(urn);
  }
}

/** The value at a path in the inputs: `at(resource, "spec", "rules", 0)`. */
export function at({ inputs }: Recorded, ...path: readonly (number | string)[]): Value | undefined {
  return path.reduce<Value | undefined>(
    (value, key) =>
      typeof value === "object" && value !== null
        ? (value as Readonly<Record<string, Value>>)[String(key)]
        : undefined,
    inputs,
  );
}

/** What the JSON at a path in the inputs says. */
export function json(resource: Recorded, ...path: readonly (number | string)[]): unknown {
  const text = at(resource, ...path);
  if (typeof text !== "string") throw new RangeError(`${path.join(".")} of ${resource.name} is no text`);
  return JSON.parse(text);
}

/** Whether a resource is a provider. */
export function isProvider({ type }: Recorded): boolean {
  return type.startsWith("pulumi:providers:");
}
