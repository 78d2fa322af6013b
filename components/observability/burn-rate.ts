/** How fast an error budget may burn before somebody is told, and over which windows that is measured. */
export interface BurnTier {
  /** Who is told: `critical` wakes somebody, `warning` waits for working hours. */
  readonly severity: "critical" | "warning";
  /** The window that decides, in minutes. */
  readonly longMinutes: number;
  /** The window that must still burn, so that the alert ends soon after the fault, in minutes. */
  readonly shortMinutes: number;
  /** Multiple of the rate that would spend the budget exactly over the objective's window. */
  readonly factor: number;
}

/** Share of the whole budget that is spent when a tier speaks, in percent. Source: The Site Reliability Workbook, chapter 5. */
const tiers = [
  { severity: "critical", budgetPercent: 2, longMinutes: 60, shortMinutes: 5 },
  { severity: "critical", budgetPercent: 5, longMinutes: 360, shortMinutes: 30 },
  { severity: "warning", budgetPercent: 10, longMinutes: 1440, shortMinutes: 120 },
  { severity: "warning", budgetPercent: 10, longMinutes: 4320, shortMinutes: 360 },
] as const;

/**
 * The tiers for a window. The factors follow from it: 13.44, 5.6, 2.8 and 0.93 over 28 days, 14.4, 6, 3 and 1 over 30.
 *
 * @param windowDays Days over which the objective is promised.
 */
export function burnTiers(windowDays: number): BurnTier[] {
  const windowMinutes = windowDays * 24 * 60;
  return tiers.map(({ budgetPercent, ...tier }) => ({
    ...tier,
    factor: (budgetPercent * windowMinutes) / (100 * tier.longMinutes),
  }));
}

/** Every window that some tier measures, in minutes, shortest first. */
export const burnWindowsMinutes = [
  ...new Set(tiers.flatMap((tier) => [tier.shortMinutes, tier.longMinutes])),
].sort((left, right) => left - right);

/** A window as PromQL writes it: `5m`, `6h`, `3d`. */
export function duration(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}
