import { shortestMaintenance, snapshotBeside } from "../../components/store/windows";
import { windowOf } from "../resolve/calendar";
import { calendarPath } from "./calendar-times";
import type { Check } from "./check";

/** The weekly maintenance is long enough for AWS to work on the stores that there are, and leaves their snapshots room. */
export const maintenanceSuitsStores: Check = ({ calendar: { maintenance }, stores }) => {
  const made = Object.values(stores.entries).flatMap(({ kind }) =>
    kind === "external" || kind === "objects" ? [] : [kind],
  );
  const least = Math.max(0, ...made.map((kind) => shortestMaintenance[kind]));
  return Object.entries(maintenance.entries)
    .filter(([, { every, start, end }]) => made.length > 0 && every === "week" && start < end)
    .flatMap(([name, entry]) => {
      const window = windowOf(name, entry);
      const path = calendarPath("maintenance", name, "end");
      const length = window.endMinute - window.startMinute;
      if (length < least)
        return [
          {
            path,
            found: `${length} minutes of maintenance a week`,
            allowed: `at least ${least}, as AWS asks for the stores under social-commerce:stores`,
            remedy: "end it later, or begin it earlier",
          },
        ];
      if (snapshotBeside(window) !== undefined) return [];
      return [
        {
          path,
          found: `${entry.start} to ${entry.end}, which leaves no room for the daily snapshots of stores`,
          allowed: "a start from 01:30 on, or an end before 22:30: AWS refuses a snapshot during maintenance",
          remedy: "end it earlier, or begin it later",
        },
      ];
    });
};
