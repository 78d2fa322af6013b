import type { IExternalSecret } from "@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { Account, Dump as DumpConfig } from "../../../config/model";
import { estateName, type Estate } from "../../lib/estate";
import { objectMeta } from "../../lib/object-meta";
import { PodIdentity } from "../../region/cluster/pod-identity";
import { toIdentities } from "../../region/operators/flows";
import { secretStore } from "../../region/operators/secret-store";
import { keyAlias } from "../../security/encryption-key";
import { denyAll, nameLookups } from "../../service/isolation";
import { labels } from "../../service/labels";
import { placed, type Placement } from "../../service/placement";
import { publicAddresses } from "../../wiring/ranges";
import { rolePurpose } from "../../wiring/service-identity";
import { backupKeyPurpose, pairBucketName } from "../names";
import { dumpName } from "./names";
import { dumpJob } from "./pod";
import { dumpRights } from "./rights";
import type { DumpSource } from "./source";

type ExternalSecretSpec = NonNullable<IExternalSecret["spec"]>;
type NetworkPolicySpec = kubernetes.types.input.networking.v1.NetworkPolicySpec;

/** What a {@link Dump} must be told. */
export interface DumpArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account of the bucket. */
  readonly account: Account;
  /** The dump, as the stack file has it. */
  readonly dump: DumpConfig;
  /** Where it is read. */
  readonly source: DumpSource;
  /** Image with its digest. */
  readonly image: string;
  /** Namespace and cluster that the objects depend on. */
  readonly placement: Placement;
}

/**
 * Logical dumps of one store, made in the cluster of one region and put into a bucket of that region, from where they
 * are copied. The identity of the job can add and do nothing else. It runs for minutes a day; its disk is there as long.
 */
export class Dump extends pulumi.ComponentResource {
  constructor(name: string, args: DumpArgs, opts?: pulumi.ComponentResourceOptions) {
    const { placement, source, ...inputs } = args;
    super("platform:backup:Dump", name, inputs, opts);
    const { estate, account, dump, image } = args;
    const namespace = estateName(estate);
    const called = dumpName(dump.store);
    const metadata = objectMeta({ name: called, namespace, labels: labels(called) });
    const bucket = pairBucketName(estate, account.id, dump.into, dump.region);
    const options = placed(this, placement);

    const serviceAccount = new kubernetes.core.v1.ServiceAccount(
      name,
      { metadata, automountServiceAccountToken: false },
      options,
    );
    const policy = new kubernetes.networking.v1.NetworkPolicy(
      name,
      { metadata, spec: reach(dump, source) },
      options,
    );
    const secret = buildSecret(this, name, args);
    const identity = buildIdentity(this, name, args, bucket);
    new kubernetes.batch.v1.CronJob(
      name,
      dumpJob({ dump, source, namespace, image, bucket }),
      placed(this, { ...placement, after: [serviceAccount, policy, identity, ...secret] }),
    );

    this.registerOutputs({ summary: `${dump.database} of ${dump.store}, each day → ${bucket}` });
  }
}

/** Names, the store, the identity, and S3, whose addresses are public and reached inside AWS's network. */
function reach({ store }: DumpConfig, { ranges, port }: DumpSource): NetworkPolicySpec {
  return {
    ...denyAll,
    podSelector: { matchLabels: { "app.kubernetes.io/name": dumpName(store) } },
    egress: [
      nameLookups,
      { to: ranges.map((cidr) => ({ ipBlock: { cidr } })), ports: [{ port, protocol: "TCP" }] },
      toIdentities,
      { to: [publicAddresses], ports: [{ port: 443, protocol: "TCP" }] },
    ],
  };
}

function buildIdentity(parent: Dump, name: string, args: DumpArgs, bucket: string): pulumi.Resource {
  const { estate, account, dump, source, placement } = args;
  const { region, store } = dump;
  const statements = dumpRights({
    ...{ account, region, bucket, store, login: source.login },
    keyAlias: keyAlias(estate, backupKeyPurpose),
  });
  const serviceAccount = dumpName(store);
  const purpose = rolePurpose({ estate, region }, serviceAccount);
  const whose = { namespace: estateName(estate), serviceAccount, purpose };
  const after = placement.cluster === undefined ? [] : [placement.cluster];
  return new PodIdentity(
    `${name}-identity`,
    { estate, account, region, ...whose, statements, after },
    { parent },
  ).association;
}

/** The login, under the names that PostgreSQL's client reads. */
function buildSecret(
  parent: Dump,
  name: string,
  { estate, dump: { store }, source: { login }, placement }: DumpArgs,
): pulumi.Resource[] {
  if (login.by !== "secret") return [];
  const namespace = estateName(estate);
  const called = dumpName(store);
  const key = `${namespace}/${login.secret}`;
  const spec: ExternalSecretSpec = {
    refreshInterval: "15m",
    secretStoreRef: { kind: "ClusterSecretStore", name: secretStore },
    target: { name: called, creationPolicy: "Owner", deletionPolicy: "Retain" },
    data: [
      { secretKey: "PGUSER", remoteRef: { key, property: "username" } },
      { secretKey: "PGPASSWORD", remoteRef: { key, property: "password" } },
    ],
  };
  return [
    new kubernetes.apiextensions.CustomResource(
      `${name}-login`,
      {
        apiVersion: "external-secrets.io/v1",
        kind: "ExternalSecret",
        metadata: objectMeta({
          name: called,
          namespace,
          labels: labels(called),
          annotations: { "pulumi.com/waitFor": "condition=Ready" },
        }),
        spec,
      },
      placed(parent, placement, "external-secrets.io"),
    ),
  ];
}
