import { managerOf, objectsByRegion, type RegionObjects } from "./planned";
import type { Applied } from "./control-plane";
import { ControlPlane } from "./control-plane";
import { definitionsOf } from "./definitions";
import { keep } from "./daemon";
import { fills } from "./fill";
import type { KubernetesObject } from "./object";
import { planOf } from "./plans";

/** One region of a stack: what its plan says, and the control plane that was told. */
export interface Cluster {
  readonly region: string;
  readonly plane: ControlPlane;
  readonly waves: readonly (readonly KubernetesObject[])[];
  readonly objects: readonly KubernetesObject[];
  readonly manager: string;
  readonly applied: Applied;
}

/** Starts a control plane for each region of the stack, all at once, and applies the plan's objects to each. */
export async function startStack(stack: string): Promise<Cluster[]> {
  return Promise.all(objectsByRegion(planOf(stack), fills).map((objects) => startRegion(stack, objects)));
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
  { region, waves, releaseNamespaces }: RegionObjects,
): Promise<Cluster> {
  const objects = waves.flat();
  const manager = managerOf(objects);
  const plane = new ControlPlane(`${stack}-${region}`, region);
  await plane.start();
  await plane.install(definitionsOf(objects));
  // Helm would have made these before the first object that needs them.
  await plane.apply([releaseNamespaces.map((name) => namespace(name))], "helm");
  return { region, plane, waves, objects, manager, applied: await plane.apply(waves, manager) };
}

const namespace = (name: string): KubernetesObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name },
});
