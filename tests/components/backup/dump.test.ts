import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";

import { Dumps } from "../../../components/backup/dump/dumps";
import { authorities } from "../../../components/backup/dump/pod";
import { dumpScript } from "../../../components/backup/dump/script";
import { dumpSource } from "../../../components/backup/dump/source";
import type { StoreAccess } from "../../../components/store/access";
import type { Dump } from "../../../config/model";
import { record } from "../../support/recorder";
import { account, estate } from "../../support/samples";
import { at, json, Tree } from "../../support/tree";

const dump: Dump = {
  store: "orders-db",
  database: "orders",
  into: "orders",
  region: "us-east-1",
  digest: `sha256:${"c".repeat(64)}`,
  diskGi: 40,
};

/** A store that was there before, and one of which services are told likewise that it was made. */
const former: StoreAccess = {
  ...{
    name: "orders-db",
    engine: "postgresql",
    port: 5433,
    ranges: ["10.96.0.0/20"],
    secret: "orders-login",
  },
  endpoints: { "us-east-1": { writer: "orders.db.example.com", reader: "orders-ro.db.example.com" } },
};
const made: StoreAccess = {
  ...former,
  endpoints: {
    "us-east-1": {
      ...{ writer: "pool.example.com", reader: "pool-ro.example.com" },
      direct: { writer: "cluster.example.com", reader: "cluster-ro.example.com" },
    },
  },
  signInRegions: ["us-east-1", "us-west-2"],
};

const build = async (store: StoreAccess = former, of: Dump = dump): Promise<Tree> =>
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
      const region = "us-east-1";
      const registry = "registry.example.com/shop";
      new Dumps(
        "us-east-1-dumps",
        {
          ...{
            estate,
            account,
            region,
            registry,
            dumps: [of],
            stores: [{ ...former, name: "users-db" }, store],
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

/** Variables that the script reads, and an environment does not have; a password is never there, but in a secret. */
function unsaid(values: Readonly<Record<string, string>>): string[] {
  const read = [...new Set([...dumpScript.matchAll(/\$\{?([A-Z][A-Z_]+)/gu)].map(([, one = ""]) => one))];
  return read.filter((one) => values[one] === undefined);
}

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
      PGPORT: "5433",
      PGDATABASE: "orders",
      PGSSLMODE: "require",
      SIGN_IN: "password",
      PARTS: "parts/orders-db/",
      COMPLETE: "complete/orders-db/",
      BUCKET: "orders-staging-us-east-1-111122223333",
      PART_BYTES: "4294967296",
      WORK: "/work",
      AWS_REGION: "us-east-1",
    });
    expect(unsaid(values)).toEqual(["PGUSER"]);
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

  test("may add below the store's names, and nothing else: no reading, listing, deleting or overwriting", () => {
    const role = tree.one("aws:iam/rolePolicy:RolePolicy");
    expect(json(role, "policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Add",
          Effect: "Allow",
          Action: ["s3:PutObject"],
          Resource: [`${bucket}/parts/orders-db/*`, `${bucket}/complete/orders-db/*`],
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
      ["10.96.0.0/20", 5433],
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
    const open = await build({ ...former, secret: undefined });
    expect(open.all.filter(({ type }) => type.endsWith(":ExternalSecret"))).toEqual([]);
    expect(JSON.stringify(open.one(cronJobType).inputs)).not.toContain("envFrom");
  });

  test("have a role whose name IAM takes, however long the store's is", async () => {
    const store = "former-shop-of-the-company-2019";
    const tree = await build({ ...former, name: store }, { ...dump, store });
    const { name: called } = tree.one("aws:iam/role:Role").inputs as { name: string };
    expect(called).toMatch(/^social-commerce-staging-us-east-1-former-shop-/u);
    expect(called.length).toBeLessThanOrEqual(64);
  });

  test("are read where their region has a host, and nowhere else", () => {
    expect(() => dumpSource([former], { ...dump, region: "us-west-2" })).toThrow(
      "orders-db has no host in us-west-2",
    );
    expect(() => dumpSource([], dump)).toThrow("orders-db has no host in us-east-1");
    // A role that may sign in elsewhere alone does not here.
    expect(dumpSource([{ ...made, signInRegions: ["us-west-2"] }], dump).login).toEqual({
      by: "secret",
      secret: "orders-login",
    });
  });
});

describe("The dumps of a store that lets roles in", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build(made);
  });

  test("sign in by a token, past the pool, to a server whose certificate they check, and have no password", () => {
    const container = at(
      tree.one(cronJobType),
      "spec",
      "jobTemplate",
      "spec",
      "template",
      "spec",
      "containers",
      0,
    );
    const { env, envFrom } = container as { env: { name: string; value: string }[]; envFrom?: unknown };
    const values = Object.fromEntries(env.map((one) => [one.name, one.value]));
    expect(values).toMatchObject({
      ...{
        SIGN_IN: "role",
        PGUSER: "orders-db-dump",
        PGHOST: "cluster-ro.example.com",
        AWS_REGION: "us-east-1",
      },
      ...{ PGSSLMODE: "verify-full", PGSSLROOTCERT: authorities },
    });
    expect(unsaid(values)).toEqual([]);
    expect(values).not.toHaveProperty("PGPASSWORD");
    expect(envFrom).toBeUndefined();
    expect(tree.all.filter(({ type }) => type.endsWith(":ExternalSecret"))).toEqual([]);
  });

  test("may sign in as their own user, in their region", () => {
    const { Statement } = json(tree.one("aws:iam/rolePolicy:RolePolicy"), "policy") as {
      Statement: unknown[];
    };
    expect(Statement).toHaveLength(3);
    expect(Statement[2]).toEqual({
      Sid: "SignInToStores",
      Effect: "Allow",
      Action: ["rds-db:connect"],
      Resource: ["arn:aws:rds-db:us-east-1:111122223333:dbuser:*/orders-db-dump"],
    });
  });
});
