import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const wrong = `import { colourSize } from "../../components/service/size";
export const size: string = colourSize({ min: 3, max: "20" }, 100, 100);
`;

let directory: string;

beforeAll(() => {
  // Inside the project, so that the file finds what it imports.
  mkdirSync(join(root, ".cache"), { recursive: true });
  directory = mkdtempSync(join(root, ".cache", "types-"));
  writeFileSync(join(directory, "wrong.ts"), wrong);
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** Runs the compiler with one of the project's configurations over the wrong file alone. */
function compile(base: string): { status: number | null; output: string } {
  const config = join(directory, base);
  const text = {
    extends: `../../${base}`,
    compilerOptions: { noEmit: true, rootDir: "../.." },
    include: ["wrong.ts"],
  };
  writeFileSync(config, JSON.stringify(text));
  const { status, stdout } = spawnSync(
    process.execPath,
    [require.resolve("typescript/bin/tsc"), "-p", config],
    {
      encoding: "utf8",
    },
  );
  return { status, output: stdout };
}

describe("the compiler", () => {
  it("refuses wrong types in `npm run types`", () => {
    const { status, output } = compile("tsconfig.check.json");
    expect(status).not.toBe(0);
    expect(output).toContain("Type 'string' is not assignable to type 'number'");
    expect(output).toContain("is not assignable to type 'string'");
  });

  it("checks none where Pulumi starts the program, which costs seconds", () => {
    expect(compile("tsconfig.json")).toEqual({ status: 0, output: "" });
  });
});
