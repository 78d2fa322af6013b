import { type Component, type Counts, total } from "../component";
import { shortName } from "../rows";
import { html, type Markup } from "./markup";

/** Levels of the tree that are open at first. */
const open = 2;

/** The components, to be unfolded. */
export function treeSection(root: Component): Markup {
  return html`<section>
    <h2>Components</h2>
    <div class="tree">${contents(root.own)} ${root.children.map((child) => branch(child, root.name, 1))}</div>
  </section>`;
}

function branch(component: Component, parent: string, level: number): Markup {
  const { name, kind, summary = "", children, own } = component;
  const head = html`<strong>${shortName(name, parent)}</strong>
    <span class="faint">${kind}${summary === "" ? "" : " · "}</span>${summary}`;
  if (children.length === 0 && total(own) === 0) return html`<div class="leaf">${head}</div> `;
  return html`<details${level <= open ? html` open` : ""}><summary>${head}</summary>
${contents(own)}
${children.map((child) => branch(child, name, level + 1))}</details>
`;
}

function contents(own: Counts): Markup {
  const kinds = Object.entries(own).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (kinds.length === 0) return html``;
  return html`<div class="contents">${kinds.map(([kind, number]) => `${number} ${kind}`).join(" · ")}</div>`;
}
