import { readFileSync } from "node:fs";
import { join } from "node:path";

import { calendarRemarks } from "../../../tools/preview/calendar-remarks";
import { baseFile } from "../../config/base-file";
import { program, runPreview } from "./support";

const sale = "social-commerce:calendar.events.sale is over since 2026-11-28T08:00:00Z: it can be removed";
const flash = "social-commerce:calendar.events.flash is over since 2026-11-28T09:00:00Z: it can be removed";
const holidays =
  "social-commerce:calendar.freezes.holidays is over since 2027-01-04T23:00:00Z: it can be removed";

describe("What a preview remarks of the calendar", () => {
  it.each([
    ["2026-11-28T07:59:59Z", []],
    ["2026-11-28T08:00:00Z", [sale]],
    ["2026-11-30T00:00:00Z", [sale, flash]],
    ["2027-01-04T23:00:00Z", [sale, flash, holidays]],
  ])("at %s is what is over", (now, remarks) => {
    expect(calendarRemarks(baseFile, now)).toEqual(remarks);
  });

  it("is nothing of a file that is wrong, or no file at all", () => {
    const later = "2030-01-01T00:00:00Z";
    expect(calendarRemarks(baseFile.replace("factor: 1.5", "factor: 0"), later)).toEqual([]);
    expect(calendarRemarks("config: [", later)).toEqual([]);
  });

  it("goes beside the report, which is the same with it", async () => {
    const seen: string[] = [];
    const remarks = (text: string): string[] => {
      seen.push(text);
      return ["something is over"];
    };
    const words = ["--format", "json"];
    const plain = await runPreview("shop", words);
    const remarked = await runPreview("shop", words, { remarks });
    expect(remarked.out).toBe(plain.out);
    expect(plain.err).not.toContain("something is over");
    expect(remarked.err).toContain("something is over\n");
    expect(seen).toEqual([readFileSync(join(program("shop"), "Pulumi.dev.yaml"), "utf8")]);
  });
});
