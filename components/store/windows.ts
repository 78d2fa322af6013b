/**
 * When stores are maintained, in UTC: Sunday 02:00 to 04:00, in every region. A change that restarts an instance, such as
 * another class, waits for it.
 */
export const maintenanceWindow = "sun:02:00-sun:04:00";

/** When a store's own daily snapshot is taken, in UTC: outside every maintenance window, as AWS asks. */
export const snapshotWindow = "00:30-01:30";
