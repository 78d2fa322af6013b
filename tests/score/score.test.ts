import { execFileSync } from "node:child_process";

import { stringify } from "yaml";

import { manifestFiles } from "../../tools/preview/output/manifests";
import type { Plan, PlanResource } from "../../tools/preview/plan";
import { planOf } from "../support/plans";
import { describeWith } from "../support/tools";
import { exceptions, kindOf, namespaceOf, type Exception } from "./exceptions";

jest.setTimeout(240_000);

/** A check that an object fails so badly that kube-score calls it critical. */
interface Finding {
  readonly check: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly words: string;
}

interface Scored {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string; readonly namespace?: string };
  readonly checks: readonly {
    readonly check: { readonly id: string };
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly summary: string }[] | null;
  }[];
}

/** kube-score's own grades: 1 is critical, 5 a warning, 10 well. */
const critical = 1;

function score(kubeScore: string, manifests: readonly string[]): Finding[] {
  const words = ["score", "--output-format=json", "--kubernetes-version=v1.35", "-"];
  let answer: string;
  try {
    const input = manifests.join("---\n");
    answer = execFileSync(kubeScore, words, { input, encoding: "utf8", maxBuffer: 2 ** 28, stdio: "pipe" });
  } catch (error) {
    // It exits with 1 where it found something.
    answer = (error as { stdout: string }).stdout;
  }
  return (JSON.parse(answer) as Scored[]).flatMap(({ type_meta: { kind }, object_meta, checks }) =>
    checks
      .filter(({ grade, skipped }) => !skipped && grade <= critical)
      .map(({ check, comments }) => ({
        ...{ check: check.id, kind, namespace: object_meta.namespace, name: object_meta.name },
        words: (comments ?? []).map(({ summary }) => summary).join("; "),
      })),
  );
}

/** What kube-score finds in one region of a plan. */
function findings(kubeScore: string, plan: Plan, region: string): Finding[] {
  const files = manifestFiles(plan).filter(({ path }) => path.startsWith(`manifests/${region}/`));
  expect(files.length).toBeGreaterThan(50);
  return score(
    kubeScore,
    files.map(({ text }) => text),
  );
}

const regionsOf = ({ resources }: Plan): string[] => [
  ...new Set(resources.filter((each) => kindOf(each) === "Deployment").map(({ region }) => region!)),
];

describeWith("kube-score", "The Kubernetes objects of every stack", (kubeScore) => {
  const used = new Set<Exception>();

  test.each(["local", "staging", "production"])(
    "have no critical finding but those that are meant: %s",
    async (stack) => {
      const plan = await planOf(stack);
      const regions = regionsOf(plan);
      expect(regions.length).toBeGreaterThan(1);
      for (const region of regions) {
        const all = plan.resources.filter((each) => each.region === region);
        const unmeant = findings(kubeScore, plan, region).filter((finding) => {
          const object = all.find((each) => isSame(each, finding))!;
          const row = exceptions.find(
            ({ check, kinds }) => check === finding.check && kinds.includes(finding.kind),
          );
          if (!row?.holds(object, all)) return true;
          used.add(row);
          return false;
        });
        expect(unmeant).toEqual([]);
      }
    },
  );

  test("need every row of what is meant", () => {
    expect(exceptions.filter((row) => !used.has(row)).map(({ check }) => check)).toEqual([]);
  });

  test("would be found wanting: a pod without limits, probes and a policy", () => {
    const bare = {
      ...{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "bare", namespace: "shop" } },
      spec: {
        ...{ replicas: 3, selector: { matchLabels: { app: "bare" } } },
        template: {
          metadata: { labels: { app: "bare" } },
          spec: { containers: [{ name: "bare", image: "registry.example.com/bare" }] },
        },
      },
    };
    const checks = score(kubeScore, [stringify(bare)]).map(({ check }) => check);
    expect(checks).toEqual(
      expect.arrayContaining([
        "container-resources",
        "container-security-context-readonlyrootfilesystem",
        "pod-networkpolicy",
      ]),
    );
  });
});

function isSame(object: PlanResource, { kind, namespace, name }: Finding): boolean {
  const { name: own } = (object.inputs.metadata ?? {}) as { name?: string };
  return kindOf(object) === kind && namespaceOf(object) === namespace && own === name;
}
