import { beginHours, hoursInMaintenance, type Maintenance } from "../../components/backup/begins";
import { backupTierNames, startWindowMinutes, type BackupTiers } from "../../components/backup/tiers";
import { shortestMaintenance, snapshotBeside } from "../../components/store/windows";
import { clockText } from "../calendar/recurrence";
import type { Draft } from "../draft";
import { windowOf } from "../resolve/calendar";
import { resolveTiers } from "../resolve/recovery";
import { calendarPath } from "./calendar-times";
import type { Check } from "./check";

/** The weekly maintenance is long enough for AWS to work on the stores that there are, and leaves their snapshots room. */
export const maintenanceSuitsStores: Check = (draft) => {
  const made = madeKinds(draft);
  const least = Math.max(0, ...made.map((kind) => shortestMaintenance[kind]));
  return weeklyWindows(draft).flatMap(({ name, window }) => {
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
    const tiers = tiersOf(draft);
    if (snapshotBeside(window, tiers ? beginHours(tiers, window) : []) !== undefined) return [];
    return [
      {
        path,
        found: `${shown(window)}, which leaves no room for the daily snapshots of stores`,
        allowed:
          "an hour of the day half an hour apart from it, in which no backup begins: AWS refuses both at once",
        remedy: "end it earlier, or begin it later",
      },
    ];
  });
};

/** No backup of a database meets its maintenance: it would fail, which nobody sees before it runs. */
export const maintenanceOutsideBackups: Check = (draft) => {
  const tiers = tiersOf(draft);
  if (tiers === undefined || madeKinds(draft).every((kind) => kind === "cache")) return [];
  return weeklyWindows(draft).flatMap(({ name, window }) =>
    backupTierNames
      .filter((tier) => !tiers[tier].yields)
      .flatMap((tier) => hoursInMaintenance(tiers[tier], window).map((hour) => [tier, hour] as const))
      .map(([tier, hour]) => ({
        path: calendarPath("maintenance", name, "start"),
        found: `${shown(window)}, while ${tier} backups begin at ${clockText(hour * 60)}, within ${startWindowMinutes} minutes`,
        allowed: [
          `a window that begins at ${clockText((hour + 2) * 60)} or later`,
          ...(hour > 0 ? [`ends by ${clockText(hour * 60)}`] : []),
        ].join(", or "),
        remedy: "move it: a database takes no backup in the hour before its maintenance and during it",
      })),
  );
};

/** Kinds of the stores that the program makes, with one entry each. */
function madeKinds({ stores }: Draft): (keyof typeof shortestMaintenance)[] {
  return Object.values(stores.entries).flatMap(({ kind }) =>
    kind === "external" || kind === "objects" ? [] : [kind],
  );
}

/** The weekly maintenance that can be read, where there is a store that it is for. */
function weeklyWindows(draft: Draft): { readonly name: string; readonly window: Maintenance }[] {
  return Object.entries(draft.calendar.maintenance.entries)
    .filter(([, { every, start, end }]) => madeKinds(draft).length > 0 && every === "week" && start < end)
    .map(([name, entry]) => ({ name, window: windowOf(name, entry) }));
}

/** How often stores are backed up; undefined where they are not. */
function tiersOf({ recovery }: Draft): BackupTiers | undefined {
  return recovery && resolveTiers(recovery.tiers);
}

function shown({ startMinute, endMinute }: Maintenance): string {
  return `${clockText(startMinute)} to ${clockText(endMinute)}`;
}
