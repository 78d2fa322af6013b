import type { Plan } from "../../plan";
import { componentTree } from "../component";
import { refusalsOf } from "../refusals";
import type { Report } from "../report";
import { verdictOf } from "../verdict";
import { changeSection, detailSection, storeSection } from "./changes";
import { html, type Markup } from "./markup";
import { policySection } from "./policies";
import { styleSheet } from "./style-sheet";
import { treeSection } from "./tree";

/** A report for a person, as one file that needs nothing else and runs nothing. */
export function formatHtml(report: Report): string {
  const { plan } = report;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${plan.stack} · ${plan.project} · preview</title>
        <style>
          ${{ html: styleSheet }}
        </style>
      </head>
      <body>
        <header>
          <h1>${plan.stack}</h1>
          <p>Preview of ${plan.project}</p>
        </header>
        <p class="verdict ${report.refused ? "bad" : "good"}">${capital(verdictOf(report))}</p>
        ${numbers(report)} ${changeSection(report)} ${storeSection(report)} ${refusalSection(plan)}
        ${policySection(plan.policy)} ${treeSection(componentTree(plan))} ${detailSection(report)}
        <footer>
          Nothing was deployed: the program ran offline, and what only <code>pulumi up</code> will know is
          marked [unknown]. plan.json beside this file has every resource and property.
        </footer>
      </body>
    </html> `;
  return page.html;
}

function numbers({ plan: { summary }, comparison }: Report): Markup {
  const all: readonly (readonly [string, number])[] = [
    ...(comparison === undefined ? [] : [["objects changed", comparison.changes.length] as const]),
    ["resources", summary.resources],
    ["components", summary.components],
    ["providers", summary.providers],
  ];
  return html`<dl class="numbers">
    ${all.map(
      ([name, number]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${number.toLocaleString("en")}</dd>
        </div>`,
    )}
  </dl>`;
}

function refusalSection(plan: Plan): Markup {
  const refusals = refusalsOf(plan);
  if (refusals.length === 0) return html``;
  return html`<section>
    <h2>Refused by a guard</h2>
    ${refusals.map(
      ({ title, hook, message }) =>
        html`<div class="card bad">
          <strong>${title}</strong> <span class="faint">by ${hook}</span>
          <pre>${message}</pre>
        </div> `,
    )}
  </section>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
