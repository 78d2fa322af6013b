import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

import { allPages, anchors, prose, readPage, root, type Page } from "./pages";

const pages = allPages();

/** Where a page's links of the project lead that lead nowhere. */
function broken({ path, text }: Page): string[] {
  const links = [...prose(text).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, to = ""]) => to);
  return links
    .filter((to) => !/^[a-z]+:/u.test(to))
    .filter((to) => {
      const [file = "", anchor] = to.split("#");
      const target = file === "" ? path : normalize(join(dirname(path), file));
      if (file !== "" && !existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchors(file === "" ? text : readPage(target)).has(anchor);
    });
}

describe("Links between pages", () => {
  it("are looked for in the pages that there are", () => {
    const paths = pages.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["README.md", "docs/releases.md", "docs/adr/README.md"]));
  });

  it("are found out when they lead nowhere", () => {
    const text =
      "# One\n[a](README.md) [b](gone.md) [c](#one) [d](#two) [e](docs/releases.md#none) `[f](gone)`";
    expect(broken({ path: "sample.md", text })).toEqual(["gone.md", "#two", "docs/releases.md#none"]);
  });

  it.each(pages.map((page) => [page.path, page] as const))("of %s lead somewhere", (_, page) => {
    expect(broken(page)).toEqual([]);
  });

  it.each(["docs", "docs/runbooks", "docs/adr", "docs/reference"])("lead to every page of %s", (folder) => {
    const all = pages.map(({ path, text }) =>
      [...prose(text).matchAll(/\]\(([^)#\s]+)/gu)].map(([, to = ""]) => join(dirname(path), to)),
    );
    const linked = new Set(all.flat());
    const own = pages.map(({ path }) => path).filter((path) => dirname(path) === folder);
    expect(own.filter((path) => !linked.has(path))).toEqual([]);
  });
});
