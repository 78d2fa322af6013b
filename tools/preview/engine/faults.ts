import { relative } from "node:path";
import { fileURLToPath } from "node:url";

import type { SourcePosition } from "@pulumi/pulumi/proto/source_pb";

/** Something that a program did and that cannot be previewed offline. */
export interface Fault {
  readonly message: string;
  /** Where, as `components/region/network.ts:41`; unknown for a few kinds of call. */
  readonly position?: string;
}

/** Notes a fault with its position, relative to the project so that nobody's home shows. */
export function faultAt(message: string, position: SourcePosition | undefined, directory: string): Fault {
  const uri = position?.getUri() ?? "";
  if (position === undefined || !uri.startsWith("file:")) return { message };
  return { message, position: `${relative(directory, fileURLToPath(uri))}:${position.getLine()}` };
}

/** All faults as text, each once, in order. */
export function formatFaults(faults: readonly Fault[]): string {
  const lines = faults.map(({ message, position }) =>
    position === undefined ? message : `${message}\n    at ${position}`,
  );
  return [...new Set(lines)].map((line) => `  ${line}`).join("\n");
}
