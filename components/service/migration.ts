import { createHash } from "node:crypto";

import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Colour, Migration as MigrationConfig } from "../../config/model";
import { objectMeta } from "../lib/object-meta";
import { storePasswords, storeSecretName } from "../wiring/store-passwords";
import type { Wiring } from "../wiring/wiring";
import { denyAll, nameLookups } from "./isolation";
import { colourLabel, labels } from "./labels";
import { placed, type Placement } from "./placement";
import { podSecurity, containerSecurity, wiringEnvironment } from "./pod-parts";

/** What a {@link Migration} must be told. */
export interface MigrationArgs {
  /** Name of the service. */
  readonly service: string;
  /** What each colour that has one runs before its pods. */
  readonly colours: readonly ColourMigration[];
  /** Namespace of the objects. */
  readonly namespace: string;
  /** Where its stores are. */
  readonly wiring: Wiring;
  /** Whether the region's secret manager can be read. */
  readonly readsSecrets: boolean;
  /** Whether the service is cut off: then its migrations reach nothing either, names included, and a new one fails. */
  readonly isolated: boolean;
  /** Namespace and cluster that the objects depend on, and what tells the pods of their stores. */
  readonly placement: Placement;
  /** Asked before a migration is made. */
  readonly guard: pulumi.ResourceHook;
}

/** What one colour runs before its pods. */
export interface ColourMigration {
  /** The colour. */
  readonly colour: Colour;
  /** Image with its digest. */
  readonly image: string;
  /** The migration, as the stack file has it. */
  readonly migration: MigrationConfig;
}

/**
 * The migrations of a service, in the region of the writer alone: each a job that the provider waits for, and that the
 * colour's pods wait for. A job is named after what it runs, so that another image or command is another job, and the
 * same one never runs twice. Nothing of it is deleted from a cluster, because the writer may have moved away from a
 * region that does not answer, where a deletion would fail.
 */
export class Migration extends pulumi.ComponentResource {
  /** The job that a colour's pods wait for. */
  public readonly jobs: ReadonlyMap<Colour, pulumi.Resource>;

  constructor(name: string, args: MigrationArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, guard, ...inputs } = args;
    super("platform:service:Migration", name, inputs, opts);
    const { service, namespace, wiring, isolated, colours } = args;
    const kept = { ...placed(this, placement), retainOnDelete: true };
    const called = migrationName(service);
    const metadata = objectMeta({ name: called, namespace, labels: labels(called) });

    const first = [
      new kubernetes.core.v1.ServiceAccount(name, { metadata, automountServiceAccountToken: false }, kept),
      new kubernetes.networking.v1.NetworkPolicy(
        name,
        {
          metadata,
          spec: {
            ...denyAll,
            podSelector: { matchLabels: { "app.kubernetes.io/name": called } },
            ...(!isolated && { egress: [nameLookups, ...wiring.storeEgress] }),
          },
        },
        kept,
      ),
      ...ownPasswords(this, name, args),
    ];
    const placedAfter = placed(this, { ...placement, after: [...(placement.after ?? []), ...first] });
    this.jobs = new Map(
      colours.map((one) => [
        one.colour,
        new kubernetes.batch.v1.Job(`${name}-${one.colour}`, job(args, one), {
          ...placedAfter,
          retainOnDelete: true,
          hooks: { beforeCreate: [guard] },
        }),
      ]),
    );

    this.registerOutputs({ summary: colours.map(({ colour }) => `before ${colour}`).join(", ") });
  }
}

/**
 * Name of what belongs to the migrations of a service. Pods of a migration carry it as their name, so that neither the
 * service's selectors nor its network policy take them for its own.
 */
export function migrationName(service: string): string {
  return `${service}-migration`;
}

/** Where the pods sign in by their role, their Secret has no password, and the migrations have one of their own. */
function ownPasswords(
  parent: Migration,
  name: string,
  { service, namespace, wiring: { migrationSecrets: secrets = [] }, readsSecrets, placement }: MigrationArgs,
): pulumi.Resource[] {
  if (!readsSecrets || secrets.length === 0) return [];
  const kept = { ...placed(parent, placement, "external-secrets.io"), retainOnDelete: true };
  return [storePasswords(`${name}-stores`, { owner: migrationName(service), namespace, secrets }, kept)];
}

/** The Secret that a migration reads the passwords of its stores from: its own, or that of the service's pods. */
function secretOf({ service, wiring }: Pick<MigrationArgs, "service" | "wiring">): string {
  return storeSecretName(wiring.migrationSecrets === undefined ? service : migrationName(service));
}

/**
 * `cart-service-migration-green-0123456789`, after what it runs. One that reads another Secret than the service's pods is
 * another job, because the pods of a job cannot be changed.
 */
export function jobName(
  service: string,
  { colour, image, migration }: ColourMigration,
  secret = storeSecretName(service),
): string {
  const digest = image.split("@").at(-1) ?? "";
  const own = secret === storeSecretName(service) ? [] : [secret];
  const runs = JSON.stringify([digest, migration.command, ...own]);
  const hash = createHash("sha256").update(runs).digest("hex").slice(0, 10);
  return `${migrationName(service)}-${colour}-${hash}`;
}

/** Tried once more after a failure, within the same time. No TTL: a job that were gone would run again at the next update. */
function job(args: MigrationArgs, one: ColourMigration): kubernetes.batch.v1.JobArgs {
  const { service, namespace } = args;
  const { colour, migration } = one;
  const secret = secretOf(args);
  const called = migrationName(service);
  const own = { ...labels(called), [colourLabel]: colour };
  const timeout = { "pulumi.com/timeoutSeconds": String(migration.timeoutSeconds + 60) };
  return {
    metadata: objectMeta({
      name: jobName(service, one, secret),
      namespace,
      labels: own,
      annotations: timeout,
    }),
    spec: {
      backoffLimit: 1,
      activeDeadlineSeconds: migration.timeoutSeconds,
      template: { metadata: { labels: own }, spec: podSpec(service, one, secret) },
    },
  };
}

function podSpec(
  service: string,
  { image, migration }: ColourMigration,
  secret: string,
): kubernetes.types.input.core.v1.PodSpec {
  return {
    serviceAccountName: migrationName(service),
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: "Never",
    securityContext: podSecurity,
    containers: [
      {
        name: "migration",
        image,
        imagePullPolicy: "IfNotPresent",
        command: [...migration.command],
        envFrom: wiringEnvironment(service, secret),
        resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: "1", memory: "512Mi" } },
        securityContext: containerSecurity,
        volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
      },
    ],
    volumes: [{ name: "tmp", emptyDir: { sizeLimit: "256Mi" } }],
  };
}
