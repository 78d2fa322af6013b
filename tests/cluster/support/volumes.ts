import { setTimeout as pause } from "node:timers/promises";

import { Refused, type KubernetesApi } from "./api";
import type { KubernetesObject, Served } from "./object";

interface Claim extends Served {
  readonly spec: {
    readonly accessModes: readonly string[];
    readonly resources: { readonly requests: { readonly storage: string } };
    readonly storageClassName?: string;
    readonly volumeName?: string;
  };
}

interface StorageClass extends KubernetesObject {
  readonly reclaimPolicy?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

interface Volume extends KubernetesObject {
  readonly status?: { readonly phase?: string };
}

/** What the volume controller asks of a claim's provisioner, by name. */
const askedAnnotation = "volume.kubernetes.io/storage-provisioner";

/** Where the scheduler has put the pod that waits for the claim. */
const nodeAnnotation = "volume.kubernetes.io/selected-node";

const zoneLabel = "topology.kubernetes.io/zone";
const madeBy = "pv.kubernetes.io/provisioned-by";

/**
 * Makes volumes in the place of a CSI driver's provisioner, whatever its name, by the same protocol: the scheduler
 * chooses a node, the volume controller asks, a volume of that node's zone is made, and the controller binds it. Without
 * it the pods of a claim stay pending. Nothing is attached or mounted.
 */
export class VolumeProvisioner {
  readonly #ended = new AbortController();
  #work: Promise<void> = Promise.resolve();

  constructor(private readonly api: KubernetesApi) {}

  start(): void {
    this.#work = this.#run();
  }

  /** Ends after the round that is under way. */
  async stop(): Promise<void> {
    this.#ended.abort();
    await this.#work;
  }

  async #run(): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      try {
        await this.#round();
      } catch {
        // The server is busy, or ends before we do; a claim that gets no volume fails the test that waits for it.
      }
      await pause(500, undefined, { signal }).catch(() => undefined);
    }
  }

  async #round(): Promise<void> {
    const claims = (await this.api.list("v1", "PersistentVolumeClaim")) as Claim[];
    for (const claim of claims.filter(isAsked)) await this.#make(claim);
    const volumes = (await this.api.list("v1", "PersistentVolume")) as Volume[];
    for (const volume of volumes.filter(isLeft)) await this.api.delete(volume);
  }

  async #make(claim: Claim): Promise<void> {
    const { annotations = {} } = claim.metadata;
    const [classes, nodes] = await Promise.all([
      this.api.list("storage.k8s.io/v1", "StorageClass"),
      this.api.list("v1", "Node"),
    ]);
    const named = <T extends KubernetesObject>(all: readonly T[], name?: string): T | undefined =>
      all.find(({ metadata }) => metadata.name === name);
    const made = named(classes, claim.spec.storageClassName) as StorageClass | undefined;
    const zone = named(nodes, annotations[nodeAnnotation])?.metadata.labels?.[zoneLabel];
    if (made === undefined || zone === undefined) return;
    try {
      await this.api.request("POST", "/api/v1/persistentvolumes", volumeFor(claim, made, zone));
    } catch (error) {
      // Made in an earlier round, and not bound yet.
      if (!(error instanceof Refused && error.code === 409)) throw error;
    }
  }
}

function isAsked({ metadata: { annotations = {} }, spec }: Claim): boolean {
  return (
    spec.volumeName === undefined &&
    annotations[askedAnnotation] !== undefined &&
    annotations[nodeAnnotation] !== undefined
  );
}

/** A volume whose claim is gone: deleting it is the provisioner's part, too. */
function isLeft({ metadata, status, spec }: Volume): boolean {
  const { persistentVolumeReclaimPolicy } = spec as { persistentVolumeReclaimPolicy?: string };
  const ours = metadata.annotations?.[madeBy] !== undefined && metadata.deletionTimestamp === undefined;
  return ours && status?.phase === "Released" && persistentVolumeReclaimPolicy === "Delete";
}

function volumeFor(claim: Claim, { reclaimPolicy, parameters }: StorageClass, zone: string): object {
  const { name, namespace, uid, annotations } = claim.metadata;
  const { accessModes, resources, storageClassName } = claim.spec;
  const driver = annotations![askedAnnotation]!;
  const volume = `pvc-${uid}`;
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: volume, annotations: { [madeBy]: driver } },
    spec: {
      accessModes,
      storageClassName,
      capacity: resources.requests,
      persistentVolumeReclaimPolicy: reclaimPolicy ?? "Delete",
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", name, namespace, uid },
      csi: { driver, volumeHandle: volume, fsType: parameters?.["csi.storage.k8s.io/fstype"] ?? "ext4" },
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: zoneLabel, operator: "In", values: [zone] }] }],
        },
      },
    },
  };
}
