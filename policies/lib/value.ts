/** What is known about a property: its content, nothing before the update, or that nobody set it. */
export type ValueState = "known" | "unknown" | "absent";

/**
 * A property as a rule may read it. The SDK's proxy throws when an unknown is touched, which would end the rule and
 * hide every other violation; here an unknown is a state like any other, and reading on from it stays unknown.
 */
export class Value {
  private constructor(
    /** Where the value stands, as a person would write it: `spec.rules[0].days`. */
    readonly path: string,
    /** Whether the content can be relied on. */
    readonly state: ValueState,
    private readonly inner: unknown,
  ) {}

  /** The properties of a resource, or any other document; `path` is the name that messages give it. */
  static of(content: unknown, path = ""): Value {
    return isNothing(content) ? new Value(path, "absent", undefined) : new Value(path, "known", content);
  }

  /**
   * The content of a known string, number or boolean; undefined for a value that is absent or unknown. A list or an
   * object is only a mark here, equal to nothing: parts of it may be unknown, so it is read with `at` and `items`.
   */
  get content(): unknown {
    return isContainer(this.inner) ? container : this.inner;
  }

  /** True when somebody set the property, even to something that only the update will know. */
  get present(): boolean {
    return this.state !== "absent";
  }

  /** True for a known list. */
  get isList(): boolean {
    return Array.isArray(this.inner);
  }

  /** This value where it is set, else the other: a container's own setting before that of its pod. */
  or(other: Value): Value {
    return this.present ? this : other;
  }

  /** The value below, key by key. */
  at(...keys: readonly (number | string)[]): Value {
    return keys.reduce<Value>((value, key) => value.step(key), this);
  }

  /**
   * The elements of a list. An unknown list is one unknown element, so that whatever a rule asks of each element
   * cannot be decided; something that should be a list and is not stands as its own only element.
   */
  items(): readonly Value[] {
    if (this.state === "absent") return [];
    if (this.state === "unknown") return [new Value(`${this.path}[*]`, "unknown", undefined)];
    if (!Array.isArray(this.inner)) return [this];
    return Array.from({ length: this.inner.length }, (_, index) => this.step(index));
  }

  /** The keys of a known object; none for anything else. */
  keys(): readonly string[] {
    return isContainer(this.inner) && !Array.isArray(this.inner) ? Object.keys(this.inner) : [];
  }

  /** The content for a message: short, and safe where parts of it are unknown. */
  show(): string {
    if (this.state !== "known") return this.state === "absent" ? "not set" : "not known before the update";
    if (Array.isArray(this.inner)) return `[${this.items().map(showElement).join(", ")}]`;
    return isContainer(this.inner) ? "an object" : shorten(JSON.stringify(this.inner));
  }

  private step(key: number | string): Value {
    const path = join(this.path, key);
    if (this.state !== "known") return new Value(path, this.state, undefined);
    // `in` and own keys are decidable while the value behind the key is not.
    if (!isContainer(this.inner) || !Object.hasOwn(this.inner, key))
      return new Value(path, "absent", undefined);
    try {
      return Value.of(Reflect.get(this.inner, key), path);
    } catch (error) {
      if (isUnknownError(error)) return new Value(path, "unknown", undefined);
      throw error;
    }
  }
}

const container = Symbol("a list or an object");

const longestShown = 120;

function shorten(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

function showElement(element: Value): string {
  return element.state === "unknown" ? "?" : element.show();
}

function join(path: string, key: number | string): string {
  if (typeof key === "number") return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

function isNothing(content: unknown): content is null | undefined {
  return content === undefined || content === null;
}

function isContainer(content: unknown): content is object {
  return typeof content === "object" && content !== null;
}

/** The SDK's UnknownValueError, known by its shape: importing its class would load the whole SDK into this pure room. */
function isUnknownError(error: unknown): boolean {
  return error instanceof Error && "unknownTypeSentinel" in error;
}
