import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { DumpPod } from "./dump-pod";

const tools = join(__dirname, "../../.cache/tools");

/** Root file system of the image that makes dumps, which `npm run tools:dump-image` makes without Docker. */
export const imageRoot = join(tools, "dump-image/root");

/** Where the Python package moto is. */
export const moto = join(tools, "moto");

/** Packages, as `name=version`, of which Debian no longer has the version that the Dockerfile names. */
export function stale(): string[] {
  const path = join(tools, "dump-image/stale");
  return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
}

/** What is missing for a run in the image; undefined where nothing is. */
export function missing(): string | undefined {
  if (process.getuid?.() !== 0) return "root, to change the root file system";
  const built = existsSync(join(tools, "dump-image/stamp")) && existsSync(join(moto, "requirements.txt"));
  return built ? undefined : "npm run tools:dump-image";
}

/** A directory or file of this machine, seen in the pod. */
export interface Mount {
  readonly from: string;
  readonly at: string;
}

/** What is run, and with what around it. */
export interface PodRun {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
}

/** How it ended, and what it said. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * What the kubelet does, in namespaces of its own: the root read-only, /run for what is mounted below it, the mounts, and
 * then the pod's user, who has no rights and can gain none.
 */
const enter = `set -eu
root=$1 user=$2 readonly=$3
shift 3
mount --bind "$root" "$root"
if [ "$readonly" = true ]; then mount -o remount,bind,ro "$root"; fi
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=0755 tmpfs "$root/run"
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then mkdir -p "$root$2"; fi
  mount --bind "$1" "$root$2"
  shift 2
done
shift
exec chroot "$root" setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs --inh-caps=-all \\
  --bounding-set=-all "$@"`;

/** Runs a command in the image as a dump's pod does; the network is this machine's. */
export async function inPod(pod: DumpPod, { command, environment, mounts }: PodRun): Promise<Ended> {
  const given = [imageRoot, String(pod.user), String(pod.readOnly)];
  const pairs = mounts.flatMap(({ from, at }) => [from, at]);
  const child = spawn(
    "unshare",
    [
      "--mount",
      "--pid",
      "--fork",
      "--kill-child",
      "bash",
      "-c",
      enter,
      "enter",
      ...given,
      ...pairs,
      "--",
      ...command,
    ],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", ...environment },
    },
  );
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data) => (stdout += String(data)));
  child.stderr.on("data", (data) => (stderr += String(data)));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status) => {
      resolve({ status, stdout, stderr });
    });
  });
}
