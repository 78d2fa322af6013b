import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { checkStackFile } from "../../../config/stack-file";
import type { Plan } from "../../../tools/preview/plan";
import { planOf } from "../../support/plans";
import { edit, repositoryOf, runPreview } from "./support";

const project = join(__dirname, "../../..");
const sources = [
  ...["Pulumi.yaml", "Pulumi.staging.yaml", "index.ts", "components", "config", "guards", "watch"],
  ...["package.json", "package-lock.json", "tsconfig.json"],
];

interface Shown {
  readonly against: {
    readonly changes: readonly { readonly type: string; readonly urn: string; readonly action: string }[];
    readonly stores: readonly { readonly urn: string; readonly fate: string; readonly allowed: boolean }[];
  };
}

// A whole stack in each.
jest.setTimeout(180_000);

describe("the preview of a change of stores", () => {
  const shown = async (directory: string): Promise<{ code: number; against: Shown["against"] }> => {
    // The plan of the stack file as it stands, which other tests read as well.
    const former = join(directory, "former.json");
    writeFileSync(former, JSON.stringify(await planOf("staging")));
    const { code, out } = await runPreview("", ["--against", former, "--format", "json"], {
      directory,
      check: checkStackFile,
    });
    const [stack] = (JSON.parse(out) as { stacks: [Plan & Shown] }).stacks;
    return { code, against: stack.against };
  };

  it("shows a writer that moves, its former region lost, as a change of no store", async () => {
    const directory = repositoryOf(project, sources);
    const file = join(directory, "Pulumi.staging.yaml");
    edit(file, "social-commerce:writer: us-east-1", "social-commerce:writer: us-west-2");
    edit(file, "{ us-east-1: 80, us-west-2: 20 }", "{ us-west-2: 100 }");
    edit(file, "      capacityPercent: 50", "      capacityPercent: 100");
    edit(file, "      role: primary\n", "      role: primary\n      state: lost\n");
    const { code, against } = await shown(directory);
    expect(against.stores).toEqual([]);
    expect(code).toBe(0);
    const wiring = against.changes.filter(({ type }) => type === "kubernetes:core/v1:ConfigMap");
    expect(wiring.length).toBeGreaterThan(0);
  });

  it("refuses another region as the one that a store was made in, unless it is asked for by name", async () => {
    const directory = repositoryOf(project, sources);
    const file = join(directory, "Pulumi.staging.yaml");
    edit(
      file,
      "database: orders\n      createdIn: us-east-1",
      "database: orders\n      createdIn: us-west-2",
    );
    const { code, against } = await shown(directory);
    expect(code).toBe(1);
    const lost = against.stores.map(({ urn, fate }) => `${urn.split("::").at(-1)!} ${fate}`);
    expect(lost).toEqual(
      expect.arrayContaining(["orders-db-global may be replaced", "orders-db-password may be replaced"]),
    );
    expect(against.stores.every(({ allowed }) => !allowed)).toBe(true);
  });

  it("names a password that is made anew, and the secret that has it, and replaces no store", async () => {
    const directory = repositoryOf(project, sources);
    const file = join(directory, "Pulumi.staging.yaml");
    edit(file, "database: orders\n", "database: orders\n      passwordVersion: 2\n");
    const { code, against } = await shown(directory);
    expect([code, against.stores]).toEqual([0, []]);
    const named = against.changes.map(({ action, urn }) => `${action} ${urn.split("::").at(-1)!}`);
    // What the cluster and the secret's version have of it nobody sees before `up`.
    expect(named.sort()).toEqual(["added orders-db-password-2", "changed orders-db-password"]);
  });

  it("shows proxies as what comes before a store, and changes none", async () => {
    const directory = repositoryOf(project, sources);
    const file = join(directory, "Pulumi.staging.yaml");
    edit(file, "database: orders\n", "database: orders\n      proxy: true\n");
    const { code, against } = await shown(directory);
    expect([code, against.stores]).toEqual([0, []]);
    const changed = against.changes.filter(({ action }) => action !== "added");
    // What services are told, and what they are no longer: a proxy takes no password, so pods are given none.
    expect([...new Set(changed.map(({ action, type }) => `${action} ${type}`))].sort()).toEqual([
      "changed kubernetes:core/v1:ConfigMap",
      "removed kubernetes:external-secrets.io/v1:ExternalSecret",
      "replaced kubernetes:batch/v1:Job",
    ]);
    expect(against.changes.map(({ type }) => type)).toContain("aws:rds/proxy:Proxy");
  });

  it("takes the password from pods that sign in by their role, and changes no store and no pod", async () => {
    const directory = repositoryOf(project, sources);
    const file = join(directory, "Pulumi.staging.yaml");
    edit(file, "database: orders\n", "database: orders\n      signIn: role\n");
    const { code, against } = await shown(directory);
    expect([code, against.stores]).toEqual([0, []]);
    const named = against.changes.map(({ action, urn }) => `${action} ${urn.split("::").at(-1)!}`);
    const everywhere = ["us-east-1", "us-west-2"].flatMap((region) =>
      ["order-service", "user-service"].map((service) => `removed ${region}-${service}-wiring-stores`),
    );
    expect(named.sort()).toEqual(
      [
        ...everywhere,
        // The migration keeps the password: another Secret, and so another job, where writes go.
        "added us-east-1-order-service-migration-stores",
        "replaced us-east-1-order-service-migration-blue",
      ].sort(),
    );
  });
});
