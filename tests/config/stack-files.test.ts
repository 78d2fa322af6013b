import { readdirSync, readFileSync } from "node:fs";

import { checkStackFile } from "../../config/stack-file";
import { checkStackFiles } from "../../config/stack-files";
import { baseFile, edited } from "./base-file";

const own = readdirSync(".")
  .filter((name) => /^Pulumi\..+\.yaml$/u.test(name))
  .map((name) => ({ name, text: readFileSync(name, "utf8") }));

describe("The stack files together", () => {
  test("of the repository live in accounts of their own", () => {
    expect(own.length).toBeGreaterThanOrEqual(3);
    expect(checkStackFiles(own)).toEqual([]);
  });

  test("never share an account, and the later of two is told", () => {
    const staging = edited(baseFile, "environment: production", "environment: staging");
    const files = [
      { name: "Pulumi.a.yaml", text: baseFile },
      { name: "Pulumi.b.yaml", text: edited(baseFile, '"111122223333"', '"444455556666"') },
      { name: "Pulumi.c.yaml", text: staging },
    ];
    expect(checkStackFiles(files)).toEqual([
      {
        file: "Pulumi.c.yaml",
        path: "social-commerce:account.id",
        found: '"111122223333", which Pulumi.a.yaml has',
        allowed: "an account that no other stack file names",
        remedy: "give the environment an account of its own (docs/bootstrap.md)",
      },
    ]);
    expect(checkStackFiles(files.slice(0, 2))).toEqual([]);
  });

  test("without an account, or that cannot be read, are judged by their own check", () => {
    const files = ["config: {", "config: {}", "config:\n  social-commerce:account: { id: 1 }", ""];
    expect(checkStackFiles(files.map((text, index) => ({ name: String(index), text })))).toEqual([]);
  });
});

describe("The key of a stack's own secrets", () => {
  const withKey = (address: string): unknown => checkStackFile(`secretsprovider: ${address}\n${baseFile}`);

  test("is in none of the platform's regions", () => {
    expect(withKey("awskms://alias/pulumi?awssdk=v2&region=us-west-2")).toEqual([
      {
        path: "secretsprovider",
        found: "a key in us-west-2, which is a region of the platform",
        allowed: "a key in a region that is none of the platform's",
        remedy:
          "use the key's copy in another region, such as eu-west-1: losing a region must not lock the state",
      },
    ]);
  });

  test.each([
    "awskms://alias/pulumi?region=eu-west-1&awssdk=v2",
    "awskms://alias/pulumi",
    "passphrase",
    "gcpkms://projects/p/locations/l?region=us-west-2",
  ])("may be %s", (address) => {
    expect(withKey(address)).toEqual([]);
  });
});
