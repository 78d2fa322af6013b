import type { Change } from "../compare/change";
import type { Comparison } from "../compare/comparison";
import type { Headline } from "../compare/headlines";
import type { Report } from "./report";

/** The plans as one JSON document; with `--against`, each with what changes. */
export function formatJson(reports: readonly Report[]): string {
  const stacks = reports.map(({ plan, comparison }) =>
    comparison === undefined ? plan : { ...plan, against: asJson(comparison) },
  );
  return `${JSON.stringify({ stacks }, null, 2)}\n`;
}

function asJson({ label, exists, headlines, changes, stores }: Comparison) {
  return { with: label, exists, headlines: headlines.map(headline), stores, changes: changes.map(change) };
}

function headline({ parts: _, ...words }: Headline) {
  return words;
}

function change({ action, resource, former, properties, options, replacement }: Change) {
  const { urn, type, name, region } = resource;
  return {
    ...{ urn, type, name, ...(region === undefined ? {} : { region }), action },
    ...(former === undefined || former.urn === urn ? {} : { formerUrn: former.urn }),
    ...(replacement === undefined ? {} : { replacement }),
    properties: properties.map(property),
    options: options.map(property),
  };
}

function property({ shown, before, after }: Change["properties"][number]) {
  return {
    path: shown,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}
