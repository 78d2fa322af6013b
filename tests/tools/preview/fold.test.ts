import type { Component } from "../../../tools/preview/report/component";
import { foldTwins, hasTwins } from "../../../tools/preview/report/fold";

const leaf = (name: string, resources: number, kind = "Service"): Component => ({
  ...{ name, kind, children: [], own: { Deployment: resources }, folded: {} },
});
const above = (name: string, kind: string, ...children: readonly Component[]): Component => ({
  ...{ name, kind, children, own: {}, folded: {} },
});
const region = (name: string, ...sizes: readonly number[]): Component =>
  above(name, "Region", ...sizes.map((size, index) => leaf(`s${index}`, size)));
const line = (name: string, kind: string, Deployment: number, folded: Component["folded"]): Component => ({
  ...{ name, kind, children: [], own: { Deployment }, folded },
});

describe("Of open siblings of one kind", () => {
  it("the one with most resources stays open, and the others say what is in them", () => {
    const largest = region("b", 3, 1);
    expect(foldTwins(above("root", "Stack", region("a", 1, 1), largest, region("c", 2))).children).toEqual([
      line("a", "Region", 2, { Service: 2 }),
      largest,
      line("c", "Region", 2, { Service: 1 }),
    ]);
  });

  it("the largest is told by all that is beneath it, however deep, and its own", () => {
    const deep = above("deep", "Region", above("middle", "Network", leaf("zone", 5, "Zone")));
    const own = { ...region("own", 1), own: { Bucket: 5 } };
    const root = above("root", "Stack", region("flat", 4), deep);
    expect(foldTwins(root).children).toEqual([line("flat", "Region", 4, { Service: 1 }), deep]);
    expect(foldTwins(above("root", "Stack", deep, own)).children).toEqual([
      line("deep", "Region", 5, { Network: 1, Zone: 1 }),
      own,
    ]);
  });

  it("the first of equals stays open", () => {
    const [first, second] = [region("a", 2), region("b", 2)];
    expect(foldTwins(above("root", "Stack", first, second)).children).toEqual([
      first,
      line("b", "Region", 2, { Service: 1 }),
    ]);
  });

  it("one of each kind stays open, and what has no twin", () => {
    const stores = above("stores", "Stores", region("x", 9), region("y", 9));
    const backup = (name: string, size: number): Component => above(name, "Backup", leaf("v", size, "Vault"));
    const [large, larger] = [region("a", 2), backup("q", 7)];
    const root = above("root", "Stack", stores, large, region("b", 1), backup("p", 5), larger);
    expect(foldTwins(root).children).toEqual([
      stores,
      large,
      line("b", "Region", 1, { Service: 1 }),
      line("p", "Backup", 5, { Vault: 1 }),
      larger,
    ]);
  });

  it("those beneath others wait, until there are none above", () => {
    const inner = (name: string): Component => above(name, "Platform", region("x", 2), region("y", 1));
    const two = above("root", "Stack", inner("p"), inner("q"));
    expect(foldTwins(two).children[0]).toEqual(inner("p"));
    expect(foldTwins(above("root", "Stack", inner("p"))).children).toEqual([
      above("p", "Platform", region("x", 2), line("y", "Region", 1, { Service: 1 })),
    ]);
  });

  it("all are folded but one on every branch that has such siblings", () => {
    const branch = (kind: string): Component => above("p", kind, region("x", 2), region("y", 1));
    const folded = foldTwins(above("root", "Stack", branch("Platform"), branch("Stores")));
    for (const { children } of folded.children)
      expect(children).toEqual([region("x", 2), line("y", "Region", 1, { Service: 1 })]);
  });
});

describe("There are twins", () => {
  it.each([
    ["where two open ones of a kind stand side by side", true, [region("a", 1), region("b", 1)]],
    ["where they do so deeper", true, [above("p", "Platform", region("a", 1), region("b", 1))]],
    ["but not where all but one are lines", false, [region("a", 1), region("b")]],
    ["nor where their kinds differ", false, [region("a", 1), above("b", "Stores", leaf("s", 1))]],
    [
      "nor where they stand in different places",
      false,
      [above("p", "Platform", region("a", 1)), region("b", 1)],
    ],
  ])("%s", (_, expected, children) => {
    const root = above("root", "Stack", ...children);
    expect(hasTwins(root)).toBe(expected);
    // What has none is left as it is.
    expect(JSON.stringify(foldTwins(root)) === JSON.stringify(root)).toBe(!expected);
  });
});
