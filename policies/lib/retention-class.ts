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

/** The classes that a resource names in its tags, with spaces between them; none where one does not exist, or is not known yet. */
export function retentionClassesOf(resource: Resource): readonly RetentionClass[] {
  const names = namesOf(resource.properties.at("tags", retentionTag).content);
  return names.every(isClassName) ? names.map((name) => retentionClasses[name]) : [];
}

/** A resource that may keep records of several classes must name each. */
export function mustNameRetentionClasses(resource: Resource): Verdict {
  return must(
    resource.properties.at("tags", retentionTag),
    (content) => {
      const names = namesOf(content);
      return names.length > 0 && names.every(isClassName);
    },
    {
      allowed: `one or more of ${Object.keys(retentionClasses).join(", ")}, with a space between two`,
      fix: "tag the resource with the classes of the records that it keeps",
    },
  );
}

function namesOf(content: unknown): readonly string[] {
  return typeof content === "string" ? content.split(" ") : [];
}

function isClassName(name: unknown): name is RetentionClassName {
  return typeof name === "string" && Object.hasOwn(retentionClasses, name);
}
