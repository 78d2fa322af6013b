import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import { Tenant } from "../../../components/tenant/tenant";
import type { Tenant as TenantConfig } from "../../../config/model";
import { record, type Recorded } from "../../support/recorder";
import { estate, tenant } from "../../support/samples";
import { at, Tree } from "../../support/tree";

const region = "us-east-1";

const build = async (changes: Partial<TenantConfig> = {}, inCluster = false): Promise<Tree> =>
  new Tree(
    await record(() => {
      const provider = new kubernetes.Provider("us-east-1-kubernetes", { context: "lab" });
      const cluster = inCluster ? new pulumi.ComponentResource("test:index:Cluster", "eks") : undefined;
      const args = { estate, region, tenant: { ...tenant, ...changes }, cluster };
      return new Tenant(`${region}-tenant-brand-a`, args, { providers: [provider] });
    }),
  );

const policy = (tree: Tree, name: string): Recorded =>
  tree.one("kubernetes:networking.k8s.io/v1:NetworkPolicy", `us-east-1-tenant-brand-a-${name}`);
const binding = (tree: Tree): Recorded => tree.one("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding");
const hard = (tree: Tree): unknown => at(tree.one("kubernetes:core/v1:ResourceQuota"), "spec", "hard");
const namespaceOf = (tree: Tree): Recorded => tree.one("kubernetes:core/v1:Namespace");
const objects = (tree: Tree): readonly Recorded[] => tree.of("kubernetes");
const summary = (tree: Tree): unknown => tree.outputsOf(tree.one("platform:tenant:Tenant"))?.summary;

const everything = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };

let active: Tree;
let removed: Tree;
beforeAll(async () => {
  active = await build();
  removed = await build({ state: "removed" });
});

describe("A tenant", () => {
  test("is a namespace, two limits, two policies, a role with its binding, and an account without a token", () => {
    expect(
      objects(active)
        .map(({ type }) => type.split(":").at(-1))
        .sort(),
    ).toEqual([
      "LimitRange",
      "Namespace",
      "NetworkPolicy",
      "NetworkPolicy",
      "ResourceQuota",
      "Role",
      "RoleBinding",
      "ServiceAccountPatch",
    ]);
  });

  test("has its name, its owner and who pays on each of its objects", () => {
    for (const one of objects(active))
      expect(at(one, "metadata", "labels")).toMatchObject({
        tenant: "brand-a",
        "tenant-state": "active",
        owner: "team-brand-a",
        "cost-center": "4711",
        environment: "staging",
      });
  });

  test("has everything in its namespace, which waits for nothing and is protected", () => {
    const namespace = namespaceOf(active);
    expect(at(namespace, "metadata", "name")).toBe("tenant-brand-a");
    expect(namespace.protect).toBe(true);
    for (const one of objects(active).filter(({ urn }) => urn !== namespace.urn)) {
      expect(at(one, "metadata", "namespace")).toBe("tenant-brand-a");
      expect(one.dependsOn).toContain(namespace.urn);
      expect(one.protect).toBe(false);
    }
  });

  test("runs restricted pods alone", () => {
    const labels = at(namespaceOf(active), "metadata", "labels");
    for (const mode of ["enforce", "audit", "warn"])
      expect(labels).toMatchObject({ [`pod-security.kubernetes.io/${mode}`]: "restricted" });
  });

  test("goes with its cluster where the program made it", async () => {
    const inCluster = await build({}, true);
    const { urn } = inCluster.one("test:index:Cluster");
    for (const one of objects(inCluster)) expect(one.deletedWith).toBe(urn);
    for (const one of objects(active)) expect(one.deletedWith).toBe("");
  });

  test("may request its quota and use twice as much, and has neither load balancers nor node ports", () => {
    expect(hard(active)).toEqual({
      "requests.cpu": "1500m",
      "requests.memory": "40Gi",
      "limits.cpu": "3000m",
      "limits.memory": "80Gi",
      pods: "100",
      "requests.storage": "100Gi",
      persistentvolumeclaims: "20",
      "services.loadbalancers": "0",
      "services.nodeports": "0",
      services: "50",
      secrets: "100",
      configmaps: "100",
    });
  });

  test("gives containers that state nothing a request and a limit, each within the largest that one may be", () => {
    const limits = at(active.one("kubernetes:core/v1:LimitRange"), "spec", "limits");
    expect(limits).toEqual([
      {
        type: "Container",
        defaultRequest: { cpu: "100m", memory: "128Mi" },
        default: { cpu: "500m", memory: "512Mi" },
        max: { cpu: "4", memory: "8Gi" },
      },
      { type: "PersistentVolumeClaim", min: { storage: "1Gi" }, max: { storage: "100Gi" } },
    ]);
  });

  test("denies all traffic, and lets its pods reach each other and ask for names", () => {
    expect(policy(active, "default-deny").inputs.spec).toEqual(everything);
    expect(policy(active, "allowed").inputs.spec).toEqual({
      ...everything,
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [
        { to: [{ podSelector: {} }] },
        {
          ports: [
            { port: 53, protocol: "UDP" },
            { port: 53, protocol: "TCP" },
          ],
        },
      ],
    });
  });

  test("is reached by the gateway's proxy on the port that it names, and on no other", async () => {
    const proxied = await build({ gatewayPort: 8080 });
    const namespaceSelector = { matchLabels: { "kubernetes.io/metadata.name": "envoy-gateway-system" } };
    expect(at(policy(proxied, "allowed"), "spec", "ingress")).toEqual([
      { from: [{ podSelector: {} }] },
      { from: [{ namespaceSelector }], ports: [{ port: 8080, protocol: "TCP" }] },
    ]);
    const isolated = await build({ gatewayPort: 8080, state: "removed" });
    expect(policy(isolated, "allowed").inputs.spec).toEqual(everything);
  });

  test("lets its group work under its role", () => {
    const apiGroup = "rbac.authorization.k8s.io";
    expect(binding(active).inputs).toMatchObject({
      roleRef: { kind: "Role", apiGroup, name: "tenant" },
      subjects: [{ kind: "Group", apiGroup, name: "tenant:brand-a" }],
    });
    expect(at(active.one(`kubernetes:${apiGroup}/v1:Role`), "metadata", "name")).toBe("tenant");
  });

  test("keeps its pods' tokens back in the account that Kubernetes made", () => {
    const account = active.one("kubernetes:core/v1:ServiceAccountPatch");
    expect(at(account, "metadata", "name")).toBe("default");
    expect(account.inputs.automountServiceAccountToken).toBe(false);
  });

  test("says what it may have, and whose it is", () => {
    expect(summary(active)).toBe(
      "1500m cores, 40Gi, 100 pods, 100Gi of volumes · team-brand-a · cost centre 4711",
    );
  });
});

describe("A tenant that is removed", () => {
  test("has the objects that it had, so that a cluster which cannot be reached keeps nobody from removing it", () => {
    const urns = (tree: Tree): string[] => tree.all.map(({ urn }) => urn).sort();
    expect(urns(removed)).toEqual(urns(active));
  });

  test("lets nobody in, and nothing flow", () => {
    expect(binding(removed).inputs.subjects).toEqual([]);
    expect(policy(removed, "allowed").inputs.spec).toEqual(everything);
    expect(policy(removed, "default-deny").inputs.spec).toEqual(everything);
  });

  test("may have nothing new of all that was counted", () => {
    const before = Object.keys(hard(active) as object);
    expect(hard(removed)).toEqual(Object.fromEntries(before.map((key) => [key, "0"])));
  });

  test("keeps its namespace protected until its name is asked for, and says so", async () => {
    expect(namespaceOf(removed).protect).toBe(true);
    expect(at(namespaceOf(removed), "metadata", "labels")).toMatchObject({ "tenant-state": "removed" });
    expect(summary(removed)).toBe(
      "REMOVED: no access, no traffic, nothing new, data kept · team-brand-a · cost centre 4711",
    );
    const asked = await build({ state: "removed", deleteData: true });
    expect(namespaceOf(asked).protect).toBe(false);
    expect(summary(asked)).toMatch(/nothing new, data deleted with the entry · /u);
  });
});
