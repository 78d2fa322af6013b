import type { Headline } from "../../compare/headlines";
import { needsLeave, type StoreChange } from "../../compare/stores/store-changes";
import { kindOf, nameOf, typeOf } from "../../engine/urn";
import { storeWords } from "../changes";
import { detailsOf } from "../details";
import type { Report } from "../report";
import { html, type Markup } from "./markup";

/** What changes: a row for each headline. */
export function changeSection({ asked, comparison, plan }: Report): Markup {
  if (asked === undefined) return html``;
  if (comparison === undefined)
    return html`<section>
      <h2>Changes</h2>
      <p>Not compared: ${asked} is not a plan of ${plan.stack}.</p>
    </section>`;
  const heading = html`<h2>Changes <small>against ${comparison.label}</small></h2>`;
  if (comparison.changes.length === 0)
    return html`<section>
      ${heading}
      <p>No changes.</p>
    </section>`;
  if (!comparison.exists)
    return html`<section>
      ${heading}
      <p>Everything is new: the stack does not exist there.</p>
    </section>`;
  return html`<section>
    ${heading}
    <table>
      <thead>
        <tr>
          <th></th>
          <th>What</th>
          <th>Change</th>
          <th>Where</th>
          <th class="number">Objects</th>
        </tr>
      </thead>
      <tbody>
        ${comparison.headlines.map((headline, index) => changeRow(headline, comparison.headlines[index - 1]))}
      </tbody>
    </table>
  </section>`;
}

function changeRow(
  { meaning, subject, text, regions, objects }: Headline,
  above: Headline | undefined,
): Markup {
  const first = above?.meaning === meaning ? "" : meaning;
  return html`<tr>
    <td><span class="meaning ${meaning}">${first}</span></td>
    <td>${subject}</td>
    <td>${text}</td>
    <td>${regionList(regions)}</td>
    <td class="number">${objects}</td>
  </tr> `;
}

/** The name of a region is never broken at its hyphens. */
function regionList(regions: readonly string[]): readonly Markup[] {
  return regions.map(
    (region, index) => html`${index === 0 ? "" : ", "}<span class="region">${region}</span>`,
  );
}

/** The stores that would be lost, and what allows it. */
export function storeSection({ comparison }: Report): Markup {
  const stores = comparison?.stores ?? [];
  if (stores.length === 0) return html``;
  return html`<section>
    <h2>Stores <small>deleted, replaced, or perhaps replaced</small></h2>
    ${stores.map(storeCard)}
  </section>`;
}

function storeCard(store: StoreChange): Markup {
  const open = needsLeave(store) && !store.allowed;
  const allow = html`<code class="urn">--allow-store-change '${store.urn}'</code>`;
  return html`<div class="card ${open ? "bad" : needsLeave(store) ? "good" : ""}">
    <strong>${nameOf(store.urn)}</strong> <span class="faint">${kindOf(typeOf(store.urn))}</span> ·
    ${storeWords(store).join(", ")} ${store.reasons.map((reason) => html`<p>${reason}</p>`)}
    ${open ? allow : ""}
  </div> `;
}

/** The properties behind the headlines. */
export function detailSection({ comparison }: Report): Markup {
  const details = comparison?.exists === true ? detailsOf(comparison.headlines) : [];
  if (details.length === 0) return html``;
  return html`<section>
    <h2>Properties that change</h2>
    ${details.map(
      ({ title, rows }) =>
        html`<div class="detail">
          <h3>${title}</h3>
          <table>
            <tbody>
              ${rows.map(
                ({ path, text }) =>
                  html`<tr>
                    <td class="mono">${path}</td>
                    <td class="mono">${text}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div> `,
    )}
  </section>`;
}
