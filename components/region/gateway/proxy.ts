import type { IEnvoyProxy } from "@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1/EnvoyProxy";
import type { IPodMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor";

import type { Profile } from "../../../config/profiles";
import { inboundBypass } from "../../mesh/stage";
import { lifecycle } from "../../service/lifecycle";
import { gateway, proxyDrainSeconds, proxyLabels } from "./gateway";

type ProxySpec = NonNullable<IEnvoyProxy["spec"]>;
type PodMonitorSpec = NonNullable<IPodMonitor["spec"]>;

/** Where users come from: a load balancer of ours, or one that the cluster makes for the Service. */
export type Entrance = "front-door" | "service";

/** The proxies: as many as the load asks for, over zones, leaving one at a time and finishing what they have begun. */
export function proxySpec(proxies: Profile["operators"]["proxies"], entrance: Entrance): ProxySpec {
  const selector = { matchLabels: proxyLabels };
  return {
    provider: {
      type: "Kubernetes",
      kubernetes: {
        envoyService: serviceSpec(entrance),
        // A name of ours, by which services know the proxies where there is a mesh.
        envoyServiceAccount: { name: gateway.proxyService },
        envoyDeployment: {
          // A new proxy is there before an old one goes.
          strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" } },
          container: { resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { memory: "1Gi" } } },
          pod: {
            // Users and load balancers are in no mesh. Always there, so that no switch of the mesh restarts a proxy.
            annotations: inboundBypass,
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: "topology.kubernetes.io/zone",
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: selector,
              },
            ],
          },
        },
        envoyHpa: {
          minReplicas: proxies.min,
          maxReplicas: proxies.max,
          metrics: [
            {
              type: "Resource",
              resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } },
            },
          ],
        },
        envoyPDB: { maxUnavailable: 1 },
      },
    },
    shutdown: shutdownSpec(),
    telemetry: { metrics: { prometheus: { disable: false } } },
  };
}

/** With a front door of ours, no load balancer is made for the Service, whose address nobody would know beforehand. */
function serviceSpec(entrance: Entrance) {
  return entrance === "front-door"
    ? ({ type: "ClusterIP", name: gateway.proxyService } as const)
    : // Local: the client's address stays as it is.
      ({ type: "LoadBalancer", name: gateway.proxyService, externalTrafficPolicy: "Local" } as const);
}

/** A proxy that goes answers for as long as the front door may still send it something, and then finishes the longest request. */
function shutdownSpec(): NonNullable<ProxySpec["shutdown"]> {
  const { longestRequestSeconds, closingSeconds } = lifecycle;
  return {
    minDrainDuration: `${proxyDrainSeconds}s`,
    drainTimeout: `${proxyDrainSeconds + longestRequestSeconds + closingSeconds}s`,
  };
}

/**
 * Has Prometheus read the series of the proxies, by which objectives are measured. Source of the port and the path:
 * Envoy Gateway, internal/infrastructure/kubernetes/proxy.
 */
export const proxyMonitorSpec: PodMonitorSpec = {
  selector: { matchLabels: proxyLabels },
  podMetricsEndpoints: [{ port: "metrics", path: "/stats/prometheus" }],
};
