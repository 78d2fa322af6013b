import { createHash } from "node:crypto";

/**
 * A name that AWS takes: what is too long ends in a hash of it, so that no two become one.
 *
 * @param before What every such name begins with.
 * @param longest Characters that AWS allows.
 */
export function shortened(before: string, name: string, longest: number): string {
  const room = longest - before.length;
  if (name.length <= room) return `${before}${name}`;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 6);
  return `${before}${name.slice(0, room - hash.length - 1)}-${hash}`;
}
