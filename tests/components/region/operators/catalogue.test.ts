import { externalRules } from "../../../../components/region/operators/external-metrics";
import { operators, operatorsOf } from "../../../../components/region/operators/catalogue";
import { operatorFlows } from "../../../../components/region/operators/flows";
import { operatorRights } from "../../../../components/region/operators/identities";
import { operatorValues } from "../../../../components/region/operators/values";
import { profiles } from "../../../../config/profiles";

const names = (compute?: "auto" | "node-groups"): string[] => operatorsOf(compute).map(({ name }) => name);
const ofMesh = ["istio-base", "istiod", "istio-cni", "ztunnel"];
const onNodeGroups = ["aws-load-balancer-controller", "cluster-autoscaler"];

describe("The catalogue of operators", () => {
  test("has two more where nodes are node groups, and is the same on Auto Mode and on a cluster that was there", () => {
    expect(names("node-groups").filter((name) => !names("auto").includes(name))).toEqual(onNodeGroups);
    expect(names("auto")).toEqual(names());
    expect([...names("node-groups"), "cloudwatch-exporter", ...ofMesh].sort()).toEqual(
      operators.map(({ name }) => name).sort(),
    );
  });

  test("has four more where there is a mesh, at whatever stage, all of one version", () => {
    for (const stage of ["installed", "permissive", "strict"] as const)
      expect(operatorsOf("auto", stage).map(({ name }) => name)).toEqual([...names("auto"), ...ofMesh]);
    expect(operatorsOf("auto", "none").map(({ name }) => name)).toEqual(names("auto"));
    const mesh = operators.filter(({ where }) => where === "mesh");
    expect(new Set(mesh.map(({ version, repository }) => `${version} ${repository!}`)).size).toBe(1);
  });

  test("has an exporter where pods follow queues, and nowhere else", () => {
    const more = operatorsOf("auto", "none", true).filter(({ name }) => !names("auto").includes(name));
    expect(more.map(({ name }) => name)).toEqual(["cloudwatch-exporter"]);
    expect(names("node-groups")).not.toContain("cloudwatch-exporter");
  });

  test("names each once, in an exact version, with where it was read and what it is for", () => {
    expect(new Set(operators.map(({ name }) => name)).size).toBe(operators.length);
    for (const { version, source, why } of operators) {
      expect(version).toMatch(/^v?\d+\.\d+\.\d+$/u);
      expect(source).toMatch(/\//u);
      expect(why).not.toBe("");
    }
  });

  test("takes charts from an address of their own or from a repository, never from both or neither, and never in the clear", () => {
    for (const { chart, repository } of operators)
      expect(chart.startsWith("oci://") ? [repository] : [repository?.slice(0, 8)]).toEqual([
        chart.startsWith("oci://") ? undefined : "https://",
      ]);
  });

  test("brings each group of definitions once, and says how", () => {
    const brought = operators.flatMap(({ brings }) => brings);
    expect(new Set(brought).size).toBe(brought.length);
    for (const { crds, brings } of operators) expect(crds === "none").toBe(brings.length === 0);
  });

  test("has the definitions of Prometheus' operator fit the operator: of one version of it", () => {
    const operatorVersion = (chart: string): string | undefined =>
      /\(operator (.*)\)/u.exec(operators.find(({ name }) => name === chart)!.source)?.[1];
    expect(operatorVersion("prometheus-operator-crds")).toBe("0.93.1");
    expect(operatorVersion("kube-prometheus-stack")).toBe(operatorVersion("prometheus-operator-crds"));
  });

  test("needs only what it has", () => {
    for (const { after, where } of operators) {
      const there = {
        everywhere: names(),
        "node-groups": names("node-groups"),
        mesh: [...names(), ...ofMesh],
        queues: names(),
      }[where];
      expect(after.filter((name) => !there.includes(name))).toEqual([]);
    }
  });

  test("has rights only for those that run as somebody", () => {
    for (const name of Object.keys(operatorRights))
      expect(operators.find((one) => one.name === name)?.serviceAccount).toBeDefined();
  });

  test("says of each namespace what may flow in it", () => {
    const namespaces = new Set(operators.map(({ namespace }) => namespace));
    expect(Object.keys(operatorFlows).sort()).toEqual([...namespaces].sort());
  });
});

const values = (name: keyof typeof operatorValues, environment: keyof typeof profiles = "production") =>
  operatorValues[name]({
    region: "us-east-1",
    estateName: "social-commerce-production",
    size: profiles[environment].operators,
  });

describe("The values of a chart", () => {
  test("keep every definition of a custom resource when the release goes", () => {
    const keep = { "helm.sh/resource-policy": "keep" };
    expect(values("cert-manager").crds).toEqual({ enabled: true, keep: true });
    expect(values("external-secrets").crds).toEqual({ annotations: keep });
    expect(values("prometheus-operator-crds").crds).toEqual({ annotations: keep });
    expect(values("kube-prometheus-stack").crds).toEqual({ enabled: false });
    expect(values("envoy-gateway").crds).toEqual({ enabled: true });
  });

  test("have two of everything over zones in production, with a budget, and one without in development", () => {
    const counted = (environment: "development" | "production") => {
      const manager = values("cert-manager", environment);
      const secrets = values("external-secrets", environment);
      return [manager, manager.webhook, manager.cainjector, secrets, secrets.webhook, secrets.certController];
    };
    for (const deployment of counted("production"))
      expect(deployment).toMatchObject({
        replicaCount: 2,
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
        resources: { limits: { memory: "512Mi" } },
        topologySpreadConstraints: [{ topologyKey: "topology.kubernetes.io/zone" }],
      });
    for (const deployment of counted("development"))
      expect(deployment).toMatchObject({ replicaCount: 1, podDisruptionBudget: { enabled: false } });
    const budget = { minAvailable: 1 };
    expect(values("envoy-gateway")).toMatchObject({
      deployment: { replicas: 2 },
      podDisruptionBudget: budget,
    });
    expect(values("envoy-gateway", "development")).toMatchObject({
      podDisruptionBudget: { minAvailable: 0 },
    });
    expect(values("prometheus-adapter").replicas).toBe(2);
  });

  test("spread pods by labels that the chart gives them", () => {
    const spreadBy = (deployment: unknown) =>
      (deployment as { topologySpreadConstraints: { labelSelector: object }[] }).topologySpreadConstraints[0]!
        .labelSelector;
    const of = (name: string, instance: string): object => ({
      matchLabels: { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": instance },
    });
    const manager = values("cert-manager");
    expect(spreadBy(manager)).toEqual(of("cert-manager", "cert-manager"));
    expect(spreadBy(manager.webhook)).toEqual(of("webhook", "cert-manager"));
    expect(spreadBy(values("external-secrets").webhook)).toEqual(
      of("external-secrets-webhook", "external-secrets"),
    );
    const byName = (name: string): object => ({ matchLabels: { "app.kubernetes.io/name": name } });
    expect(spreadBy(values("prometheus-adapter"))).toEqual(byName("prometheus-adapter"));
    expect(spreadBy(values("aws-load-balancer-controller"))).toEqual(byName("aws-load-balancer-controller"));
    expect(spreadBy(values("cluster-autoscaler"))).toEqual(byName("aws-cluster-autoscaler"));
  });

  test("read series every 15 s and keep them 30 days on 100 Gi, of which some stay free (R19)", () => {
    const stack = values("kube-prometheus-stack") as {
      prometheus: { podDisruptionBudget: object; prometheusSpec: Record<string, unknown> };
    };
    expect(stack.prometheus.podDisruptionBudget).toEqual({ enabled: true, minAvailable: 1 });
    expect(stack.prometheus.prometheusSpec).toMatchObject({
      replicas: 2,
      scrapeInterval: "15s",
      evaluationInterval: "15s",
      retention: "30d",
      retentionSize: "85GiB",
      resources: { limits: { memory: "8Gi" } },
      externalLabels: { region: "us-east-1", environment: "social-commerce-production" },
      ruleSelector: { matchLabels: { prometheus: "platform" } },
      ruleNamespaceSelector: {},
      podMonitorSelector: { matchLabels: { prometheus: "platform" } },
      podMonitorNamespaceSelector: {},
      serviceMonitorSelectorNilUsesHelmValues: false,
      storageSpec: {
        volumeClaimTemplate: { spec: { resources: { requests: { storage: "100Gi" } } } },
      },
    });
  });

  test("read containers' series no oftener than all others, which the chart would", () => {
    const stack = values("kube-prometheus-stack") as {
      prometheus: { prometheusSpec: { scrapeInterval: string } };
      kubelet: { serviceMonitor: { cAdvisorInterval: string } };
    };
    expect(stack.kubelet.serviceMonitor.cAdvisorInterval).toBe(
      stack.prometheus.prometheusSpec.scrapeInterval,
    );
  });

  test("limit the memory of what charts leave without: the job of Envoy's certificates and Prometheus' reloader", () => {
    expect(values("envoy-gateway").certgen).toMatchObject({
      job: { resources: { limits: { memory: "512Mi" } } },
    });
    expect(values("kube-prometheus-stack").prometheusOperator).toMatchObject({
      prometheusConfigReloader: {
        resources: { requests: { cpu: "10m", memory: "50Mi" }, limits: { memory: "50Mi" } },
      },
    });
  });

  test("install nothing of the stack that is not configured: no Alertmanager, no Grafana, no rules of others", () => {
    expect(values("kube-prometheus-stack")).toMatchObject({
      defaultRules: { create: false },
      alertmanager: { enabled: false },
      grafana: { enabled: false },
      nodeExporter: { enabled: false },
      kubeProxy: { enabled: false },
      coreDns: { enabled: false },
      prometheusOperator: { admissionWebhooks: { enabled: false }, tls: { enabled: false } },
    });
  });

  test("let the adapter ask the Prometheus that is there, with a certificate, for what autoscalers ask alone", () => {
    const { fullnameOverride } = values("kube-prometheus-stack") as { fullnameOverride: string };
    expect(values("prometheus-adapter")).toMatchObject({
      prometheus: { url: `http://${fullnameOverride}-prometheus.monitoring.svc`, port: 9090 },
      certManager: { enabled: true },
      rules: { default: false, custom: [], external: externalRules() },
    });
  });

  test("ask CloudWatch each minute for the length of each queue, and for nothing else", () => {
    const queues = ["social-commerce-production-cart-orders", "social-commerce-production-mails"];
    const { config, ...rest } = operatorValues["cloudwatch-exporter"]({
      ...{ region: "us-east-1", estateName: "social-commerce-production", queues },
      size: profiles.production.operators,
    });
    expect(rest).toMatchObject({
      fullnameOverride: "cloudwatch-exporter",
      serviceAccount: { name: "cloudwatch-exporter", automountServiceAccountToken: false },
      serviceMonitor: { enabled: true },
      testConnection: false,
      extraArgs: { "scraping-interval": 60 },
      podSecurityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
      resources: { limits: { memory: "512Mi" } },
    });
    // As the exporter of 0.67.0 reads it: it warned of no field, and made a series called as the rules have it.
    expect(JSON.parse(config as string)).toEqual({
      apiVersion: "v1alpha1",
      "sts-region": "us-east-1",
      static: queues.map((queue) => ({
        name: queue,
        namespace: "AWS/SQS",
        regions: ["us-east-1"],
        dimensions: [{ name: "QueueName", value: queue }],
        metrics: [
          {
            name: "ApproximateNumberOfMessagesVisible",
            statistics: ["Maximum"],
            ...{ period: 60, length: 300 },
          },
        ],
      })),
    });
    expect(values("cloudwatch-exporter").config).toContain('"static":[]');
  });

  test("let only issuers of the cluster use the role of cert-manager's pods", () => {
    expect(values("cert-manager").config).toMatchObject({
      issuerAmbientCredentials: false,
      clusterIssuerAmbientCredentials: true,
    });
    expect(values("cert-manager").global).toEqual({ leaderElection: { namespace: "cert-manager" } });
    expect(values("external-secrets")).toMatchObject({ leaderElect: true, processPushSecret: false });
    expect(values("envoy-gateway").topologyInjector).toEqual({ enabled: false });
  });

  test("let the load balancer controller bind targets, and make nothing of its own", () => {
    expect(values("aws-load-balancer-controller")).toMatchObject({
      clusterName: "social-commerce-production",
      region: "us-east-1",
      createIngressClassResource: false,
      ingressClassParams: { create: false },
      enableServiceMutatorWebhook: false,
      enableBackendSecurityGroup: false,
      vpcTags: { Name: "us-east-1-vpc" },
    });
  });

  test.each(onNodeGroups)("restrict the pods of %s, whose chart does not", (name) => {
    const { podSecurityContext, securityContext, containerSecurityContext } = values(
      name as "cluster-autoscaler",
    );
    const pod = podSecurityContext ?? securityContext;
    const container = containerSecurityContext ?? securityContext;
    expect(pod).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    expect(container).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  });
});
