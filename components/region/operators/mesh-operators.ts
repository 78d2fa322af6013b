import type { Operator } from "./catalogue";

/** Source: istio.io, "Install with Helm" for ambient mode. */
const istioCharts = "https://istio-release.storage.googleapis.com/charts";

/**
 * Of Istio: charts, control plane and agents are of one version. 1.31 is the first whose code is written against Gateway
 * API 1.6, and the support of 1.30 ends this month. Istio's table names Kubernetes 1.32 to 1.36 for 1.30 and for what was
 * to be 1.31.
 */
const istioVersion = "1.31.1";
const istioSource = (folder: string): string =>
  `Go module istio.io/istio of branch release-1.31 (commit eed52ebb66ad), manifests/charts/${folder}`;

/** What the mesh is made of, in the order in which it is installed. */
export const meshOperators: readonly Operator[] = [
  {
    name: "istio-base",
    chart: "base",
    repository: istioCharts,
    version: istioVersion,
    source: istioSource("base"),
    namespace: "istio-system",
    why: "definitions of who may connect to whom, kept by their own annotation when the mesh goes",
    crds: "templates",
    brings: ["security.istio.io"],
    after: [],
    where: "mesh",
  },
  {
    name: "istiod",
    chart: "istiod",
    repository: istioCharts,
    version: istioVersion,
    source: istioSource("istio-control/istio-discovery"),
    namespace: "istio-system",
    serviceAccount: "istiod",
    why: "certificate authority of the mesh, and what tells each node's agent of pods and policies",
    crds: "none",
    brings: [],
    after: ["istio-base"],
    where: "mesh",
  },
  {
    name: "istio-cni",
    chart: "cni",
    repository: istioCharts,
    version: istioVersion,
    source: istioSource("istio-cni"),
    namespace: "istio-nodes",
    serviceAccount: "istio-cni",
    why: "brings each pod of the mesh to its node's agent, without a restart",
    crds: "none",
    brings: [],
    after: ["istiod"],
    where: "mesh",
  },
  {
    name: "ztunnel",
    chart: "ztunnel",
    repository: istioCharts,
    version: istioVersion,
    source: istioSource("ztunnel"),
    namespace: "istio-nodes",
    serviceAccount: "ztunnel",
    why: "agent of each node that encrypts what its pods say, and lets in whom policies name",
    crds: "none",
    brings: [],
    after: ["istiod", "istio-cni"],
    where: "mesh",
  },
];
