import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { checkStackFile } from "../../../config/stack-file";
import type { Plan } from "../../../tools/preview/plan";
import { commit, repositoryOf, runPreview } from "./support";

// Each case runs the program twice: seconds on an idle machine, several times that on one that is busy.
jest.setTimeout(120_000);

const project = join(__dirname, "../../..");
const sources = [
  ...["Pulumi.yaml", "Pulumi.local.yaml", "index.ts", "components", "config", "guards", "watch"],
  ...["package.json", "package-lock.json", "tsconfig.json"],
];

interface Shown {
  readonly against: {
    readonly headlines: readonly { meaning: string; subject: string; text: string }[];
    readonly changes: readonly { type: string }[];
  };
}

const digestOf = (digit: string): string => `sha256:${digit.repeat(64)}`;

/** The release of the local cart, with the keys of a test. */
function withRelease(text: string, release: string, service = ""): string {
  const start = text.indexOf("    cart-service:\n");
  const end = text.indexOf("    order-service:\n");
  const blue = `blue: { version: "1", digest: ${digestOf("b")} }`;
  const cart = `    cart-service:\n      path: /cart\n      paths: { public: [/cart] }\n${service}      release: { ${blue}, ${release} }\n`;
  return text.slice(0, start) + cart + text.slice(end);
}

const green = (version: string, digit: string): string =>
  `green: { version: "${version}", digest: ${digestOf(digit)} }`;

/** What the preview makes of one edit of the cart's release: its code, what it says and of which objects, and what guards refuse. */
async function change(
  before: string,
  after: string,
  service = "",
): Promise<[code: number, told: string[], kinds: string[], refusals: string, err: string]> {
  const local = readFileSync(join(project, "Pulumi.local.yaml"), "utf8");
  const directory = repositoryOf(project, sources);
  const file = join(directory, "Pulumi.local.yaml");
  writeFileSync(file, withRelease(local, before));
  commit(directory, "before");
  writeFileSync(file, withRelease(local, after, service));
  const words = ["--against", "HEAD", "--format", "json"];
  const { code, out, err } = await runPreview("", words, { directory, check: checkStackFile });
  const [stack] = (JSON.parse(out) as { stacks: [Plan & Shown] }).stacks;
  const told = stack.against.headlines.map(({ meaning, subject, text }) => `${meaning} ${subject}: ${text}`);
  const refusals = stack.refusals.map(({ urn, message }) => {
    const codes = [...message.matchAll(/\((REL-\d\d)\)/gu)].map(([, found]) => found);
    return `${urn.split("::").at(-1) ?? ""} ${codes.join(" ")}`;
  });
  const kinds = new Set(stack.against.changes.map(({ type }) => type.split(":").at(-1) ?? ""));
  return [code, told, [...kinds], refusals.join(", "), err];
}

describe("An edit of a release, against what was", () => {
  const idle = `greenPercent: 0, ${green("2", "9")}`;
  const at = (share: number, rest = ""): string => `greenPercent: ${share}, ${green("2", "9")}${rest}`;

  test.each([
    ["a shift", at(0), at(10), "", ["traffic cart-service: green 0 → 10 %"], "HTTPRoute"],
    ["a way back", at(100), at(0), "", ["traffic cart-service: back to blue: green 100 → 0 %"], "HTTPRoute"],
    [
      "an image on the idle colour, with no route touched",
      idle,
      `greenPercent: 0, ${green("3", "8")}`,
      "",
      ["release cart-service: green 2 → 3"],
      "Deployment",
    ],
    [
      "the end",
      at(100),
      at(100, ", stable: green"),
      "",
      ["release cart-service: complete: green is stable, was blue"],
      "HTTPRoute",
    ],
    [
      "a strategy",
      idle,
      at(0, ", strategy: canary"),
      "",
      ["release cart-service: strategy blue-green → canary"],
      "HTTPRoute",
    ],
    [
      "an isolation",
      idle,
      idle,
      "      isolated: true\n",
      ["isolation cart-service: cut off: nothing reaches it, and it reaches nothing"],
      "NetworkPolicy AuthorizationPolicy",
    ],
  ])("is told for what it is: %s", async (_, before, after, service, told, kind) => {
    expect((await change(before, after, service)).slice(0, 4)).toEqual([0, told, kind.split(" "), ""]);
  });

  test("is refused at the route for what the pods of the same update told", async () => {
    const [code, , , refusals] = await change(at(10), `greenPercent: 0, ${green("3", "8")}`);
    // The route in the east waits for that in the west, so the engine does not reach it.
    expect([code, refusals]).toEqual([1, "west-cart-service REL-13"]);
  });

  test("that is refused at the pods is not refused again at the route, which the engine does not reach", async () => {
    const [code, , , refusals] = await change(at(0), `greenPercent: 10, ${green("3", "8")}`);
    expect([code, refusals]).toEqual([1, "east-cart-service-green REL-14, west-cart-service-green REL-14"]);
  });

  test("that goes forward names, once for all regions, the guards that only an update asks", async () => {
    const [, , , , said] = await change(at(0), at(10));
    const lines = said.split("\n").filter((line) => line.includes("asked in up alone"));
    expect(lines).toEqual([expect.stringMatching(/cart-service: green 0 → 10 %; .*REL-18, .*REL-24/u)]);
  });
});
