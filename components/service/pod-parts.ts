import type * as kubernetes from "@pulumi/kubernetes";

import { configMapName, wiringPath } from "../wiring/service-wiring";
import { storeSecretName } from "../wiring/store-passwords";

type EnvFromSource = kubernetes.types.input.core.v1.EnvFromSource;
type Volume = kubernetes.types.input.core.v1.Volume;
type VolumeMount = kubernetes.types.input.core.v1.VolumeMount;

/** An unprivileged user that no image needs to know. */
const userId = 10001;

/** What every pod of ours runs as. */
export const podSecurity = {
  runAsNonRoot: true,
  runAsUser: userId,
  runAsGroup: userId,
  fsGroup: userId,
  seccompProfile: { type: "RuntimeDefault" },
};

/** What every container of ours may do. */
export const containerSecurity = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  privileged: false,
  readOnlyRootFilesystem: true,
};

/**
 * The variables of a service. The names are the same whatever it uses, so that a new use changes no pod template. The
 * secret is optional for the same reason; where there is one, the pods wait for it.
 *
 * @param secret The Secret with the passwords of its stores.
 */
export function wiringEnvironment(service: string, secret = storeSecretName(service)): EnvFromSource[] {
  return [
    { configMapRef: { name: configMapName(service) } },
    { secretRef: { name: secret, optional: true } },
  ];
}

/** The variables once more, as files that follow a change. */
export function wiringFiles(service: string): { volume: Volume; mount: VolumeMount } {
  return {
    volume: { name: "wiring", configMap: { name: configMapName(service) } },
    mount: { name: "wiring", mountPath: wiringPath, readOnly: true },
  };
}

/** Where a pod finds the disk that goes with it. */
const storagePath = "/data";

/**
 * A disk that comes and goes with its pod, of the cluster's default class. A claim that stays would need one for each
 * replica of each colour, which a deployment does not have.
 */
export function ephemeralDisk(size: string): { volume: Volume; mount: VolumeMount } {
  const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: size } } };
  return {
    volume: { name: "data", ephemeral: { volumeClaimTemplate: { spec } } },
    mount: { name: "data", mountPath: storagePath },
  };
}
