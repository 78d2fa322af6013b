import * as aws from "@pulumi/aws";
import * as kubernetes from "@pulumi/kubernetes";

import type { ComputeChoice } from "../../../../config/schema/nodes";
import { operators } from "../../../../components/region/operators/catalogue";
import { Operators } from "../../../../components/region/operators/operators";
import { profiles } from "../../../../config/profiles";
import { record, type Recorded } from "../../../support/recorder";
import { account, estate } from "../../../support/samples";
import { at, json, Tree } from "../../../support/tree";

const size = profiles.production.operators;
const region = "us-east-1";
const rights = { estate, account, region, domain: "shop.example.com", hostedZoneId: "Z0123456789" };

const build = async (compute?: ComputeChoice, dns = true, queues: string[] = []): Promise<Tree> =>
  new Tree(
    await record(() => {
      const provider = new kubernetes.Provider(`${region}-kubernetes`, {});
      const providers = [new aws.Provider(`${region}-aws`, { region }), provider];
      const cluster = new kubernetes.core.v1.Namespace("cluster", {}, { provider });
      const { hostedZoneId: _, ...withoutZone } = rights;
      const onAws = compute && { aws: { rights: dns ? rights : withoutZone, compute }, cluster };
      return new Operators(`${region}-operators`, { estate, region, size, queues, ...onAws }, { providers });
    }),
  );

const releases = (tree: Tree): Recorded[] =>
  tree.all.filter(({ type }) => type === "kubernetes:helm.sh/v3:Release");
const release = (tree: Tree, name: string): Recorded =>
  tree.one("kubernetes:helm.sh/v3:Release", `${region}-${name}`);
const identities = (tree: Tree): string[] =>
  tree.all
    .filter(({ type }) => type === "platform:region:PodIdentity")
    .map(({ name }) => name)
    .sort();

describe("The operators of a region on Auto Mode", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build("auto");
  });

  test("are the catalogue's, each of its version, into its namespace, rolled back when it fails", () => {
    expect(releases(tree)).toHaveLength(6);
    for (const { name, chart, repository, version, namespace, crds, where } of operators) {
      if (where !== "everywhere") continue;
      const { inputs, deletedWith } = release(tree, name);
      expect(inputs).toMatchObject({
        name,
        chart,
        version,
        namespace,
        atomic: true,
        timeout: 600,
        maxHistory: 5,
        skipCrds: crds !== "folder",
      });
      expect(inputs.repositoryOpts).toEqual(repository === undefined ? undefined : { repo: repository });
      expect(deletedWith).toContain("::cluster");
    }
    const component = tree.one("platform:region:Operators");
    expect(tree.outputsOf(component)).toEqual({ summary: "6 releases, 5 groups of custom resources" });
  });

  test("take the definitions of the gateway from the chart's folder, and of all others from templates", () => {
    const unskipped = releases(tree).filter(({ inputs }) => inputs.skipCrds === false);
    expect(unskipped.map(({ name }) => name)).toEqual([`${region}-envoy-gateway`]);
  });

  test("are kept where they bring definitions: protected, and left where they are", () => {
    const kept = releases(tree).filter(({ protect, retainOnDelete }) => protect && retainOnDelete);
    expect(kept.map(({ name }) => name).sort()).toEqual(
      ["cert-manager", "envoy-gateway", "external-secrets", "prometheus-operator-crds"].map(
        (name) => `${region}-${name}`,
      ),
    );
    for (const one of releases(tree)) expect(one.protect).toBe(one.retainOnDelete);
  });

  test("wait for their namespace, for what they need, and for their role", () => {
    const waits = (name: string): string[] => tree.waitsFor(release(tree, name));
    expect(waits("prometheus-operator-crds")).toEqual([`${region}-monitoring`]);
    expect(waits("kube-prometheus-stack")).toEqual([
      `${region}-monitoring`,
      `${region}-prometheus-operator-crds`,
    ]);
    expect(waits("prometheus-adapter")).toEqual([
      `${region}-cert-manager`,
      `${region}-kube-prometheus-stack`,
      `${region}-monitoring`,
    ]);
    expect(waits("external-secrets")).toContain(`${region}-operators-external-secrets`);
    expect(waits("cert-manager")).toContain(`${region}-operators-cert-manager`);
  });

  test("stand in restricted namespaces, of which only the proxies' has gates for their readiness", () => {
    const namespaces = tree.all.filter(
      ({ type, name }) => type === "kubernetes:core/v1:Namespace" && name !== "cluster",
    );
    expect(namespaces.map((one) => at(one, "metadata", "name")).sort()).toEqual([
      "cert-manager",
      "envoy-gateway-system",
      "external-secrets",
      "monitoring",
    ]);
    for (const namespace of namespaces) {
      const labels = at(namespace, "metadata", "labels") as Record<string, string>;
      for (const mode of ["enforce", "audit", "warn"])
        expect(labels[`pod-security.kubernetes.io/${mode}`]).toBe("restricted");
      const gated = at(namespace, "metadata", "name") === "envoy-gateway-system";
      expect(labels["eks.amazonaws.com/pod-readiness-gate-inject"]).toBe(gated ? "enabled" : undefined);
      expect(namespace.deletedWith).toContain("::cluster");
      const denial = tree.one(
        "kubernetes:networking.k8s.io/v1:NetworkPolicy",
        `${namespace.name}-default-deny`,
      );
      expect(denial.inputs.spec).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"] });
      expect(at(denial, "metadata", "namespace")).toBe(at(namespace, "metadata", "name"));
    }
  });

  test("let cert-manager write the three records that prove our names, and no other", () => {
    const { Statement } = json(
      tree.one("aws:iam/rolePolicy:RolePolicy", `${region}-operators-cert-manager-policy`),
      "policy",
    ) as {
      Statement: { Action: string[]; Resource: string[]; Condition?: object }[];
    };
    const [write] = Statement;
    expect(write!.Action).toEqual(["route53:ChangeResourceRecordSets"]);
    expect(write!.Resource).toEqual(["arn:aws:route53:::hostedzone/Z0123456789"]);
    expect(write!.Condition).toEqual({
      "ForAllValues:StringEquals": {
        "route53:ChangeResourceRecordSetsNormalizedRecordNames": [
          "_acme-challenge.api.shop.example.com",
          "_acme-challenge.us-east-1.api.shop.example.com",
          "_acme-challenge.api.internal.shop.example.com",
        ],
        "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"],
      },
      Null: { "route53:ChangeResourceRecordSetsRecordTypes": "false" },
    });
    expect(Statement.slice(1).map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [["route53:ListResourceRecordSets"], ["arn:aws:route53:::hostedzone/Z0123456789"]],
      [["route53:GetChange"], ["arn:aws:route53:::change/*"]],
    ]);
  });

  test("let external-secrets read the environment's secrets of the region, with their key and for them alone", () => {
    const policy = tree.one("aws:iam/rolePolicy:RolePolicy", `${region}-operators-external-secrets-policy`);
    const { Statement } = json(policy, "policy") as { Statement: object[] };
    const secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:social-commerce-staging/*";
    expect(Statement).toEqual([
      {
        Sid: "ReadSecrets",
        Effect: "Allow",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: [secret],
      },
      {
        Sid: "DecryptSecrets",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: ["arn:aws:kms:us-east-1:111122223333:key/*"],
        Condition: {
          StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
          StringLike: { "kms:EncryptionContext:SecretARN": secret },
        },
      },
    ]);
  });

  test("hand the region's secrets to the services' namespace alone", () => {
    const store = tree.one("kubernetes:external-secrets.io/v1:ClusterSecretStore");
    expect(store.inputs.spec).toEqual({
      conditions: [{ namespaces: ["social-commerce-staging"] }],
      provider: { aws: { service: "SecretsManager", region: "us-east-1" } },
    });
    expect(tree.waitsFor(store)).toContain(`${region}-external-secrets`);
    expect(at(store, "metadata", "namespace")).toBeUndefined();
  });

  test("give a role to pods of the service account that the chart makes, and to no more operators than need one", () => {
    expect(identities(tree)).toEqual([
      "us-east-1-operators-cert-manager",
      "us-east-1-operators-external-secrets",
    ]);
    const roles = tree.all.filter(({ type }) => type.endsWith(":PodIdentityAssociation"));
    expect(roles.map(({ inputs }) => [inputs.namespace, inputs.serviceAccount]).sort()).toEqual([
      ["cert-manager", "cert-manager"],
      ["external-secrets", "external-secrets"],
    ]);
  });
});

describe("The operators of a region with node groups", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build("node-groups");
  });

  test("are two more, each in a namespace and with a role of its own", () => {
    expect(releases(tree)).toHaveLength(8);
    expect(release(tree, "aws-load-balancer-controller").inputs).toMatchObject({
      namespace: "aws-load-balancer",
      skipCrds: false,
    });
    expect(identities(tree)).toHaveLength(4);
    const gated = tree.one("kubernetes:core/v1:Namespace", `${region}-envoy-gateway-system`);
    expect(at(gated, "metadata", "labels", "elbv2.k8s.aws/pod-readiness-gate-inject")).toBe("enabled");
    expect(tree.outputsOf(tree.one("platform:region:Operators"))).toEqual({
      summary: "8 releases, 6 groups of custom resources",
    });
  });

  test.each([
    ["aws-load-balancer-controller", "eks:eks-cluster-name", "social-commerce-staging"],
    ["cluster-autoscaler", "k8s.io/cluster-autoscaler/social-commerce-staging", "owned"],
  ])("change with %s only what carries the cluster's tag", (name, tag, value) => {
    const policy = tree.one("aws:iam/rolePolicy:RolePolicy", `${region}-operators-${name}-policy`);
    const { Statement } = json(policy, "policy") as {
      Statement: { Action: string[]; Condition?: object }[];
    };
    const [change, look] = Statement;
    expect(change!.Condition).toEqual({ StringEquals: { [`aws:ResourceTag/${tag}`]: value } });
    for (const action of look!.Action) expect(action).toMatch(/:(Describe|Get)/u);
    expect(Statement).toHaveLength(2);
  });
});

describe("The operators of a cluster that was there", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build();
  });

  test("are those of Auto Mode, and nothing of AWS", () => {
    expect(releases(tree)).toHaveLength(6);
    expect(tree.of("aws")).toEqual([]);
    expect(identities(tree)).toEqual([]);
    expect(tree.all.filter(({ type }) => type.includes("ClusterSecretStore"))).toEqual([]);
    const gated = tree.one("kubernetes:core/v1:Namespace", `${region}-envoy-gateway-system`);
    expect(JSON.stringify(gated.inputs)).not.toContain("readiness-gate");
    for (const one of releases(tree)) expect(one.deletedWith).toBe("");
  });
});

test("Without a hosted zone cert-manager has no role", async () => {
  expect(identities(await build("auto", false))).toEqual(["us-east-1-operators-external-secrets"]);
});

describe("The exporter of the length of queues", () => {
  const name = "cloudwatch-exporter";
  const exported = (tree: Tree): Recorded[] => releases(tree).filter((one) => one.name.endsWith(name));
  const policies = (tree: Tree): string[] =>
    tree.all.flatMap((one) =>
      one.type === "kubernetes:networking.k8s.io/v1:NetworkPolicy" && one.name.includes("queue-lengths")
        ? [one.name]
        : [],
    );

  test("is there where pods follow queues, reads measures alone, and is reached by Prometheus alone", async () => {
    const tree = await build("auto", true, ["social-commerce-staging-cart-orders"]);
    const [one] = exported(tree);
    expect(at(one!, "values", "config")).toContain("social-commerce-staging-cart-orders");
    expect(tree.waitsFor(one!)).toEqual(
      expect.arrayContaining([`${region}-prometheus-operator-crds`, `${region}-operators-${name}`]),
    );
    expect(
      json(tree.one("aws:iam/rolePolicy:RolePolicy", `${region}-operators-${name}-policy`), "policy"),
    ).toMatchObject({
      Statement: [{ Effect: "Allow", Action: ["cloudwatch:GetMetricStatistics"], Resource: ["*"] }],
    });
    const policy = tree.one(
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      `${region}-monitoring-queue-lengths`,
    );
    expect(at(policy, "spec")).toMatchObject({
      podSelector: {
        matchLabels: { "app.kubernetes.io/name": "prometheus-yet-another-cloudwatch-exporter" },
      },
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } } }],
          ports: [{ port: 5000, protocol: "TCP" }],
        },
      ],
      egress: [{ to: [{ ipBlock: { cidr: "169.254.170.23/32" } }], ports: [{ port: 80 }] }],
    });
  });

  test("is not there where none does, nor on a cluster that was there", async () => {
    for (const tree of [await build("auto"), await build(undefined, true, ["queue"])]) {
      expect(exported(tree)).toEqual([]);
      expect(policies(tree)).toEqual([]);
    }
  });
});
