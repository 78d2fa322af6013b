import { parse } from "yaml";

import { compare } from "../../../tools/preview/compare/comparison";
import { alertFiles } from "../../../tools/preview/output/alerts";
import type { Plan, PolicyResult } from "../../../tools/preview/plan";
import { html } from "../../../tools/preview/report/html/markup";
import { formatHtml } from "../../../tools/preview/report/html/page";
import { formatMarkdown } from "../../../tools/preview/report/markdown";
import type { Report } from "../../../tools/preview/report/report";
import { verdictOf } from "../../../tools/preview/report/verdict";
import { planWith, resource } from "./plans";

const route = (weight: number) =>
  resource({
    type: "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
    name: "east-cart",
    region: "east",
    inputs: {
      metadata: { name: "cart" },
      spec: {
        rules: [
          {
            backendRefs: [
              { name: "cart-blue", weight: 100 - weight },
              { name: "cart-green", weight },
            ],
          },
        ],
      },
    },
  });
const bucket = resource({ type: "aws:s3/bucket:Bucket", name: "orders", protect: true });
const finding = {
  urn: bucket.urn,
  verdict: "fail" as const,
  level: "mandatory",
  message: "it is <b>open</b> | to all",
};
const rule: PolicyResult = {
  ...{ rule: "bucket-private", level: "mandatory", passed: 2, failed: 1, undecided: 0, notApplicable: 7 },
  findings: [finding],
};

function reportOf(current: Plan, former?: Plan): Report {
  const plan = {
    ...current,
    policy: [rule],
    refusals: [{ urn: route(0).urn, hook: "guard", message: "not\n```so``` fast" }],
  };
  const comparison = compare(
    { label: "main (1a2b3c4)", ...(former === undefined ? {} : { plan: former }) },
    plan,
    [],
  );
  return { plan, asked: "main", comparison, refused: true };
}

const report = reportOf(planWith(route(10)), planWith(route(0), bucket));

describe("a comment for a pull request", () => {
  const text = formatMarkdown([report]);

  it("starts with the verdict, then the changes, the stores and what refused", () => {
    expect(text.split("\n").slice(0, 17)).toEqual([
      "## ❌ dev",
      "",
      "**Refused by guards (1 resource), policies (1 finding), a possible loss of data (1 store); 2 objects changed against main (1a2b3c4).** 1 resource · 0 components · 0 providers.",
      "",
      "| | What | Change | Where | Objects |",
      "|---|---|---|---|---:|",
      "| **traffic** | cart | green 0 → 10 % | east | 1 |",
      "| **structure** | orders (Bucket) | removed |  | 1 |",
      "",
      "### Stores",
      "",
      "- ❌ **orders (Bucket)**: deleted, protected: pulumi up refuses until it is not",
      `  - to allow it: \`--allow-store-change '${bucket.urn}'\``,
      "",
      "### Refused by a guard",
      "",
      "- ❌ **cart (HTTPRoute) in east**, by guard",
    ]);
  });

  it("keeps what others wrote from being markup", () => {
    expect(text).toContain("it is \\<b\\>open\\</b\\> \\| to all");
    expect(text).toContain("  ````text\n  not\n  ```so``` fast\n  ````\n");
  });

  it("folds the details away, and has no times", () => {
    expect(text.match(/<details>/g)).toHaveLength(3);
    expect(text).toContain("| `spec.rules[0].backendRefs[cart-green].weight` | 0 → 10 |");
    expect(text).not.toMatch(/\d s\b/);
    expect(formatMarkdown([report, report]).match(/^## /gm)).toHaveLength(2);
  });

  it("says it in one line where nothing changes, or everything is new", () => {
    const same = reportOf(planWith(route(0)), planWith(route(0)));
    expect(verdictOf({ ...same, refused: false })).toBe("nothing refused; no changes against main (1a2b3c4)");
    const fresh = reportOf(planWith(route(0)));
    expect(verdictOf({ ...fresh, refused: false })).toContain(
      "everything is new: the stack does not exist at main",
    );
    expect(formatMarkdown([fresh])).not.toContain("| **structure** |");
  });
});

describe("a report for a person", () => {
  const page = formatHtml(report);

  it("is one file that needs nothing else and runs nothing", () => {
    expect(page).toMatch(/^<!doctype html>\s*<html lang="en">/);
    expect(page).not.toMatch(/<script|<link|<img|https?:\/\/|url\(|@import/);
    expect(page).toContain('<p class="verdict bad">Refused by guards');
    expect(page).toContain("green 0 → 10 %");
    expect(page).toContain(`--allow-store-change '${bucket.urn}'`);
  });

  it("shows text as text", () => {
    expect(page).toContain("it is &lt;b&gt;open&lt;/b&gt; | to all");
    expect(html`<p title="${'"<&>'}">${["a", html`<b>${"<"}</b>`]}</p>`.html).toBe(
      '<p title="&quot;&lt;&amp;&gt;">a<b>&lt;</b></p>',
    );
  });

  it("closes what it opens", () => {
    for (const tag of ["section", "table", "tr", "td", "div", "details", "p", "dl"])
      expect(page.match(new RegExp(`<${tag}[ >]`, "g"))?.length ?? 0).toBe(
        page.split(`</${tag}>`).length - 1,
      );
  });
});

describe("rule files", () => {
  it("have the groups of each PrometheusRule by region, and nothing of Kubernetes", () => {
    const spec = { groups: [{ name: "cart", rules: [{ record: "a", expr: "1" }] }] };
    const rules = (region: string, name: string) =>
      resource({
        type: "kubernetes:monitoring.coreos.com/v1:PrometheusRule",
        name: `${region}-${name}`,
        region,
        inputs: { apiVersion: "monitoring.coreos.com/v1", metadata: { name }, spec },
      });
    const files = alertFiles(
      planWith(rules("east", "slo"), rules("west", "slo"), rules("west", "../slo"), route(0)),
    );
    expect(files.map(({ path }) => path)).toEqual([
      "alerts/east/slo.yaml",
      "alerts/west/slo.yaml",
      "alerts/west/slo-2.yaml",
    ]);
    expect(parse(files[0]!.text)).toEqual(spec);
  });
});
