import { logClasses } from "../../components/region/log-classes";
import type { Check } from "./check";
import { regionsOnAws } from "./on-aws";

/** Logs stay in the region that writes them, so every region on AWS is one where records of their class may be. */
export const logResidency: Check = ({ residency = {}, regions }) => {
  const kinds = Object.entries(logClasses);
  return [...new Set(Object.values(logClasses))].flatMap((retentionClass) => {
    const permitted = residency[retentionClass];
    const missing = regionsOnAws(regions).filter((name) => permitted?.includes(name) === false);
    if (missing.length === 0) return [];
    const logs = kinds.flatMap(([kind, its]) => (its === retentionClass ? [kind] : []));
    return [
      {
        path: `social-commerce:residency.${retentionClass}`,
        found: `a list without ${missing.join(", ")}, where logs of that class are kept (${logs.join(", ")})`,
        allowed: `all regions on AWS: ${regionsOnAws(regions).join(", ")}`,
        remedy: "add the regions to the list, or do without them: logs stay where they are written",
      },
    ];
  });
};
