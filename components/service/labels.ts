import type { Colour } from "../../config/model";
import { platformName } from "../lib/estate";

/** The label that tells the two colours of a service apart. */
export const colourLabel = "colour";

/** Labels that select the pods of a service, of one colour where one is given. Selectors never change: no version in them. */
export function selector(service: string, colour?: Colour): Record<string, string> {
  return { "app.kubernetes.io/name": service, ...(colour && { [colourLabel]: colour }) };
}

/** Labels of every object of a service. */
export function labels(service: string, colour?: Colour): Record<string, string> {
  return {
    ...selector(service, colour),
    "app.kubernetes.io/managed-by": "pulumi",
    "app.kubernetes.io/part-of": platformName,
  };
}
