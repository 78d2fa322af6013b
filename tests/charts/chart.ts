import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseAllDocuments } from "yaml";

import type { HelmValues } from "../../components/region/operators/pod-settings";
import { operators, type OperatorName } from "../../components/region/operators/catalogue";

/** What a test looks at of a pod's specification. */
export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly topologySpreadConstraints?: readonly { labelSelector: { matchLabels: Labels } }[];
  readonly containers: readonly {
    readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
    readonly resources?: { readonly limits?: { readonly memory?: string } };
  }[];
}

export type Labels = Readonly<Record<string, string>>;

/** An object of a chart, as far as the tests ask. */
export interface ChartObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Labels };
  readonly spec: {
    readonly replicas?: number;
    readonly minAvailable?: number;
    readonly selector?: { readonly matchLabels?: Labels };
    readonly template: { readonly metadata: { readonly labels: Labels }; readonly spec: PodSpec };
  };
}

/** A version that regions may have; a Helm that is built outside its repository takes a very old one for granted. */
const kubernetesVersion = "1.35.0";

const charts = join(__dirname, "../../.cache/tools/charts");

/** Operators whose chart is in a Go module, so that `npm run tools` has it: `tools/go/charts`. */
export const rendered: readonly OperatorName[] = ["cert-manager", "envoy-gateway"];

/** The objects that Helm makes of an operator's chart and values, without its folder of definitions. */
export function objectsOf(helm: string, name: OperatorName, values: HelmValues): readonly ChartObject[] {
  const { namespace } = operators.find((operator) => operator.name === name)!;
  const chart = join(charts, name);
  const directory = mkdtempSync(join(tmpdir(), "chart-"));
  try {
    const files = [...defaults(chart), JSON.stringify(values)].map((content, index) => {
      const path = join(directory, `${index}.yaml`);
      writeFileSync(path, content);
      return `--values=${path}`;
    });
    const place = [`--namespace=${namespace}`, `--kube-version=${kubernetesVersion}`];
    const made = execFileSync(helm, ["template", name, chart, ...place, ...files], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    return parseAllDocuments(made).flatMap((document) => (document.toJS() as ChartObject | null) ?? []);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Envoy Gateway's own values are a template, of which its release fills in the image. */
function defaults(chart: string): string[] {
  return readdirSync(chart)
    .filter((file) => file === "values.tmpl.yaml")
    .map((file) => readFileSync(join(chart, file), "utf8"))
    .map((template) =>
      template
        .replace("${GatewayImage}", "docker.io/envoyproxy/gateway:unproved")
        .replace("${GatewayImagePullPolicy}", "IfNotPresent"),
    );
}
