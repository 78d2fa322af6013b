import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";

import type { Dump } from "../../../config/model";
import { objectMeta } from "../../lib/object-meta";
import { labels } from "../../service/labels";
import { containerSecurity, podSecurity } from "../../service/pod-parts";
import { completeOf, dumpName, partsOf } from "./names";
import { dumpDeadlineMinutes, dumpLateMinutes, dumpSchedule } from "./schedule";
import { dumpScript, partBytes } from "./script";
import type { DumpLogin, DumpSource } from "./source";

type CronJobArgs = kubernetes.batch.v1.CronJobArgs;
type PodSpec = kubernetes.types.input.core.v1.PodSpec;

/** What a dump's job is made from. */
export interface DumpJobArgs {
  /** The dump, as the stack file has it. */
  readonly dump: Dump;
  /** Where it is read. */
  readonly source: DumpSource;
  /** Namespace of the job. */
  readonly namespace: string;
  /** Image with its digest. */
  readonly image: string;
  /** Name of the bucket that it is put into. */
  readonly bucket: string;
}

const work = "/work";

/** Each day, one at a time, tried twice; a try that is killed leaves parts without checksums, which count for nothing. */
export function dumpJob(args: DumpJobArgs): CronJobArgs {
  const { dump, namespace } = args;
  const called = dumpName(dump.store);
  return {
    metadata: objectMeta({ name: called, namespace, labels: labels(called) }),
    spec: {
      schedule: dumpSchedule,
      timeZone: "Etc/UTC",
      concurrencyPolicy: "Forbid",
      startingDeadlineSeconds: dumpLateMinutes * 60,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        metadata: { labels: labels(called) },
        spec: {
          backoffLimit: 1,
          activeDeadlineSeconds: dumpDeadlineMinutes * 60,
          template: {
            metadata: { labels: labels(called) },
            spec: podSpec(args),
          },
        },
      },
    },
  };
}

function podSpec(args: DumpJobArgs): PodSpec {
  const { dump, image, source } = args;
  const called = dumpName(dump.store);
  return {
    serviceAccountName: called,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: "Never",
    securityContext: podSecurity,
    containers: [
      {
        name: "dump",
        image,
        imagePullPolicy: "IfNotPresent",
        command: ["bash", "-c", dumpScript],
        env: Object.entries(environment(args)).map(([name, value]) => ({ name, value })),
        ...(source.login.by === "secret" && { envFrom: [{ secretRef: { name: called } }] }),
        resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: "2", memory: "512Mi" } },
        securityContext: containerSecurity,
        volumeMounts: [
          { name: "work", mountPath: work },
          { name: "tmp", mountPath: "/tmp" },
        ],
      },
    ],
    volumes: [
      { name: "work", ephemeral: { volumeClaimTemplate: { spec: disk(dump) } } },
      { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
    ],
  };
}

function disk({ diskGi }: Dump): kubernetes.types.input.core.v1.PersistentVolumeClaimSpec {
  return { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: `${diskGi}Gi` } } };
}

function environment({ dump, source, bucket }: DumpJobArgs): Record<string, pulumi.Input<string>> {
  const { store, database, region } = dump;
  return {
    PGHOST: source.host,
    PGPORT: String(source.port),
    PGDATABASE: database,
    PGCONNECT_TIMEOUT: "10",
    ...signingIn(source.login),
    PARTS: partsOf(store),
    COMPLETE: completeOf(store),
    BUCKET: bucket,
    PART_BYTES: String(partBytes),
    WORK: work,
    // The command line keeps its state here.
    HOME: work,
    AWS_REGION: region,
  };
}

/**
 * Where RDS's authorities are in the image. Source: Amazon Aurora user guide, "Using SSL/TLS to encrypt a connection to a DB
 * cluster".
 */
export const authorities = "/etc/ssl/certs/rds-global-bundle.pem";

function signingIn(login: DumpLogin): Record<string, string> {
  return login.by === "role"
    ? { SIGN_IN: "role", PGUSER: login.user, PGSSLMODE: "verify-full", PGSSLROOTCERT: authorities }
    : // Encrypted, and the server not authenticated: who signs the certificates of a store outside is not known here.
      { SIGN_IN: "password", PGSSLMODE: "require" };
}
