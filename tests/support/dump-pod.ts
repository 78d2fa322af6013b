import { dumpJob } from "../../components/backup/dump/pod";
import type { DumpLogin } from "../../components/backup/dump/source";
import type { Dump } from "../../config/model";

/** A dump as a stack file has it. */
const dump: Dump = {
  store: "orders-db",
  database: "orders",
  into: "orders",
  region: "us-east-1",
  digest: `sha256:${"c".repeat(64)}`,
  diskGi: 40,
};

/** What the one container of a dump's pod is told. */
export interface DumpPod {
  /** Program and arguments. */
  readonly command: readonly string[];
  /** Variables that the pod has in itself; those of secrets are not among them. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where it may write. */
  readonly mounts: readonly string[];
  /** Who runs it. */
  readonly user: number;
  /** Whether anything else can be written. */
  readonly readOnly: boolean;
}

interface Container {
  readonly command: string[];
  readonly env: { name: string; value: string }[];
  readonly volumeMounts: { mountPath: string }[];
  readonly securityContext: { readOnlyRootFilesystem: boolean };
}

interface Job {
  readonly spec: {
    readonly jobTemplate: {
      readonly spec: {
        readonly template: {
          readonly spec: { containers: [Container]; securityContext: { runAsUser: number } };
        };
      };
    };
  };
}

/** Where a dump is read, and where it is put. */
export interface DumpPodArgs {
  readonly port?: number;
  readonly login: DumpLogin;
  readonly bucket?: string;
}

/** The pod that dumps the database `orders` of the store `orders-db` on this machine, as the program makes it. */
export function dumpPod({ port = 5432, login, bucket = "bucket" }: DumpPodArgs): DumpPod {
  const source = { host: "127.0.0.1", port, ranges: ["127.0.0.1/32"], login };
  const job = dumpJob({ dump, source, namespace: "shop", image: "image", bucket });
  const { spec } = (JSON.parse(JSON.stringify(job)) as Job).spec.jobTemplate.spec.template;
  const [{ command, env, volumeMounts, securityContext }] = spec.containers;
  return {
    command,
    environment: Object.fromEntries(env.map(({ name, value }) => [name, value])),
    mounts: volumeMounts.map(({ mountPath }) => mountPath),
    user: spec.securityContext.runAsUser,
    readOnly: securityContext.readOnlyRootFilesystem,
  };
}
