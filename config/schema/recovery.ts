import { z } from "zod";

import { backupTierNames, backupTiers } from "../../components/backup/tiers";
import { recoveryTierNames } from "../../components/recovery/objectives";
import { externalDump } from "./dump";
import { field } from "./field";

const optionalDays = (description: string, example: number): z.ZodOptional<z.ZodInt> =>
  field(z.int().min(1).max(36500).optional(), {
    description,
    allowed: "a whole number from 1 to 36500",
    example,
  });

const days = (description: string, example: number): z.ZodInt =>
  field(z.int().min(1).max(36500), { description, allowed: "a whole number from 1 to 36500", example });

const minutes = (description: string, example: number): z.ZodInt =>
  field(z.int().min(0).max(10080), { description, allowed: "a whole number from 0 to 10080", example });

/** How long the backups of one tier are kept, where that differs from what the program knows. */
const tierSchema = z.strictObject({
  keepDays: optionalDays(
    "Days for which a backup is kept; within the lock, and within what each class may be kept that has the tier.",
    30,
  ),
  coldAfterDays: optionalDays(
    "Days after which it is moved to cold storage, where its kind can be; it stays there for 90 days at least.",
    90,
  ),
  lock: z
    .strictObject({
      minimumDays: days("Shortest time that the tier's vaults take.", 30),
      maximumDays: days("Longest time that the tier's vaults take.", 35),
    })
    .optional()
    .meta({
      description: "Times that the tier's vaults take; a job outside of them fails when it runs.",
      examples: [{ minimumDays: 30, maximumDays: 35 }],
      "x-allowed": "a map with `minimumDays` and `maximumDays`",
    }),
});

/** What nobody can undo once the grace is over. */
const lockSchema = z.strictObject({
  mode: field(z.enum(["governance", "compliance"]), {
    description:
      "`governance`: who may change locks can lift it. `compliance`: nobody can, AWS and the account's root included.",
    allowed: "governance, compliance",
    example: "governance",
  }),
  graceDays: field(z.int().min(3).max(36500).optional(), {
    description: "Days after `up` in which a compliance lock can still be taken back.",
    allowed: "a whole number from 3 to 36500",
    example: 14,
  }),
  confirm: field(z.string().max(100).optional(), {
    description: "The sentence that a compliance lock asks for, with the environment's name.",
    allowed: "lock the vaults of production for ever",
    example: "lock the vaults of production for ever",
  }),
});

/** Vaults of AWS Backup, and what makes dumps. */
export const recoverySchema = z.strictObject({
  copyTo: field(z.array(z.string()).min(1), {
    description:
      "Regions that backups are copied to, in the order in which they are taken: the first that is another one and where " +
      "the records may be. Adding one at the end moves nothing.",
    allowed: "a list of regions on AWS under `regions`",
    example: ["us-west-2", "us-east-1"],
  }),
  lock: lockSchema.prefault({ mode: "governance" }).meta({
    description: "How the vaults are locked.",
    examples: [{ mode: "governance" }],
    "x-allowed": "a map with `mode`, `graceDays` and `confirm`",
  }),
  tiers: z
    .partialRecord(
      z.enum(backupTierNames).meta({ examples: ["daily"], "x-allowed": backupTierNames.join(", ") }),
      tierSchema,
    )
    .default({})
    .meta({
      description: `How long backups are kept, where that is not ${backupTierNames
        .map((name) => `${backupTiers[name].keepDays} days (${name})`)
        .join(", ")}.`,
      examples: [{ daily: { keepDays: 35 } }],
      "x-allowed": "a map of tiers to maps with `keepDays`, `coldAfterDays` and `lock`",
    }),
  notify: field(z.array(z.email()).max(10).default([]), {
    description:
      "Addresses that are told of failed backups, copies and replication; each must confirm once. Production needs one.",
    allowed: "a list of up to 10 e-mail addresses",
    example: ["backups@shop.example.com"],
  }),
  audit: field(z.boolean().default(false), {
    description:
      "Whether AWS itself reports each day on backups, copies and restores, and on what is not backed up as it should be. AWS " +
      "Config must record in the account, which is not switched on here.",
    allowed: "true, false",
    example: true,
  }),
  dumpImage: z
    .strictObject({
      version: field(z.string().regex(/^[1-9]\d{1,2}(\.[\w.-]{1,120})?$/u), {
        description:
          "Version of the image `postgresql-dump` in the registry: that of PostgreSQL's client in it, which dumps no newer server.",
        allowed: 'a version in quotes that begins with the major one of PostgreSQL: "18.1"',
        example: "18.1",
      }),
      digest: field(z.string().regex(/^sha256:[0-9a-f]{64}$/u), {
        description: "Digest of the image, which is what runs.",
        allowed: "sha256: and 64 hexadecimal digits",
        example: `sha256:${"c".repeat(64)}`,
      }),
    })
    .optional()
    .meta({
      description:
        "Image that makes dumps: bash, PostgreSQL's client (not older than the servers) and the AWS command line. Needed as " +
        "soon as one store has a `dump`.",
      examples: [{ version: "18.1", digest: `sha256:${"c".repeat(64)}` }],
      "x-allowed": "a map with `version` and `digest`",
    }),
});

const objective = z.strictObject({
  lossMinutes: minutes("Most minutes of writes that may be lost.", 5),
  restoreMinutes: minutes("Most minutes until the store serves again.", 15),
});
const objectiveExample = { lossMinutes: 5, restoreMinutes: 15 };

/** What a store is promised, and by what it comes back. */
export const storeRecovery = {
  tier: field(z.enum(recoveryTierNames).optional(), {
    description:
      "What is promised of the store: critical (5 min lost and 15 min to restore in an outage, 15 and 30 when corrupted), " +
      "standard (1 h and 4 h), rebuildable (nothing of it is missed for two days).",
    allowed: recoveryTierNames.join(", "),
    example: "critical",
  }),
  promise: z
    .strictObject({
      outage: objective.meta({
        description: "When the store's region is gone.",
        examples: [objectiveExample],
        "x-allowed": "a map with `lossMinutes` and `restoreMinutes`",
      }),
      corruption: objective.meta({
        description: "When what is in it is wrong, in every replica.",
        examples: [objectiveExample],
        "x-allowed": "a map with `lossMinutes` and `restoreMinutes`",
      }),
    })
    .optional()
    .meta({
      description:
        "What whoever runs an external store has promised for it: by replicas, and by recovery to a point in time.",
      examples: [{ outage: objectiveExample, corruption: { lossMinutes: 5, restoreMinutes: 30 } }],
      "x-allowed": "a map with `outage` and `corruption`",
    }),
  dump: externalDump,
};

/** The vaults as they are written in the stack file. */
export type RecoveryEntry = z.output<typeof recoverySchema>;
