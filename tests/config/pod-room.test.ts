import { parse } from "yaml";

import { podsFit } from "../../config/checks/pod-room";
import { parseConfig } from "../../config/draft";
import type { Problem } from "../../config/problems";
import { ownKeys } from "../../config/stack-file";
import { baseFile } from "./base-file";

/** What the check finds in the base file with another region on the east coast, and more services. */
function problems(region: string, environment: string, extra = "", count = 0): readonly Problem[] {
  const services = Array.from(
    { length: count },
    (_, index) => `    extra-${index}: { path: /extra-${index}, ${extra}release: ${release} }\n`,
  ).join("");
  const text = baseFile
    .replace("environment: production", `environment: ${environment}`)
    .replace(/ {4}us-east-1:\n( {6}.+\n)+/u, `    us-east-1: { role: primary, ${region} }\n`)
    .replace("    order-service:\n", `${services}    order-service:\n`);
  const { config } = parse(text) as { config: Record<string, unknown> };
  const { draft } = parseConfig(ownKeys(config));
  expect(Object.keys(draft.services.entries)).toHaveLength(2 + count);
  return podsFit(draft);
}

const release = `{ greenPercent: 0, blue: { version: "1.0.0", digest: "sha256:${"c".repeat(64)}" } }`;
const large = "scaling: { min: 3, max: 100 }, ";

const zones = (count: number): string =>
  `zones: [${["a", "b", "c", "d"]
    .slice(0, count)
    .map((letter) => `us-east-1${letter}`)
    .join(", ")}]`;

describe("The room for pods of a region", () => {
  test("is enough in the smallest network for the example's services, with one zone of two lost", () => {
    expect(problems(`cidr: 10.16.0.0/18, ${zones(2)}`, "production")).toEqual([]);
  });

  test("is asked for by the ceiling of the profile where a service is silent", () => {
    const silent = (environment: string): string[] =>
      problems(`cidr: 10.16.0.0/18, ${zones(2)}`, environment, "", 10).map(({ found }) => found);
    // 76 pods of the service that speaks and 50 of each of eleven others, and a quarter more.
    expect(silent("production")).toEqual(["10.16.0.0/18, while the services scale to 783 pods there"]);
    expect(silent("staging")).toEqual([]);
  });

  test("is told by the zones that the file names", () => {
    const room = (count: number): string | undefined =>
      problems(`cidr: 10.16.0.0/18, ${zones(count)}`, "production", large, 8)[0]?.allowed;
    expect(room(2)).toContain("room for 544 with one of 2 zones lost");
    expect(room(4)).toContain("room for 1632 with one of 4 zones lost");
  });

  test("is asked for whatever share of the platform the region runs: users of a lost one may come", () => {
    const region = `cidr: 10.16.0.0/18, ${zones(4)}`;
    for (const percent of [1, 100]) {
      const sized = `${region}, capacityPercent: ${percent}`;
      expect(problems(sized, "production", large, 4)).toEqual([]);
      expect(problems(sized, "production", large, 5)).toHaveLength(1);
    }
  });

  test("is not asked of a network whose size is wrong, which another check says", () => {
    for (const ground of [
      "cidr: 10.16.0.0/24",
      "cidr: 10.0.0.0/8",
      "existingCluster: { context: kind-east }",
    ])
      expect(problems(ground, "production", large, 20).map(({ path }) => path)).toEqual([
        "social-commerce:regions.us-west-2.cidr",
      ]);
  });
});
