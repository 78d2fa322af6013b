import { readFileSync } from "node:fs";
import { join } from "node:path";

import { pairRemarks } from "../../../tools/preview/pair-remarks";
import { baseFile, edited } from "../../config/base-file";

const of = (name: string): string =>
  `social-commerce:backups.${name} is filled by nothing, and no alarm misses it: that is right only where its store has ended ` +
  "and its records must stay; otherwise name it under dump.into of the store";

describe("What a preview remarks of pairs of backup buckets", () => {
  it("is each that nothing is dumped into", () => {
    // Two stores are dumped into `catalogue`, and none into `orders`.
    expect(pairRemarks(baseFile)).toEqual([of("orders")]);
    const dump = "      dump: { into: catalogue, database: orders, diskGi: 40 }\n";
    const one = edited(baseFile, dump, "");
    expect(pairRemarks(one)).toEqual([of("orders")]);
    const none = edited(one, "      dump: { into: catalogue, diskGi: 60 }\n", "");
    expect(pairRemarks(none)).toEqual([of("catalogue"), of("orders")]);
  });

  it.each(["production", "staging"])("is nothing of %s, whose pairs are filled", (stack) => {
    expect(pairRemarks(readFileSync(join(process.cwd(), `Pulumi.${stack}.yaml`), "utf8"))).toEqual([]);
  });

  it("is nothing of a file that is wrong, or no file at all", () => {
    expect(pairRemarks(edited(baseFile, "factor: 1.5", "factor: 0"))).toEqual([]);
    expect(pairRemarks("config: [")).toEqual([]);
  });
});
