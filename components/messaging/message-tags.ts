import { residencyTags, retentionTag, type RetentionClassName } from "../backup/retention";
import { tags, type Estate } from "../lib/estate";

/** What messages hold, and where that may be. */
export interface Held {
  /** Classes of it. */
  readonly holds: readonly RetentionClassName[];
  /** Names of the regions that it may be in. @default any */
  readonly permitted?: readonly string[] | undefined;
}

/**
 * Tags of what carries or keeps messages. A queue may hold several classes, and its tag names each, with spaces, as the regions
 * are: the strictest alone would hide from whoever reads the tag what else is in there, such as what is about people.
 */
export function messageTags(
  estate: Estate,
  region: string,
  name: string,
  { holds, permitted }: Held,
): Record<string, string> {
  return {
    ...tags(estate, region, name),
    [retentionTag]: holds.join(" "),
    ...residencyTags(permitted),
  };
}
