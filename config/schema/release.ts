import { z } from "zod";

import { colours, releaseStrategies } from "../model";
import { field } from "./field";

const migrationExample = { command: ["java", "-jar", "migrate.jar"], timeoutSeconds: 600 };

const migration = z.strictObject({
  command: field(z.array(z.string().min(1).max(256)).min(1).max(32), {
    description: "Command in the colour's image that brings the schema to where both colours can use it.",
    allowed: "a list of 1 to 32 words",
    example: migrationExample.command,
  }),
  timeoutSeconds: field(z.int().min(10).max(1800).default(600), {
    description: "Time after which the migration is stopped and has failed, in seconds.",
    allowed: "a whole number from 10 to 1800",
    example: 600,
  }),
});

const colour = z.strictObject({
  version: field(z.string().regex(/^[\w.+-]{1,63}$/u), {
    description: "Version of the image, for people and labels; the digest decides what runs.",
    allowed: 'a version in quotes: "1.8.2"',
    example: "1.8.2",
  }),
  digest: field(z.string().regex(/^sha256:[0-9a-f]{64}$/u), {
    description: "Digest of the image. Changing it rebuilds this colour.",
    allowed: "sha256: and 64 hexadecimal digits, as the registry prints it",
    example: `sha256:${"0123456789abcdef".repeat(4)}`,
  }),
  capacityPercent: field(z.int().min(1).max(100).default(100), {
    description:
      "Size of this colour as a share of the service's floor, in percent. Raise it before users arrive.",
    allowed: "a whole number from 1 to 100",
    example: 100,
  }),
  schema: z
    .strictObject({
      min: field(z.int().min(0), {
        description: "Oldest version of the database's schema that the image can work with.",
        allowed: "a whole number from 0",
        example: 118,
      }),
      max: field(z.int().min(0), {
        description: "Newest version of the database's schema that the image can work with.",
        allowed: "a whole number from 0, not below `min`",
        example: 120,
      }),
    })
    .optional()
    .meta({
      description: "Versions of the database's schema that the image can work with, both ends included.",
      examples: [{ min: 118, max: 120 }],
      "x-allowed": "a map with `min` and `max`",
    }),
  migration: migration.optional().meta({
    description:
      "What changes the schema before the colour's pods start, in the writer's region, once for each image.",
    examples: [migrationExample],
    "x-allowed": "a map with `command` and `timeoutSeconds`",
  }),
});

const colourExample = {
  version: "1.8.2",
  digest: `sha256:${"0123456789abcdef".repeat(4)}`,
  capacityPercent: 100,
};

/** A release that a person could type. */
export const releaseExample = { greenPercent: 0, blue: colourExample };

/** A release as it is written in the stack file: what each colour runs, and how requests are split between them. */
export const releaseSchema = z.strictObject({
  greenPercent: field(z.int().min(0).max(100), {
    description:
      "Share of requests that the green colour serves, in percent; blue serves the rest. This value shifts a release.",
    allowed: "a whole number from 0 to 100",
    example: 10,
  }),
  strategy: field(z.enum(releaseStrategies).default("blue-green"), {
    description:
      "How an image reaches the users: `blue-green` and `canary` put it on the idle colour and shift shares, " +
      "`rolling` changes the serving colour's image in place.",
    allowed: releaseStrategies.join(", "),
    example: "canary",
  }),
  stable: field(z.enum(colours).default("blue"), {
    description:
      "The colour to which every step is free, at full size. Set it to the other one to complete a release: that gives up " +
      "the way back in one step.",
    allowed: colours.join(", "),
    example: "green",
  }),
  steps: field(z.array(z.int().min(1).max(100)).min(1).max(20).default([10, 50, 100]), {
    description: "Shares through which a `canary` goes, in percent, one edit each.",
    allowed: "a list of rising whole numbers from 1 to 100 that ends with 100",
    example: [1, 10, 50, 100],
  }),
  maximumStepPercent: field(z.int().min(1).max(100).default(50), {
    description:
      "Most that one edit of a `blue-green` release may shift, in percent of the requests. The first step away from a " +
      "colour that serves everything is at most 10; a step towards the stable colour is not bounded.",
    allowed: "a whole number from 1 to 100",
    example: 50,
  }),
  bakeSeconds: field(z.int().min(0).max(604_800).default(600), {
    description: "Time that a share must have stood, and been watched, before the next step, in seconds.",
    allowed: "a whole number from 0 to 604800",
    example: 600,
  }),
  acknowledgeRollback: field(
    z
      .string()
      .regex(/^[\w.:-]{1,128}$/u)
      .optional(),
    {
      description:
        "Id of the rollback after which this release goes on: the failed update and the live route's annotation " +
        "`release.social-commerce/rolled-back` say it. Another rollback needs its own. Take it out with the next edit.",
      allowed: "the id of the last rollback",
      example: "cart-service-1f0c9d2e",
    },
  ),
  databaseSchema: field(z.int().min(0).optional(), {
    description: "Present version of the database's schema. Both colours must be able to work with it.",
    allowed: "a whole number from 0",
    example: 119,
  }),
  blue: colour.meta({
    description:
      "What the blue colour runs. Both colours are permanent; a release moves shares between them.",
    examples: [colourExample],
    "x-allowed": "a map with `version`, `digest` and `capacityPercent`",
  }),
  green: colour.optional().meta({
    description:
      "What the green colour runs. Left out, it runs blue's image, small, and may take no requests.",
    examples: [colourExample],
    "x-allowed": "a map with `version`, `digest` and `capacityPercent`",
  }),
});

/** One colour of a release as it is written in the stack file. */
export type ColourEntry = z.output<typeof colour>;

/** A release as it is written in the stack file, defaults filled in. */
export type ReleaseEntry = z.output<typeof releaseSchema>;
