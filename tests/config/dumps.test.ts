import { checkStackFile } from "../../config/stack-file";
import { baseFile, edited } from "./base-file";

const image = (version: string): string =>
  edited(baseFile, 'dumpImage: { version: "18.1"', `dumpImage: { version: "${version}"`);

describe("The image that dumps", () => {
  // PostgreSQL's client dumps servers of its own major version, whatever their minor one.
  test.each(["17", "17.1", "17.6-1", "100.2"])("may be %s for PostgreSQL 17.4", (version) => {
    expect(checkStackFile(image(version))).toEqual([]);
  });

  test("is asked nothing where nothing is dumped that the program makes", () => {
    const dumpless = edited(image("16.9"), "      dump: { into: catalogue, diskGi: 60 }\n", "");
    expect(checkStackFile(dumpless)).toEqual([]);
  });
});

describe("What dumps a store", () => {
  test("has its name alone, which no service may have", () => {
    const named = baseFile.replaceAll("order-service", "ledger-dump");
    expect(checkStackFile(named)).toEqual([
      {
        path: "social-commerce:services.ledger-dump",
        found: "the name of what dumps ledger",
        allowed: "a name other than ledger-dump",
        remedy: "call the service otherwise",
      },
    ]);
    expect(checkStackFile(baseFile.replaceAll("order-service", "archive-dump"))).toEqual([]);
  });
});
