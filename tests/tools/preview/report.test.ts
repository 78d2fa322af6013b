import type { Plan, PlanResource } from "../../../tools/preview/plan";
import { Progress } from "../../../tools/preview/report/progress";
import { makeStyle, wantsColours, wrap } from "../../../tools/preview/report/style";
import { formatText } from "../../../tools/preview/report/text";

const root = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

/** A resource below another; its URN is made up, for only the parent counts here. */
function resource(name: string, type: string, parent: string | undefined, summary?: string): PlanResource {
  return {
    urn: parent === undefined ? root : `urn:pulumi:dev::shop::${type}::${name}`,
    type,
    name,
    ...(parent === undefined ? {} : { parent }),
    custom: type.startsWith("aws:"),
    protect: false,
    retainOnDelete: false,
    ignoreChanges: [],
    replaceOnChanges: [],
    aliases: [],
    hooks: {},
    dependencies: [],
    propertyDependencies: {},
    inputs: {},
    ...(summary === undefined ? {} : { outputs: { summary } }),
  };
}

function planOf(resources: readonly PlanResource[]): Plan {
  const summary = { resources: 1234, components: 1, providers: 0, kinds: {} };
  const all = [resource("shop-dev", "pulumi:pulumi:Stack", undefined), ...resources];
  return {
    version: 1,
    project: "shop",
    stack: "dev",
    resources: all,
    outputs: {},
    policy: [],
    refusals: [],
    summary,
  };
}

/** Lines of the tree in a report: between the first and the second empty line. */
function tree(resources: readonly PlanResource[], colours = false): string[] {
  const [, lines = ""] = formatText(
    { plan: planOf(resources), refused: false },
    1.25,
    makeStyle(colours),
  ).split("\n\n");
  return lines.split("\n");
}

/** A region with some services of two colours each, whose workloads are two buckets. */
function region(name: string, services: number): PlanResource[] {
  const top = resource(name, "platform:index:Region", root, "primary");
  const numbers = Array.from({ length: services }, (_, index) => index);
  return [
    top,
    ...numbers.flatMap((number) => {
      const service = resource(`${name}-s${number}`, "platform:index:Service", top.urn, `service ${number}`);
      const colours = ["blue", "green"].map((colour) =>
        resource(`${service.name}-${colour}`, "platform:index:Colour", service.urn, colour),
      );
      const buckets = colours.map(({ urn, name: above }) =>
        resource(`${above}-b`, "aws:s3/bucket:Bucket", urn),
      );
      return [service, ...colours, ...buckets];
    }),
  ];
}

describe("the report", () => {
  it("shows a small stack in full: names without their parents', summaries, and kinds", () => {
    expect(tree(region("east", 1))).toEqual([
      "  east         Region   primary",
      "  └─ s0        Service  service 0",
      "     ├─ blue   Colour   blue",
      "     │     1 Bucket",
      "     └─ green  Colour   green",
      "           1 Bucket",
    ]);
  });

  it("folds numerous leaves into what they belong to, and says how many", () => {
    const lines = tree(region("east", 12));
    expect(lines).toHaveLength(25);
    expect(lines.slice(0, 3)).toEqual([
      "  east    Region   primary",
      "  ├─ s0   Service  service 0",
      "  │     in 2 Colour: 2 Bucket",
    ]);
  });

  it("fits a big stack on a screen: the largest region in full and with numbers, the others in a line", () => {
    const lines = tree(["a", "b", "c", "d"].flatMap((name) => region(name, name === "b" ? 13 : 12)));
    expect(lines.slice(0, 6)).toEqual([
      "  a       Region   24  primary",
      "  b       Region       primary",
      "  ├─ s0   Service   2  service 0",
      "  ├─ s1   Service   2  service 1",
      "  ├─ s2   Service   2  service 2",
      "  ├─ s3   Service   2  service 3",
    ]);
    expect(lines).toHaveLength(3 + 1 + 13);
  });

  it("folds all regions of a stack of which not even one fits", () => {
    const lines = tree(["a", "b"].flatMap((name) => region(name, 60)));
    expect(lines).toEqual(["a", "b"].map((name) => `  ${name}  Region  120  primary`));
  });

  it("folds regions beneath the one component that holds everything, the first of equals staying open", () => {
    const top = resource("top", "a:b:Top", root);
    const regions = [...region("a", 25), ...region("b", 25)].map((one) =>
      one.parent === root ? { ...one, parent: top.urn } : one,
    );
    const lines = tree([top, ...regions]);
    expect(lines).toHaveLength(1 + 1 + 25 + 1);
    expect(lines.at(-1)).toBe("  └─ b       Region   50  primary");
  });

  it("folds what stands deepest before what stands higher, however the numbers are", () => {
    const several = (name: string, kind: string, parent: string, count: number): PlanResource[] =>
      Array.from({ length: count }, (_, index) =>
        resource(`${name}-${kind}${index}`, `a:b:${kind}`, parent, "says something"),
      );
    const lines = tree(
      ["a", "b", "c"].flatMap((name) => {
        const top = resource(name, "a:b:Region", root, "primary");
        const network = resource(`${name}-network`, "a:b:Network", top.urn, "network");
        const higher = ["Alert", "Door", "Service"].flatMap((kind) => several(name, kind, top.urn, 4));
        return [top, network, ...several(name, "Zone", network.urn, 3), ...higher];
      }),
    );
    // Nine zones, and twelve of each other kind.
    expect(lines.filter((line) => line.includes("  Zone"))).toEqual([]);
    expect(lines).toHaveLength(3 * (2 + 12));
  });

  it("never folds the topmost, and cuts what does not fit into 110 columns", () => {
    const long = "word ".repeat(40);
    const lines = tree(
      Array.from({ length: 60 }, (_, index) => resource(`top${index}`, "a:b:C", root, long)),
    );
    expect(lines).toHaveLength(60);
    for (const line of lines) expect(line).toHaveLength(110);
    expect(lines[2]).toMatch(/^ {2}top2 .*…$/);
  });

  it("counts what stands outside components, and children of managed resources as their component's", () => {
    const component = resource("one", "a:b:One", root);
    const bucket = resource("bucket", "aws:s3/bucket:Bucket", component.urn);
    const inner = resource("inner", "aws:s3/object:Object", bucket.urn);
    const loose = resource("loose", "aws:sqs/queue:Queue", root);
    expect(tree([component, bucket, inner, loose])).toEqual([
      "  outside components: 1 Queue",
      "  one  One",
      "     1 Bucket · 1 Object",
    ]);
  });

  it("ends with totals and the time", () => {
    const text = formatText({ plan: planOf([]), refused: false }, 1.25, makeStyle(false));
    expect(text).toContain("1,234 resources · 1 component · 0 providers · 1.3 s\n");
    expect(text).toContain("No policies were asked.\n");
  });

  it("is coloured on a terminal only, and not against NO_COLOR", () => {
    expect(wantsColours({ isTTY: true }, {})).toBe(true);
    expect(wantsColours({ isTTY: true }, { NO_COLOR: "" })).toBe(true);
    expect(wantsColours({ isTTY: true }, { NO_COLOR: "1" })).toBe(false);
    expect(wantsColours({}, {})).toBe(false);
    expect(tree(region("east", 1), true)[0]).toContain("\u001b[1m");
    expect(tree(region("east", 1))[0]).not.toContain("\u001b");
  });

  it("wraps at spaces and keeps line breaks", () => {
    expect(wrap("one two three\nfour", 7)).toEqual(["one two", "three", "four"]);
    expect(wrap("unbreakable", 3)).toEqual(["unbreakable"]);
  });
});

describe("progress", () => {
  it("is one line that changes on a terminal, not more often than the eye reads", () => {
    let text = "";
    let now = 1000;
    const progress = new Progress({ isTTY: true, write: (more) => (text += more) }, () => now);
    progress.start("dev");
    progress.update("dev", 1);
    progress.update("dev", 2);
    now += 200;
    progress.update("dev", 3);
    progress.end();
    expect(text.split("\r\u001b[K")).toEqual([
      "",
      "previewing dev …",
      "previewing dev … 1 resources",
      "previewing dev … 3 resources",
      "",
    ]);
  });

  it("is a plain line elsewhere", () => {
    let text = "";
    const progress = new Progress({ write: (more) => (text += more) });
    progress.start("dev");
    progress.update("dev", 1);
    progress.end();
    expect(text).toBe("previewing dev\n");
  });
});
