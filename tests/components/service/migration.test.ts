import * as kubernetes from "@pulumi/kubernetes";
import * as random from "@pulumi/random";

import { SigningKey } from "../../../components/security/signing-key";
import { jobName } from "../../../components/service/migration";
import { ServiceNamespace } from "../../../components/service/namespace";
import { Service, type ServiceArgs } from "../../../components/service/service";
import type { Wiring } from "../../../components/wiring/wiring";
import { record } from "../../support/recorder";
import { estate, service } from "../../support/samples";
import { at, Tree } from "../../support/tree";

const region = "us-east-1";
const name = "us-east-1-cart-service";

const wiring: Wiring = {
  variables: { ORDERS_DB_PORT: "5432" },
  secrets: [{ variable: "ORDERS_DB_USERNAME", secret: "orders-db", property: "username" }],
  storeEgress: [{ to: [{ ipBlock: { cidr: "10.96.0.0/20" } }], ports: [{ port: 5432, protocol: "TCP" }] }],
  otherEgress: [{ to: [{ ipBlock: { cidr: "203.0.113.0/24" } }], ports: [{ port: 443, protocol: "TCP" }] }],
};
const migration = { command: ["migrate", "--up"], timeoutSeconds: 300 };
const { blue, green } = service.release;
const migrating = { ...service, release: { blue, green: { ...green, migration } } };

const build = async (changes: Partial<ServiceArgs> = {}): Promise<Tree> =>
  new Tree(
    await record(() => {
      const providers = [
        new kubernetes.Provider("us-east-1-kubernetes", {}),
        new random.Provider("random", {}),
      ];
      const cluster = new kubernetes.Provider("stands-for-the-cluster", {});
      const { placement } = new ServiceNamespace(
        "us-east-1-services",
        { estate, region, cluster },
        { providers },
      );
      const { value: signingKey } = new SigningKey("cart-service-signing-key", { providers });
      const rest = { domain: "shop.example.com", registry: "registry.example.com/us-east-1", signingKey };
      const watch = { connection: { kind: "context", context: "kind" } as const, userPercent: 80 };
      const where = { readsSecrets: false, isWriter: true, wiring, watch };
      const args = { estate, region, regionPercent: 50, service, placement, ...where, ...rest, ...changes };
      return new Service(name, args, { providers });
    }),
  );

describe("The migrations of a service", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build();
  });
  const pods = (of: Tree, colour: string) => of.one("kubernetes:apps/v1:Deployment", `${name}-${colour}`);

  test("migrates before the pods of the colour that asks for it, where the writer is", async () => {
    const migrated = await build({ service: migrating });
    expect(migrated.waitsFor(pods(migrated, "green"))).toContain(`${name}-migration-green`);
    expect(migrated.waitsFor(pods(migrated, "blue"))).not.toContain(`${name}-migration-green`);
    const job = migrated.one("kubernetes:batch/v1:Job");
    expect(migrated.waitsFor(job)).toEqual(
      [`${name}-migration`, `${name}-migration`, `${name}-wiring`, "us-east-1-services"].sort(),
    );
    const elsewhere = await build({ service: migrating, isWriter: false });
    expect(elsewhere.all.some(({ type }) => type.endsWith(":Job"))).toBe(false);
    expect(tree.all.some(({ type }) => type.endsWith(":Job"))).toBe(false);
  });

  test("runs a migration once, restricted, in its time, and reaches stores and names alone", async () => {
    const migrated = await build({ service: migrating });
    const job = migrated.one("kubernetes:batch/v1:Job");
    expect(at(job, "metadata", "name")).toMatch(/^cart-service-migration-green-[0-9a-f]{10}$/u);
    expect(at(job, "metadata", "annotations")).toMatchObject({ "pulumi.com/timeoutSeconds": "360" });
    expect(at(job, "spec")).toMatchObject({ backoffLimit: 1, activeDeadlineSeconds: 300 });
    expect(at(job, "spec")).not.toHaveProperty("ttlSecondsAfterFinished");
    expect(at(job, "spec", "template", "spec")).toMatchObject({
      serviceAccountName: "cart-service-migration",
      automountServiceAccountToken: false,
      restartPolicy: "Never",
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          image: `registry.example.com/us-east-1/cart-service@${green.digest}`,
          command: ["migrate", "--up"],
          envFrom: [
            { configMapRef: { name: "cart-service-wiring" } },
            { secretRef: { name: "cart-service-stores", optional: true } },
          ],
          securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
        },
      ],
    });
    // Neither the service's selectors nor its policy may take the pod for one of theirs.
    const called = { "app.kubernetes.io/name": "cart-service-migration" };
    expect(at(job, "spec", "template", "metadata", "labels")).toMatchObject(called);
    const policy = migrated.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", `${name}-migration`);
    expect(at(policy, "spec", "podSelector")).toEqual({ matchLabels: called });
    expect(at(policy, "spec", "policyTypes")).toEqual(["Ingress", "Egress"]);
    expect(at(policy, "spec", "ingress")).toBeUndefined();
    expect((at(policy, "spec", "egress") as unknown[]).slice(1)).toEqual(wiring.storeEgress);
    for (const { name: of, retainOnDelete } of migrated.below(migrated.one("platform:service:Migration")))
      expect([of, retainOnDelete]).toEqual([of, true]);
  });

  test("has the guard of the release asked before a migration is made, and at no other moment", async () => {
    const { hooks } = (await build({ service: migrating })).one("kubernetes:batch/v1:Job");
    const none = { beforeUpdate: [], afterCreate: [], afterUpdate: [] };
    expect(hooks).toEqual({ ...none, beforeCreate: [`${name}-release-guard`] });
  });

  test("keeps who is asked out of what is planned", async () => {
    const connection = { kind: "context", context: "elsewhere" } as const;
    const dumps = [{ store: "orders-db", region: "us-west-2", connection }];
    const inputsOf = (of: Tree) => of.all.map(({ urn, inputs, dependsOn }) => [urn, inputs, dependsOn]);
    const [asking, silent] = [
      await build({ service: migrating, dumps }),
      await build({ service: migrating }),
    ];
    expect(inputsOf(asking)).toEqual(inputsOf(silent));
    const component = asking.one("platform:service:Migration");
    expect(component.inputs).not.toHaveProperty("guard");
  });

  describe("whose pods sign in by their role", () => {
    const byRole: Wiring = { ...wiring, secrets: [], migrationSecrets: wiring.secrets };
    const secretType = "kubernetes:external-secrets.io/v1:ExternalSecret";
    const secretsOf = (of: Tree): string[] =>
      of.all.flatMap(({ type, name: called }) => (type === secretType ? [called] : []));

    test("read the password from a Secret of their own, for which they wait and which no pod of the service names", async () => {
      const migrated = await build({ service: migrating, wiring: byRole, readsSecrets: true });
      expect(secretsOf(migrated)).toEqual([`${name}-migration-stores`]);
      const secret = migrated.one(secretType);
      expect(at(secret, "metadata", "name")).toBe("cart-service-migration-stores");
      expect(at(secret, "metadata", "annotations")).toMatchObject({
        "pulumi.com/waitFor": "condition=Ready",
      });
      expect(at(secret, "spec")).toMatchObject({
        target: { name: "cart-service-migration-stores" },
        data: [
          {
            secretKey: "ORDERS_DB_USERNAME",
            remoteRef: { key: "social-commerce-staging/orders-db", property: "username" },
          },
        ],
      });
      expect(secret.retainOnDelete).toBe(true);
      const job = migrated.one("kubernetes:batch/v1:Job");
      expect(migrated.waitsFor(job)).toContain(`${name}-migration-stores`);
      expect(at(job, "spec", "template", "spec", "containers", 0, "envFrom")).toEqual([
        { configMapRef: { name: "cart-service-wiring" } },
        { secretRef: { name: "cart-service-migration-stores", optional: true } },
      ]);
    });

    test("are other jobs than those that read the Secret of the pods, whose template stays as it is", async () => {
      const [before, after] = [
        await build({ service: migrating, readsSecrets: true }),
        await build({ service: migrating, wiring: byRole, readsSecrets: true }),
      ];
      const jobOf = (of: Tree): unknown => at(of.one("kubernetes:batch/v1:Job"), "metadata", "name");
      expect(jobOf(after)).not.toBe(jobOf(before));
      for (const colour of ["blue", "green"])
        expect(at(pods(after, colour), "spec", "template")).toEqual(
          at(pods(before, colour), "spec", "template"),
        );
      expect(secretsOf(before)).toEqual([`${name}-wiring-stores`]);
    });

    test("have none where there is no migration, or no secret manager that can be read", async () => {
      expect(secretsOf(await build({ wiring: byRole, readsSecrets: true }))).toEqual([]);
      expect(secretsOf(await build({ service: migrating, wiring: byRole }))).toEqual([]);
    });
  });

  test("names a migration after its image and its command, and nothing else", () => {
    const one = { colour: "green", image: "a/cart@sha256:1", migration } as const;
    const first = jobName("cart-service", one);
    expect(jobName("cart-service", { ...one, image: "b/cart@sha256:1" })).toBe(first);
    const longer = { ...one, migration: { ...migration, timeoutSeconds: 20 } };
    expect(jobName("cart-service", longer)).toBe(first);
    expect(jobName("cart-service", { ...one, image: "a/cart@sha256:2" })).not.toBe(first);
    const other = { ...one, migration: { ...migration, command: ["migrate"] } };
    expect(jobName("cart-service", other)).not.toBe(first);
  });
});
