import {
  retentionClasses,
  retentionTag,
  type RetentionClass,
  type RetentionClassName,
} from "../../components/backup/retention";
import { must } from "./condition";
import type { Resource } from "./resource";
import type { Verdict } from "./verdict";

/** The retention class that a resource names in its tags; undefined when it names none that exists, or not yet. */
export function retentionClassOf(resource: Resource): RetentionClass | undefined {
  const name = resource.properties.at("tags", retentionTag).content;
  return isClassName(name) ? retentionClasses[name] : undefined;
}

/** A resource that keeps data must name its retention class. */
export function mustNameRetentionClass(resource: Resource): Verdict {
  const names = Object.keys(retentionClasses).join(", ");
  return must(resource.properties.at("tags", retentionTag), isClassName, {
    allowed: names,
    fix: "tag the resource with the class of the records that it keeps",
  });
}

function isClassName(name: unknown): name is RetentionClassName {
  return typeof name === "string" && Object.hasOwn(retentionClasses, name);
}
