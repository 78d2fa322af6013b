import { readFileSync } from "node:fs";

import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";

import { guarded, service } from "../../support/samples";
import {
  autoscaler,
  changed,
  codesOf,
  deployment,
  floors,
  half,
  httpRoute,
  judge,
  newImage,
  podInputs,
  pods,
  route,
  shares,
  tenth,
  whole,
  judgeRun,
  type Call,
  type Changes,
} from "./release-calls";

let notes: jest.SpyInstance;
beforeEach(() => {
  notes = jest.spyOn(pulumi.log, "info").mockResolvedValue(undefined);
});
afterEach(() => {
  notes.mockRestore();
});

describe("The guard of a new route", () => {
  const guarded = async (changes: Changes): Promise<string> =>
    (await judge(changed(changes), route(undefined, changed(changes))))[0]!;

  test("lets a legal release pass", async () => {
    expect(await guarded({})).toBe("passed");
    expect(await guarded({ blue: { weight: 100 }, green: { weight: 0, declared: false } })).toBe("passed");
    expect(notes).not.toHaveBeenCalled();
  });

  test.each([
    ["weights that sum to too much", { green: { weight: 20 } }, "weights blue 90, green 20"],
    ["weights that sum to too little", { blue: { weight: 0 } }, "weights blue 0, green 10"],
    [
      "a colour that is not declared",
      { green: { declared: false } },
      "nothing, while green is to serve 10 % of the requests",
    ],
    [
      "a colour that runs too little",
      { green: { capacityPercent: 9 } },
      "9, while green is to serve 10 % of the requests",
    ],
  ])("refuses %s, in the words of the stack-file check", async (_, changes, found) => {
    const refusal = await guarded(changes);
    expect(refusal).toMatch(
      /^the release of cart-service has 1 problem:\n\n {2}social-commerce:services\.cart-service\.release/u,
    );
    expect(refusal).toContain(`found    ${found}`);
  });

  test("judges the weights that are sent, not those of the stack file", async () => {
    const sent = route(undefined, changed({ blue: { weight: 70 }, green: { weight: 30 } }));
    expect((await judge(service, sent))[0]).toContain("25, while green is to serve 30 % of the requests");
    const elsewhere = route(undefined, { ...service, name: "order-service" });
    expect((await judge(service, elsewhere))[0]).toContain("weights blue 0, green 0");
  });

  test("refuses whatever is no route, and never throws anything but a refusal", async () => {
    const inputs = fc.object({
      key: fc.constantFrom("spec", "rules", "template", "metadata", "labels", "colour"),
    });
    const type = fc.constantFrom(httpRoute, deployment, autoscaler, "kubernetes:core/v1:Namespace");
    const calls = fc.sample(fc.tuple(type, fc.option(inputs, { nil: undefined }), inputs), 400);
    const answers = await judge(service, ...calls);
    expect(answers.filter((answer) => answer.startsWith("it threw"))).toEqual([]);
    const routes = answers.filter((_, index) => calls[index]![0] === httpRoute);
    expect(routes.filter((answer) => !answer.includes("weights blue 0, green 0"))).toEqual([]);
  });
});

describe("The guard of a route that is there", () => {
  test("refuses a step that is too large, from the weights that serve to those that are sent", async () => {
    const [refusal] = await judge(half, route(whole, half));
    expect(refusal).toContain("greenPercent (REL-11)\n    found    a step from 0 to 50");
    expect(refusal).toContain("do       set greenPercent to 10, watch, and go on from there");
    expect(notes).not.toHaveBeenCalled();
  });

  test("lets a legal step pass, and says in one region which guards nobody asked", async () => {
    expect(await judge(tenth, route(whole, tenth))).toEqual(["passed"]);
    expect(notes.mock.calls).toEqual([
      [
        "cart-service: green 0 → 10 %; the guards that see the cluster (REL-18, REL-19, REL-20, REL-21, REL-22, REL-24, REL-25) are asked in up alone",
      ],
    ]);
  });

  test("says nothing of them in a later region, or on a way back", async () => {
    const connection = { kind: "context", context: "us-west-2" } as const;
    const later = { ...guarded(tenth), earlier: { region: "us-west-2", connection } };
    expect(await judgeRun(later, undefined, [route(whole, tenth)])).toEqual(["passed"]);
    expect(await judge(whole, route(tenth, whole))).toEqual(["passed"]);
    expect(notes).not.toHaveBeenCalled();
  });

  test("is silent where no weight moves", async () => {
    expect(await judge(tenth, route(tenth, tenth))).toEqual(["passed"]);
    expect(notes).not.toHaveBeenCalled();
  });

  test("reads from the route's notes what the release was", async () => {
    const green = changed({ rollout: { stable: "green" } }, half);
    expect(codesOf(await judge(green, route(half, green)))).toEqual(["REL-17"]);
    const canary = changed({ rollout: { strategy: "canary" } }, half);
    expect(codesOf(await judge(canary, route(half, canary)))).toEqual(["REL-16"]);
    const back = changed(shares(0), half);
    expect(codesOf(await judge(back, route(half, back)))).toEqual([""]);
  });
});

describe("The guard of pods", () => {
  test("lets another image pass on the idle colour alone", async () => {
    const next = changed({ green: newImage }, whole);
    expect(codesOf(await judge(next, pods(whole, next)))).toEqual([""]);
    const serving = changed({ blue: newImage }, whole);
    expect(codesOf(await judge(serving, pods(whole, serving, "blue")))).toEqual(["REL-14"]);
    const tried = changed({ green: newImage }, tenth);
    expect(codesOf(await judge(tried, pods(tenth, tried)))).toEqual(["REL-14"]);
  });

  test("tells an image from its registry: another one makes pods anew, with the same image", async () => {
    const moved: Call = [
      deployment,
      podInputs(whole, "blue"),
      podInputs(whole, "blue", "mirror.example.com"),
    ];
    expect(codesOf(await judge(whole, moved))).toEqual([""]);
    const [refusal] = await judge(tenth, moved);
    expect(refusal).toContain("other pods (the same image), while a release is under way");
  });

  test("wants a version for each image, and an image for each version", async () => {
    const image = changed({ green: { digest: newImage.digest } }, whole);
    expect(codesOf(await judge(image, pods(whole, image)))).toEqual(["REL-07"]);
    const version = changed({ green: { version: newImage.version } }, whole);
    expect(codesOf(await judge(version, pods(whole, version)))).toEqual(["REL-07"]);
  });

  test("wants pods that have the time to stop, before they are made, too", async () => {
    expect(await judge(whole, [deployment, undefined, podInputs(whole, "blue")])).toEqual(["passed"]);
    const hasty = JSON.parse(
      JSON.stringify(podInputs(whole, "blue")).replace('"terminationGracePeriodSeconds":45', '"x":45'),
    ) as object;
    const [refusal] = await judge(whole, [deployment, undefined, hasty]);
    expect(refusal).toContain("a grace of 30 s, preStop 15 s + longest request 20 s + closing 10 s");
    const abrupt = JSON.parse(JSON.stringify(podInputs(whole, "blue")).replace('"sleep"', '"nap"')) as object;
    expect(codesOf(await judge(whole, [deployment, undefined, abrupt]))).toEqual(["REL-10"]);
  });
});

describe("The guard of a service, in one run", () => {
  const next = changed({ green: newImage }, tenth);

  test("remembers at the route that pods were made anew", async () => {
    const back = changed({ green: newImage }, whole);
    expect(codesOf(await judge(back, pods(tenth, back), route(tenth, back)))).toEqual(["", "REL-13"]);
    expect(codesOf(await judge(next, pods(whole, next), route(whole, next)))).toEqual(["REL-14", "REL-13"]);
    expect(codesOf(await judge(tenth, pods(tenth, tenth), route(whole, tenth)))).toEqual(["", ""]);
  });

  test("remembers at the route that a floor changed, and refuses no floor for itself", async () => {
    expect(codesOf(await judge(tenth, floors(1, 3), route(whole, tenth)))).toEqual(["", "REL-15"]);
    expect(codesOf(await judge(tenth, floors(4, 2, "blue"), route(whole, tenth)))).toEqual(["", "REL-15"]);
    expect(codesOf(await judge(tenth, floors(3, 3), route(whole, tenth)))).toEqual(["", ""]);
    expect(codesOf(await judge(whole, floors(3, 1), route(whole, whole)))).toEqual(["", ""]);
  });

  test("takes a floor that an autoscaler does not name for 1, as Kubernetes does", async () => {
    const grown = (to: number): Call => {
      const [type, , after] = floors(1, to);
      return [type, { metadata: { labels: { colour: "green" } }, spec: {} }, after];
    };
    expect(codesOf(await judge(tenth, grown(1), route(whole, tenth)))).toEqual(["", ""]);
    expect(codesOf(await judge(tenth, grown(2), route(whole, tenth)))).toEqual(["", "REL-15"]);
    const [type, before] = floors(1, 1);
    const dropped: Call = [type, before, { metadata: { labels: { colour: "green" } }, spec: {} }];
    expect(codesOf(await judge(tenth, dropped, route(whole, tenth)))).toEqual(["", ""]);
  });

  test("remembers both of one colour", async () => {
    const answers = await judge(
      changed({ green: newImage }, whole),
      pods(tenth, next),
      floors(3, 1),
      route(tenth, whole),
    );
    expect(codesOf(answers).at(-1)).toBe("REL-13 REL-15");
  });

  test("takes objects that are new for no change", async () => {
    const created: Call = [deployment, undefined, podInputs(tenth, "green")];
    const floor: Call = [autoscaler, undefined, floors(1, 2)[2]];
    expect(codesOf(await judge(tenth, created, floor, route(whole, tenth)))).toEqual(["", "", ""]);
  });

  test("forgets with the run", async () => {
    await judge(next, pods(whole, next));
    expect(codesOf(await judge(tenth, route(whole, tenth)))).toEqual([""]);
  });
});

test("The pipeline previews before it updates: a refusal at a route comes before any pod is touched", () => {
  expect(readFileSync(".github/workflows/up.yml", "utf8")).not.toMatch(/skip-preview|--skip/u);
});
