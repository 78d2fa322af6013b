import { weekdays, type RecurringWindow } from "../../config/model/calendar";
import { startWindowMinutes, type BackupTier } from "./tiers";

/** When stores are maintained: a part of one day of each week, in UTC. */
export type Maintenance = Pick<RecurringWindow, "day" | "endMinute" | "startMinute">;

/**
 * Minutes before maintenance from which on a database takes no backup, nor during it: a job that begins then fails. Aurora
 * is exempt, DocumentDB is not. Source: AWS Backup developer guide, "Backup plan options and configuration", backup window.
 */
const quietMinutes = 60;

/** Whether a backup of an hour would meet maintenance: AWS Backup begins it within the start window. */
export function meetsMaintenance(
  hour: number,
  { startMinute, endMinute }: Pick<Maintenance, "endMinute" | "startMinute">,
): boolean {
  return hour * 60 + startWindowMinutes > startMinute - quietMinutes && hour * 60 < endMinute;
}

/** The hours of a tier that meet maintenance, on the day of it. */
export function hoursInMaintenance({ hours, weekday }: BackupTier, maintenance: Maintenance): number[] {
  const sameDay = weekday === undefined || weekday === maintenance.day;
  return sameDay ? hours.filter((hour) => meetsMaintenance(hour, maintenance)) : [];
}

/** The weekly maintenance of a calendar; undefined where there is none. */
export function weeklyMaintenance(windows: readonly RecurringWindow[]): Maintenance | undefined {
  return windows.find(({ every }) => every === "week");
}

/** First full hour after maintenance. */
function hourAfter({ endMinute }: Maintenance): number {
  return Math.ceil(endMinute / 60);
}

/** One schedule of a tier, by what its rule is called. */
export interface Schedule {
  /** What is put after the tier's name; nothing for the tier's own. */
  readonly suffix: "" | "-after-maintenance";
  /** As AWS Backup and EventBridge write it, in UTC. */
  readonly expression: string;
}

/** When backups of a tier begin: as it says, and where it yields to maintenance, on the day of that after it. */
export function schedulesOf(tier: BackupTier, maintenance: Maintenance | undefined): Schedule[] {
  const whole: Schedule = { suffix: "", expression: tier.schedule };
  if (!tier.yields || maintenance === undefined || hoursInMaintenance(tier, maintenance).length === 0)
    return [whole];
  const others = weekdays.filter((day) => day !== maintenance.day).map(short);
  return [
    { suffix: "", expression: `cron(0 ${tier.hours.join(",")} ? * ${others.join(",")} *)` },
    {
      suffix: "-after-maintenance",
      expression: `cron(0 ${hourAfter(maintenance)} ? * ${short(maintenance.day)} *)`,
    },
  ];
}

function short(day: string): string {
  return day.slice(0, 3).toUpperCase();
}

/** Every hour of a day at which a backup of some tier may begin, in order. */
export function beginHours(
  tiers: Readonly<Record<string, BackupTier>>,
  maintenance: Maintenance | undefined,
): number[] {
  const hours = Object.values(tiers).flatMap((tier) => [
    ...tier.hours,
    ...(schedulesOf(tier, maintenance).length > 1 && maintenance !== undefined
      ? [hourAfter(maintenance)]
      : []),
  ]);
  return [...new Set(hours)].sort((left, right) => left - right);
}
