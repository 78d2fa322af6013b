import { identity, type Served } from "./support/object";
import { type Cluster, startStack, stopStack } from "./support/estate";
import { refusals } from "./refusals";
import { tenants } from "./tenants";
import { workloads } from "./workloads";

/** Applies one stack's plan to a control plane for each of its regions, and asks the servers what came of it. */
export function testStack(stack: string, regions: readonly string[]): void {
  const since = Date.now();
  let clusters: Cluster[] = [];
  const all = (): readonly Cluster[] => clusters;

  beforeAll(async () => {
    clusters = await startStack(stack);
  });
  afterAll(() => stopStack(stack, clusters, since));

  describe(`${stack} on real API servers`, () => {
    it("has a control plane for each region", () => {
      expect(clusters.map(({ region }) => region)).toEqual(regions);
    });

    it("is refused no object, in the order of the plan's dependencies", () => {
      expect(clusters.flatMap(({ applied }) => applied.refused.map(({ message }) => message))).toEqual([]);
    });

    it("is there object for object, and nothing else is the program's", async () => {
      for (const cluster of clusters) {
        const ours = await objectsOf(cluster);
        expect(ours.map(identity).sort()).toEqual(cluster.objects.map(identity).sort());
        expect(ours.length).toBeGreaterThan(0);
      }
    });

    it("makes every namespace that an object or a Helm release of it is in", () => {
      for (const { objects, releaseNamespaces } of clusters) {
        const made = objects.filter(({ kind }) => kind === "Namespace").map(({ metadata }) => metadata.name);
        const used = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
        expect(releaseNamespaces).not.toEqual([]);
        expect(
          [...used, ...releaseNamespaces].filter((name) => ![...made, "kube-system"].includes(name)),
        ).toEqual([]);
      }
    });

    it("changes what Kubernetes made itself, where it says so, and does not make it anew", async () => {
      for (const { plane, patched, manager } of clusters)
        for (const before of patched) {
          const { uid } = before.metadata;
          expect(appliedBy(before, manager)).toBeUndefined();
          const after = await plane.client.get(before);
          expect(after.metadata.uid).toBe(uid);
          expect(appliedBy(after, manager)).toBeDefined();
        }
      const accounts = clusters.flatMap(({ patched }) => patched.map(identity));
      expect(accounts).toContain("v1 ServiceAccount tenant-brand-a/default");
    });

    it("changes nothing when it is applied again", async () => {
      for (const cluster of clusters) {
        const before = await objectsOf(cluster);
        const { refused } = await cluster.plane.apply(cluster.waves, cluster.manager);
        expect(refused.map(({ message }) => message)).toEqual([]);
        expect(written(await objectsOf(cluster))).toEqual(written(before));
      }
    });
  });

  workloads(stack, all);
  refusals(stack, all);
  tenants(stack, all);
}

/** Every object that the program's field manager applied, of every kind that the plan has. */
async function objectsOf({ plane, objects, manager }: Cluster): Promise<Served[]> {
  const kinds = [...new Set(objects.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`))];
  const lists = await Promise.all(
    kinds.map((kind) => plane.client.list(...(kind.split(" ") as [apiVersion: string, kind: string]))),
  );
  return lists.flat().filter((object) => appliedBy(object, manager) !== undefined);
}

const appliedBy = ({ metadata: { managedFields } }: Served, manager: string): string | undefined =>
  managedFields?.find((entry) => entry.manager === manager && entry.operation === "Apply")?.time;

/** The controller of deployments numbers their revisions in an annotation, when it gets to it. */
const ofControllers = "deployment.kubernetes.io/";

/** What a write would change. Controllers write status meanwhile, so that `resourceVersion` moves without us. */
function written(objects: readonly Served[]): unknown[] {
  return objects
    .map((object) => {
      const { metadata, apiVersion, kind, status: _, ...content } = object as Served & { status?: unknown };
      const { uid, generation, labels, annotations = {} } = metadata;
      const name = identity({ apiVersion, kind, metadata });
      return {
        name,
        uid,
        generation,
        labels,
        annotations: Object.entries(annotations)
          .filter(([key]) => !key.startsWith(ofControllers))
          .sort(),
        fields: metadata.managedFields?.filter(({ operation }) => operation === "Apply"),
        content,
      };
    })
    .sort((one, other) => one.name.localeCompare(other.name));
}
