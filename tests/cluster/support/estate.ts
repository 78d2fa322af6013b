import { managerOf, objectsByRegion, type RegionObjects } from "./planned";
import { type Applied, ControlPlane, hasCondition } from "./control-plane";
import { Refused } from "./api";
import { definitionsOf } from "./definitions";
import { keep } from "./daemon";
import { fills } from "./fill";
import { identity, type KubernetesObject, type Served } from "./object";
import { planOf } from "./plans";
import { until } from "./wait";

/** One region of a stack: what its plan says, and the control plane that was told. */
export interface Cluster {
  readonly region: string;
  readonly plane: ControlPlane;
  readonly waves: readonly (readonly KubernetesObject[])[];
  readonly objects: readonly KubernetesObject[];
  readonly manager: string;
  /** Namespaces that Helm releases are installed in. */
  readonly releaseNamespaces: readonly string[];
  /** What the plan only changes, as Kubernetes had made it. */
  readonly patched: readonly Served[];
  readonly applied: Applied;
}

/** Starts a control plane for each region of the stack, or for one alone, all at once, and applies the plan's objects to each. */
export async function startStack(stack: string, only?: string): Promise<Cluster[]> {
  const regions = objectsByRegion(planOf(stack), fills).filter(({ region }) => region === (only ?? region));
  return Promise.all(regions.map((objects) => startRegion(stack, objects)));
}

export async function stopStack(stack: string, clusters: readonly Cluster[], since: number): Promise<void> {
  const programs = clusters.flatMap(({ region, plane }) =>
    plane.memory().map((program) => ({ region, ...program })),
  );
  const rows = programs.map(
    ({ region, name, now, peak }) =>
      `  ${region.padEnd(14)} ${name.padEnd(24)} ${String(now).padStart(5)} MiB, at most ${String(peak).padStart(5)} MiB`,
  );
  const total = programs.reduce((sum, { now }) => sum + now, 0);
  const seconds = ((Date.now() - since) / 1000).toFixed(1);
  const objects = clusters.reduce((sum, cluster) => sum + cluster.objects.length, 0);
  say(
    `${stack}: ${objects} objects on ${clusters.length} control planes in ${seconds} s, ${total} MiB`,
    ...rows,
  );
  if (keep)
    say(`${stack} stays up:`, ...clusters.map(({ plane }) => `  export KUBECONFIG=${plane.kubeconfig}`));
  await Promise.all(clusters.map(({ plane }) => plane.stop()));
}

const say = (...lines: readonly string[]): void => void process.stderr.write(`${lines.join("\n")}\n`);

async function startRegion(
  stack: string,
  { region, waves, patches, releaseNamespaces }: RegionObjects,
): Promise<Cluster> {
  const objects = waves.flat();
  const manager = managerOf(objects);
  const plane = new ControlPlane(`${stack}-${region}`, region);
  await plane.start();
  await plane.install(definitionsOf(objects));
  const patched: Served[] = [];
  const applied: Applied[] = [];
  for (const wave of waves) {
    for (const object of wave.filter((each) => patches.has(each))) patched.push(await present(plane, object));
    applied.push(await plane.apply([wave], manager));
    await jobsOver(plane, wave);
  }
  const all = {
    served: applied.flatMap(({ served }) => served),
    refused: applied.flatMap(({ refused }) => refused),
  };
  return { region, plane, waves, objects, manager, releaseNamespaces, patched, applied: all };
}

/** The provider of an update waits for a job, and so does what depends on it. One that is refused is told elsewhere. */
async function jobsOver(plane: ControlPlane, wave: readonly KubernetesObject[]): Promise<void> {
  const named = new Set(wave.filter(({ kind }) => kind === "Job").map(identity));
  if (named.size === 0) return;
  await until("jobs over", async () => {
    const jobs = (await plane.client.list("batch/v1", "Job")).filter((job) => named.has(identity(job)));
    return jobs.filter((job) => !hasCondition(job, "Complete")).map(identity);
  });
}

/** The object as it is before the program changes it: Kubernetes makes it a moment after its namespace. */
async function present(plane: ControlPlane, object: KubernetesObject): Promise<Served> {
  let found: Served | undefined;
  await until(`${identity(object)} there`, async () => {
    try {
      found = await plane.client.get(object);
      return [];
    } catch (error) {
      if (error instanceof Refused && error.code === 404) return [error.message];
      throw error;
    }
  });
  return found!;
}
