import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { type PlanValue, secretMark, unknownMark } from "../plan";
import { isList, isMap } from "../values";

/** A property value as the SDK and the engine exchange it. */
type WireValue = null | boolean | number | string | WireValue[] | WireObject;

interface WireObject {
  readonly [name: string]: WireValue;
}

/** Stands for a value that is not known before `up` (`unknownValue` in the SDK's `runtime/rpc`). */
export const unknownSentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key that marks an object as one of the {@link signatures}. */
const signatureKey = "4dabf18193072939515e22adb298388d";

const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** What the engine's protocol wraps, each with the fixed value of {@link signatureKey} that announces it. */
const signatures: Readonly<Record<string, Wrapped>> = {
  [secretSignature]: "secret",
  "5cf8f73096256a8f31e491e813e4eb8e": "resource",
  d0e6a833031e9bbcd3f4e8bde6ca49a4: "output",
  c44067f5952c0a294b673a41bacd8c17: "asset",
  "0def7320c3a5731c473e5ecbe6d01bc7": "archive",
};

type Wrapped = "secret" | "resource" | "output" | "asset" | "archive";

function wrapping(value: WireObject): Wrapped | undefined {
  const signature = value[signatureKey];
  return typeof signature === "string" ? signatures[signature] : undefined;
}

/**
 * Properties as a plan has them, sorted by name at every depth: secrets and unknowns as their marks, a resource as its
 * URN, an asset as where it comes from.
 */
export function readProperties(properties: Struct | undefined): Record<string, PlanValue> {
  return properties === undefined ? {} : toPlanObject(properties.toJavaScript());
}

/** Properties that the engine wrote as JSON, as a plan has them: it marks what is not plain as its protocol does. */
export function readJson(properties: unknown): Record<string, PlanValue> {
  return typeof properties === "object" && properties !== null ? toPlanObject(properties as WireObject) : {};
}

function toPlanValue(value: WireValue): PlanValue {
  if (value === unknownSentinel) return unknownMark;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toPlanValue);
  const wrapped = wrapping(value);
  return wrapped === undefined ? toPlanObject(value) : unwrapForPlan(wrapped, value);
}

function toPlanObject(properties: WireObject): Record<string, PlanValue> {
  const names = Object.keys(properties).filter((name) => name !== signatureKey);
  return Object.fromEntries(names.sort().map((name) => [name, toPlanValue(properties[name] ?? null)]));
}

function unwrapForPlan(wrapped: Wrapped, value: WireObject): PlanValue {
  switch (wrapped) {
    case "secret":
      return secretMark;
    case "resource":
      return toPlanValue(value.urn ?? unknownSentinel);
    case "output":
      return value.secret === true ? secretMark : toPlanValue(value.value ?? unknownSentinel);
    case "asset":
    case "archive":
      return { [wrapped]: toPlanObject(withoutMarkers(value)) };
  }
}

/** The SDK's classes mark their objects, `__pulumiAsset: true`, and send the marks along. */
function withoutMarkers(value: WireObject): WireObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !name.startsWith("__pulumi")));
}

/** Properties of a plan as the engine hands them on: its marks become a secret, and a value that nobody knows. */
export function writeProperties(properties: Readonly<Record<string, PlanValue>>): Struct {
  return Struct.fromJavaScript(toWireObject(properties));
}

function toWireObject(properties: Readonly<Record<string, PlanValue>>): WireObject {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, toWireValue(value)]));
}

function toWireValue(value: PlanValue): WireValue {
  if (value === unknownMark) return unknownSentinel;
  // What is inside was never decrypted; that it is a secret is all a hook may know.
  if (value === secretMark) return { [signatureKey]: secretSignature, value };
  if (isList(value)) return value.map(toWireValue);
  return isMap(value) ? toWireObject(value) : value;
}

/**
 * Properties as the engine hands them to a provider, a policy or a hook: a resource as its id, which nobody knows
 * before `up` (as its URN where it is a component), and an output as its value. Secrets stay wrapped.
 */
export function flatten(properties: Struct): Struct {
  const before = properties.toJavaScript();
  const after = flattenValue(before);
  return after === before ? properties : Struct.fromJavaScript(after as WireObject);
}

/** The same object where there was nothing to do, so that most properties are not encoded again. */
function flattenValue(value: WireValue): WireValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(flattenValue);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const wrapped = wrapping(value);
  if (wrapped === "resource") return "id" in value ? unknownSentinel : (value.urn ?? null);
  if (wrapped === "output") return flattenOutput(value);
  const entries = Object.entries(value).map(([name, item]) => [name, flattenValue(item)] as const);
  return entries.some(([name, item]) => item !== value[name]) ? Object.fromEntries(entries) : value;
}

function flattenOutput({ value = unknownSentinel, secret }: WireObject): WireValue {
  const plain = flattenValue(value);
  return secret === true ? { [signatureKey]: secretSignature, value: plain } : plain;
}
