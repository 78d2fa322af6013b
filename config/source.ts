import {
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from "yaml";

import type { Problem } from "./problems";
import { isRecord } from "./values";

/** A stack file's text, read: the document, or the one problem that kept it from being read. */
export type Source =
  | { readonly document: Document; readonly problems: readonly Problem[] }
  | { readonly document: undefined; readonly problems: readonly [Problem] };

/**
 * Words and forms that YAML readers disagree about, or that lose characters on the way to the program. The engine
 * reads the file as YAML 1.2 with some of 1.1, turns it into JSON, and only then hands it over.
 */
const ambiguous: readonly { readonly pattern: RegExp; readonly becomes: string }[] = [
  { pattern: /^(y|n|yes|no|on|off)$/iu, becomes: "true or false in some readers" },
  { pattern: /^\d{4}-\d{1,2}-\d{1,2}([Tt ].*)?$/u, becomes: "a time stamp, which the engine rewrites" },
  {
    pattern: /^[-+]?0\d+$/u,
    becomes: "a number in base eight in some readers, without its leading zero in others",
  },
  { pattern: /^[-+]?\d{12,}$/u, becomes: "a number that may lose digits" },
  { pattern: /^[-+]?0[xob][\da-f_]+$/iu, becomes: "a number in another base" },
  { pattern: /^[-+]?\d+(_\d+)+$/u, becomes: "a number without its underscores in some readers" },
  { pattern: /^\d+(:[0-5]?\d)+$/u, becomes: "a number in base sixty in some readers" },
  { pattern: /^[-+]?(\d+\.\d*0|\d+\.|\.\d+)$/u, becomes: "a number: 1.10 would arrive as 1.1" },
  { pattern: /^[-+]?(\d+\.?\d*|\.\d+)e[-+]?\d+$/iu, becomes: "a number" },
  { pattern: /^[-+]?\.(inf|nan)$/iu, becomes: "a number that JSON cannot carry" },
];

/**
 * Reads the text of a stack file. Unquoted scalars that the engine would rewrite are problems, because the program
 * would see another value than the person who typed it. A syntax error stands alone: nothing below it can be trusted.
 */
export function readSource(text: string): Source {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: "error" });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    return { document: undefined, problems: [syntaxProblem(`line ${line}, column ${col}`, error.message)] };
  }
  const fault = aliasFault(document);
  if (fault !== undefined)
    return { document: undefined, problems: [syntaxProblem("an alias (*name)", fault)] };
  return { document, problems: ambiguousScalars(document) };
}

/** An alias of nothing, of a part that it stands in itself, or of too much. The parser notices only when it builds the data. */
function aliasFault(document: Document): string | undefined {
  try {
    JSON.stringify(document.toJS());
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.split("\n")[0] : String(error);
  }
}

function syntaxProblem(where: string, message: string): Problem {
  return {
    path: where,
    found: message,
    allowed: "YAML",
    remedy: "mend the syntax first; the rest of the file is checked after that",
  };
}

function ambiguousScalars(document: Document): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar(key, node, path) {
      if (key === "key") return;
      const text = node.source;
      const match = node.type === "PLAIN" && ambiguous.find(({ pattern }) => pattern.test(text ?? ""));
      if (match) problems.push(ambiguousProblem(pathOf(path, node), text ?? "", match.becomes));
    },
  });
  return problems;
}

function ambiguousProblem(path: string, text: string, becomes: string): Problem {
  return {
    path,
    found: `${text} without quotes: ${becomes}`,
    allowed: "text in quotes, whole numbers, true, false",
    remedy: `quote it: "${text}"${becomes.startsWith("a number") ? "; where a number belongs, write it in plain digits" : ""}`,
  };
}

type Ancestor = Document | Node | Pair;

/** Keys from the `config` map down: `social-commerce:services.cart-service.release.blue.version`. */
function pathOf(ancestors: readonly Ancestor[], leaf: Scalar): string {
  const keys = [...ancestors, leaf].flatMap((node, index, all) => stepInto(node, all[index + 1]));
  return (keys[0] === "config" ? keys.slice(1) : keys).join(".") || "the file";
}

function stepInto(node: Ancestor, next: Ancestor | undefined): string[] {
  if ("key" in node) return [String(isScalar(node.key) ? node.key.value : node.key)];
  if ("items" in node && !isMap(node)) return [String(node.items.indexOf(next))];
  return [];
}

/** The `config` map of a stack file as plain data, by full key (`social-commerce:regions`). */
export function configMap(document: Document): Readonly<Record<string, unknown>> {
  const { config } = (document.toJS() ?? {}) as { config?: unknown };
  return isRecord(config) ? config : {};
}
