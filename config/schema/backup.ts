import { z } from "zod";

import {
  endsByAge,
  mayBeHeld,
  retentionClasses,
  type RetentionClassName,
} from "../../components/backup/retention";
import { field } from "./field";

/** Names of the retention classes. */
export const retentionClassNames = Object.keys(retentionClasses) as [
  RetentionClassName,
  ...RetentionClassName[],
];

/** The classes that an entry may say it holds: all but those of what the platform logs by itself. */
export const heldClassNames = retentionClassNames.filter(mayBeHeld) as [
  RetentionClassName,
  ...RetentionClassName[],
];

/** The classes of what ends by its age, as a backup must: nobody deletes one. */
const backupClassNames = heldClassNames.filter(endsByAge) as [RetentionClassName, ...RetentionClassName[]];

const region = (description: string, example: string): z.ZodString =>
  field(z.string().regex(/^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/u), {
    description,
    allowed: "the name of a region on AWS under `regions`",
    example,
  });

/** A bucket for backups, and its copy in another region. */
export const backupSchema = z.strictObject({
  retentionClass: field(z.enum(backupClassNames), {
    description: "What is kept, and so for how long: its lock, its lifecycle and where it may be.",
    allowed: backupClassNames.join(", "),
    example: "financial-7y",
  }),
  region: region(
    "Region that backups are written in. It cannot be changed: the bucket is protected.",
    "us-east-1",
  ),
  copyTo: region("Region that they are copied to. It cannot be changed: the copy is protected.", "us-west-2"),
});

/** One pair of buckets as it is written in the stack file. */
export type BackupEntry = z.output<typeof backupSchema>;
