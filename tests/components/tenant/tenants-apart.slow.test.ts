import * as kubernetes from "@pulumi/kubernetes";
import fc from "fast-check";

import { Tenant } from "../../../components/tenant/tenant";
import { tenantNamespace } from "../../../components/tenant/names";
import { gateway } from "../../../components/region/gateway/gateway";
import { estateName } from "../../../components/lib/estate";
import { environments } from "../../../config/profiles";
import type { Tenant as TenantConfig } from "../../../config/model";
import { record, type Recorded } from "../../support/recorder";
import { estate } from "../../support/samples";
import { at, Tree } from "../../support/tree";

// Seconds on an idle machine, several times that on one that is busy with other tests.
jest.setTimeout(60_000);

const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/u);

const tenant = fc.record({
  name,
  owner: fc.constantFrom("team-a", "team-b"),
  costCenter: fc.constantFrom("4711", "4712"),
  quota: fc.record({
    cpu: fc.constantFrom("500m", "20"),
    memory: fc.constantFrom("512Mi", "40Gi"),
    pods: fc.integer({ min: 1, max: 1000 }),
    storage: fc.constantFrom("1Gi", "100Gi"),
    volumes: fc.integer({ min: 1, max: 1000 }),
  }),
  regions: fc.constant(["lab"]),
  state: fc.constantFrom("active" as const, "removed" as const),
  deleteData: fc.boolean(),
});

const several = fc.uniqueArray(
  tenant.chain((one) =>
    fc
      .option(fc.integer({ min: 1024, max: 65535 }))
      .map((gatewayPort): TenantConfig => ({ ...one, ...(gatewayPort !== null && { gatewayPort }) })),
  ),
  { selector: (one) => one.name, minLength: 2, maxLength: 4 },
);

const build = async (tenants: readonly TenantConfig[]): Promise<Tree> =>
  new Tree(
    await record(() => {
      const provider = new kubernetes.Provider("lab-kubernetes", { context: "lab" });
      for (const one of tenants)
        new Tenant(
          `lab-tenant-${one.name}`,
          { estate, region: "lab", tenant: one },
          { providers: [provider] },
        );
    }),
  );

const labelOf = (one: Recorded): unknown => at(one, "metadata", "labels", "tenant");
const belongings = (tree: Tree, whose: string): unknown[] =>
  tree.of("kubernetes").filter((one) => labelOf(one) === whose);

const runs = { numRuns: 25, seed: 20261121 };

describe("Any tenants", () => {
  test("share no namespace, no group and no name of an object", async () => {
    await fc.assert(
      fc.asyncProperty(several, async (tenants) => {
        const all = (await build(tenants)).of("kubernetes");
        const places = all.map((one) =>
          JSON.stringify([one.type, at(one, "metadata", "namespace"), at(one, "metadata", "name")]),
        );
        expect(new Set(places).size).toBe(places.length);
        const groups = all.flatMap((one) => at(one, "subjects", 0, "name") ?? []);
        expect(new Set(groups).size).toBe(groups.length);
        expect(groups).toHaveLength(tenants.filter(({ state }) => state === "active").length);
      }),
      runs,
    );
  });

  test("each have everything in their own namespace, and name nobody else's but the gateway's", async () => {
    await fc.assert(
      fc.asyncProperty(several, async (tenants) => {
        for (const one of (await build(tenants)).of("kubernetes")) {
          const own = tenantNamespace(String(labelOf(one)));
          const { namespace, name: object } = at(one, "metadata") as { namespace?: string; name: string };
          expect(namespace ?? object).toBe(own);
          const named = JSON.stringify(one.inputs).match(/"kubernetes.io\/metadata.name":"([^"]+)"/gu) ?? [];
          for (const text of named) expect(text).toContain(gateway.proxyNamespace);
          expect(JSON.stringify(at(one, "spec") ?? {})).not.toContain('namespaceSelector":{}');
        }
      }),
      runs,
    );
  });

  test("lose nothing and change in nothing when one of them goes, or is removed", async () => {
    await fc.assert(
      fc.asyncProperty(several, async (tenants) => {
        const [first, ...others] = tenants;
        const before = await build(tenants);
        const gone = await build(others);
        const removed = await build([{ ...first!, state: "removed" }, ...others]);
        for (const { name: other } of others) {
          expect(belongings(gone, other)).toEqual(belongings(before, other));
          expect(belongings(removed, other)).toEqual(belongings(before, other));
        }
        expect(gone.of("kubernetes")).toHaveLength(before.of("kubernetes").length - 8);
      }),
      runs,
    );
  });

  test("have namespaces that are never the shop's or an operator's", () => {
    const taken = [
      ...environments.map((environment) => estateName({ ...estate, environment })),
      ...[gateway.namespace, gateway.proxyNamespace, "kube-system", "kube-public", "default"],
    ];
    fc.assert(
      fc.property(name, (any) => {
        expect(taken).not.toContain(tenantNamespace(any));
        expect(tenantNamespace(any)).toMatch(/^tenant-.{1,32}$/u);
      }),
    );
  });
});
