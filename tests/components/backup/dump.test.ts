import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";

import { Dumps } from "../../../components/backup/dump/dumps";
import { dumpScript } from "../../../components/backup/dump/script";
import type { Dump } from "../../../config/model";
import { record } from "../../support/recorder";
import { account, estate } from "../../support/samples";
import { at, json, Tree } from "../../support/tree";

const dump: Dump = {
  store: "orders-db",
  host: "orders-ro.db.example.com",
  port: 5432,
  ranges: ["10.96.0.0/20"],
  secret: "orders-login",
  database: "orders",
  into: "orders",
  region: "us-east-1",
  digest: `sha256:${"c".repeat(64)}`,
  diskGi: 40,
};

const build = async (more: Partial<Dump> = {}): Promise<Tree> =>
  new Tree(
    await record(() => {
      const providers = [
        new aws.Provider("us-east-1-aws", { region: "us-east-1" }),
        new kubernetes.Provider("us-east-1-kubernetes", {}),
      ];
      const [, kubernetesProvider] = providers;
      const namespace = new kubernetes.core.v1.Namespace("shop", {}, { provider: kubernetesProvider! });
      const eks = { roleArn: "role", vpcConfig: { subnetIds: ["a"] } };
      const cluster = new aws.eks.Cluster("us-east-1-eks", eks, { provider: providers[0]! });
      new Dumps(
        "us-east-1-dumps",
        {
          ...{
            estate,
            account,
            region: "us-east-1",
            dumps: [{ ...dump, ...more }],
            registry: "registry.example.com/shop",
          },
          alerting: { runbooks: "https://runbooks.example.com", objectiveWindowDays: 28 },
          placement: { namespace, cluster },
        },
        { providers },
      );
    }),
  );

const name = "us-east-1-orders-db-dump";
const cronJobType = "kubernetes:batch/v1:CronJob";
const bucket = "arn:aws:s3:::orders-staging-us-east-1-111122223333";

describe("The dumps of a store", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build();
  });
  const pod = (...keys: (number | string)[]): unknown =>
    at(tree.one(cronJobType), "spec", "jobTemplate", "spec", "template", "spec", ...keys);

  test("are a job, whatever it needs, and their alerts", () => {
    expect(tree.children(tree.one("platform:backup:Dump"))).toEqual([
      `${cronJobType} ${name}`,
      `kubernetes:core/v1:ServiceAccount ${name}`,
      `kubernetes:external-secrets.io/v1:ExternalSecret ${name}-login`,
      `kubernetes:networking.k8s.io/v1:NetworkPolicy ${name}`,
      `platform:region:PodIdentity ${name}-identity`,
    ]);
    expect(tree.one("kubernetes:monitoring.coreos.com/v1:PrometheusRule").name).toBe(
      "us-east-1-dumps-alerts",
    );
  });

  test("are made each day at two in UTC, one at a time, for three hours at most", () => {
    const spec = tree.one(cronJobType).inputs.spec;
    expect(spec).toMatchObject({
      schedule: "0 2 * * *",
      timeZone: "Etc/UTC",
      concurrencyPolicy: "Forbid",
      startingDeadlineSeconds: 3600,
      jobTemplate: { spec: { backoffLimit: 1, activeDeadlineSeconds: 10_800 } },
    });
  });

  test("run the script on the image by its digest, in a restricted pod with a disk that goes with it", () => {
    expect(pod("containers", 0, "image")).toBe(
      `registry.example.com/shop/postgresql-dump@sha256:${"c".repeat(64)}`,
    );
    expect(pod("containers", 0, "command")).toEqual(["bash", "-c", dumpScript]);
    expect(pod("containers", 0, "securityContext")).toMatchObject({ readOnlyRootFilesystem: true });
    expect(pod("securityContext")).toMatchObject({ runAsNonRoot: true });
    expect(pod("automountServiceAccountToken")).toBe(false);
    expect(pod("volumes", 0)).toMatchObject({
      name: "work",
      ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: "40Gi" } } } } },
    });
    expect(pod("containers", 0, "volumeMounts", 0)).toEqual({ name: "work", mountPath: "/work" });
  });

  test("have every variable that the script reads, and the login out of the secret manager", () => {
    const env = pod("containers", 0, "env") as { name: string; value: string }[];
    const values = Object.fromEntries(env.map((one) => [one.name, one.value]));
    expect(values).toMatchObject({
      PGHOST: "orders-ro.db.example.com",
      PGPORT: "5432",
      PGDATABASE: "orders",
      PGSSLMODE: "require",
      STORE: "orders-db",
      BUCKET: "orders-staging-us-east-1-111122223333",
      PART_BYTES: "4294967296",
      WORK: "/work",
      AWS_REGION: "us-east-1",
    });
    const read = [...new Set([...dumpScript.matchAll(/\$\{?([A-Z][A-Z_]+)/gu)].map(([, one]) => one))];
    expect(read.filter((one) => values[one ?? ""] === undefined)).toEqual([]);
    expect(pod("containers", 0, "envFrom")).toEqual([{ secretRef: { name: "orders-db-dump" } }]);
    const login = tree.one("kubernetes:external-secrets.io/v1:ExternalSecret");
    expect(at(login, "spec", "data")).toEqual([
      {
        secretKey: "PGUSER",
        remoteRef: { key: "social-commerce-staging/orders-login", property: "username" },
      },
      {
        secretKey: "PGPASSWORD",
        remoteRef: { key: "social-commerce-staging/orders-login", property: "password" },
      },
    ]);
  });

  test("may add below the store's name, and nothing else: no reading, listing, deleting or overwriting", () => {
    const role = tree.one("aws:iam/rolePolicy:RolePolicy");
    expect(json(role, "policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Add",
          Effect: "Allow",
          Action: ["s3:PutObject"],
          Resource: [`${bucket}/orders-db/*`],
          Condition: { Null: { "s3:if-none-match": "false" } },
        },
        {
          Sid: "Encrypt",
          Effect: "Allow",
          Action: ["kms:GenerateDataKey"],
          Resource: ["arn:aws:kms:us-east-1:111122223333:key/*"],
          Condition: {
            StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" },
            StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucket, `${bucket}/*`] },
            "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/social-commerce-staging-backups" },
          },
        },
      ],
    });
  });

  test("reach names, the store, their identity and S3, and are reached by nobody", () => {
    const policy = tree.one("kubernetes:networking.k8s.io/v1:NetworkPolicy");
    expect(at(policy, "spec", "policyTypes")).toEqual(["Ingress", "Egress"]);
    expect(at(policy, "spec", "podSelector")).toEqual({
      matchLabels: { "app.kubernetes.io/name": "orders-db-dump" },
    });
    expect(policy.inputs.spec).not.toHaveProperty("ingress");
    const egress = at(policy, "spec", "egress") as {
      to?: { ipBlock: { cidr: string } }[];
      ports: { port: number }[];
    }[];
    expect(egress.map(({ to, ports }) => [to?.[0]?.ipBlock.cidr, ports[0]?.port])).toEqual([
      [undefined, 53],
      ["10.96.0.0/20", 5432],
      ["169.254.170.23/32", 80],
      ["0.0.0.0/0", 443],
    ]);
  });

  test("wait for their account, login, identity and policy", () => {
    expect(tree.waitsFor(tree.one(cronJobType))).toEqual(
      expect.arrayContaining([name, `${name}-identity`, `${name}-login`, "shop"]),
    );
    const association = tree.one("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(tree.waitsFor(association)).toContain("us-east-1-eks");
  });

  test("ask for no login where the store asks for none", async () => {
    const open = await build({ secret: undefined });
    expect(open.all.filter(({ type }) => type.endsWith(":ExternalSecret"))).toEqual([]);
    expect(JSON.stringify(open.one(cronJobType).inputs)).not.toContain("envFrom");
  });
});
