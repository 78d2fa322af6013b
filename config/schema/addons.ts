import { z } from "zod";

import { addonNames } from "../../components/region/cluster/addon-table";
import { field } from "./field";

/** Versions of EKS add-ons that an environment pins, by add-on. */
export const addonsSchema = z.partialRecord(
  z.enum(addonNames).meta({ examples: ["metrics-server"], "x-allowed": addonNames.join(", ") }),
  field(z.string().regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/u), {
    description: "Version of the add-on in every region on AWS, instead of the one that the program knows.",
    allowed: "a version as `aws eks describe-addon-versions` prints it: v0.8.1-eksbuild.5",
    example: "v0.8.1-eksbuild.5",
  }),
);

/** Versions of EKS add-ons that an environment pins, by add-on. */
export type AddonPins = Readonly<z.output<typeof addonsSchema>>;
