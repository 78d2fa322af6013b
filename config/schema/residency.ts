import { z } from "zod";

import { retentionClassNames } from "./backup";

/** Where each class of records may be. */
export const residencySchema = z
  .partialRecord(
    z
      .enum(retentionClassNames)
      .meta({ examples: ["financial-7y"], "x-allowed": retentionClassNames.join(", ") }),
    z
      .array(z.string())
      .min(1)
      .meta({
        description: "Names of the regions that records of the class may be in.",
        examples: [["us-east-1", "us-west-2"]],
        "x-allowed": "a list of names under `regions`",
      }),
  )
  .default({})
  .meta({
    description:
      "Regions that each class of records may be in, copies included. A class that is not named may be in any. Logs are " +
      "records, too, and stay in their region, so every region on AWS must be permitted for theirs: audit-7y (clusters) and " +
      "traffic-90d (networks).",
    examples: [{ "financial-7y": ["us-east-1", "us-west-2"] }],
    "x-allowed": "a map of retention classes to lists of region names",
  });
