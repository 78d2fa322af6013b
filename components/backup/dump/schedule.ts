/** When dumps are made, as a CronJob writes it, in UTC (R16). */
export const dumpSchedule = "0 2 * * *";

/** Minutes between two dumps. */
export const dumpEveryMinutes = 1440;

/** Minutes after which a dump that is not done is given up, its tries together. */
export const dumpDeadlineMinutes = 180;

/** Minutes by which a job may begin late; one that is later is left out, and missed. */
export const dumpLateMinutes = 60;

/** Minutes without a dump that nobody needs to hear of: the time between two, and the time that one may take. */
export const dumpPatienceMinutes = dumpEveryMinutes + dumpDeadlineMinutes;
