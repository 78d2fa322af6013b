import { kindOf, nameOf, typeOf } from "../../engine/urn";
import type { PolicyFinding, PolicyResult } from "../../plan";
import { count } from "../style";
import { html, type Markup } from "./markup";

/** Every rule with its counts, after what the rules found. */
export function policySection(results: readonly PolicyResult[]): Markup {
  if (results.length === 0)
    return html`<section>
      <h2>Policies</h2>
      <p>No policies were asked.</p>
    </section>`;
  return html`<section>
    <h2>Policies <small>${count(results.length, "rule")}</small></h2>
    ${results.flatMap(({ rule, findings }) => findings.map((finding) => findingCard(rule, finding)))}
    <table>
      <thead>
        <tr>
          <th>Rule</th>
          <th>Level</th>
          <th class="number">Passed</th>
          <th class="number">Failed</th>
          <th class="number">Undecided</th>
        </tr>
      </thead>
      <tbody>
        ${results.map(ruleRow)}
      </tbody>
    </table>
  </section>`;
}

function findingCard(rule: string, { urn, verdict, level, message }: PolicyFinding): Markup {
  const looks = verdict === "fail" && level === "mandatory" ? "bad" : "unsure";
  return html`<div class="card ${looks}">
    <strong>${nameOf(urn)}</strong>
    <span class="faint"
      >${kindOf(typeOf(urn))} · ${rule} · ${verdict === "fail" ? level : "undecided before up"}</span
    >
    <p>${message}</p>
  </div> `;
}

function ruleRow({ rule, level, passed, failed, undecided }: PolicyResult): Markup {
  return html`<tr>
    <td>${rule}</td>
    <td class="faint">${level}</td>
    ${cell(passed, "good-text")}${cell(failed, "bad-text")}${cell(undecided, "unsure-text")}
  </tr> `;
}

function cell(number: number, looks: string): Markup {
  return html`<td class="number ${number === 0 ? "zero" : looks}">${number}</td>`;
}
