import { afterlife } from "../../../components/backup/afterlife";
import { retentionClasses } from "../../../components/backup/retention";
import { backupTiers, type BackupTiers } from "../../../components/backup/tiers";

const day = 86_400_000;

/** Last day of an object of a class whose expiry and end S3 rounds up to midnights, made in the first second of a day. */
function lastDayOfDump(keepDays: number, laterDays: number): number {
  const midnightAfter = (moment: number): number => Math.floor(moment / day + 1) * day;
  const expired = midnightAfter(1000 + keepDays * day);
  return midnightAfter(expired + 1000 + laterDays * day) / day;
}

describe("What was deleted from its store", () => {
  test("is in a backup that was made before until that ends, whatever the record's age", () => {
    expect(afterlife("personal-90d", backupTiers)).toEqual({
      vaultDays: backupTiers.weekly.keepDays,
      dumpDays: 89,
      oldestDays: 179,
    });
    expect(afterlife("financial-7y", backupTiers).vaultDays).toBe(backupTiers.yearly.keepDays);
    expect(afterlife("financial-7y", backupTiers).oldestDays).toBe(2922 + 2587);
  });

  test("follows the tiers that the class is backed up in, and no other", () => {
    const weekly = (keepDays: number): BackupTiers => ({
      ...backupTiers,
      weekly: { ...backupTiers.weekly, keepDays },
    });
    expect(afterlife("personal-90d", weekly(60)).vaultDays).toBe(60);
    // Longer than the class may be kept: left out for it, so that the daily ones are the last.
    expect(afterlife("personal-90d", weekly(91)).vaultDays).toBe(backupTiers.daily.keepDays);
    expect(afterlife("personal-90d", weekly(90)).oldestDays).toBe(180);
  });

  test("is in a dump as long as the bucket's lifecycle takes, both times rounded up", () => {
    const { keepDays } = retentionClasses["personal-90d"];
    expect(afterlife("personal-90d", backupTiers).dumpDays).toBe(lastDayOfDump(keepDays, 30));
  });
});
