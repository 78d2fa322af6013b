import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../../..");

/** What `npm run tools:cluster` builds or takes out of Go modules. */
const tools = join(root, ".cache/tools");

/** Where the runs keep their control planes: one folder a process. */
export const runs = join(root, ".cache/cluster");

export type Program =
  "etcd" | "kube-apiserver" | "kube-controller-manager" | "kube-scheduler" | "kwok" | "prometheus";

/** A tool is not built: nothing here can run without it. */
export class ToolMissing extends Error {
  constructor(path: string) {
    super(`${path} is not there; run npm run tools:cluster`);
  }
}

function built(name: string): string {
  const path = join(tools, name);
  if (!existsSync(path)) throw new ToolMissing(path);
  return path;
}

export const program = (name: Program): string => built(name);

/** The custom resource definitions of the projects whose objects the program makes, one folder a project. */
export const crdFolder = (): string => built("crds");

/** What fake nodes and pods do, as kwok's project writes it. */
export const stageFolder = (): string => built("kwok-stages");
