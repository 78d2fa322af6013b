import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

import type { MeshStage } from "../../../config/features";
import type { Profile } from "../../../config/profiles";
import type { ComputeChoice } from "../../../config/schema/nodes";
import { estateName, type Estate } from "../../lib/estate";
import type { MeshPlacements } from "../../mesh/mesh";
import { isInstalled, meshLabels } from "../../mesh/stage";
import { placed, type Crds, type Placement } from "../../service/placement";
import { PodIdentity } from "../cluster/pod-identity";
import {
  operatorsOf,
  privilegedNamespaces,
  type Operator,
  type OperatorName,
  type OperatorNamespaceName,
} from "./catalogue";
import { meshFlows, operatorFlows } from "./flows";
import { operatorRights, type IdentityContext } from "./identities";
import { OperatorNamespace } from "./operator-namespace";
import { secretManagerStore } from "./secret-store";
import { operatorValues } from "./values";

/** What {@link Operators} must be told. */
export interface OperatorsArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** Name of the region. */
  readonly region: string;
  /** Sizes of what is installed. */
  readonly size: Profile["operators"];
  /** How far the mesh is. @default none */
  readonly mesh?: MeshStage;
  /** The cluster, where the program made it. */
  readonly cluster?: pulumi.Resource | undefined;
  /** Names in AWS of the queues by whose length pods are added. @default none */
  readonly queues?: readonly string[];
  /** What operators need on AWS; absent elsewhere. */
  readonly aws?: {
    /** What their rights depend on. */
    readonly rights: IdentityContext;
    /** How nodes are made. */
    readonly compute: ComputeChoice;
  };
}

/**
 * The operators of a region's cluster, each a Helm release of an exact version, and the definitions of custom resources
 * that they bring. An update that fails, or takes too long, is rolled back by Helm.
 */
export class Operators extends pulumi.ComponentResource {
  /** What brings the definitions of each group of custom resources. */
  public readonly crds: Crds;
  /** What objects in the proxies' namespace depend on. */
  public readonly proxyPlacement: Placement;
  /** What objects in the mesh's namespaces depend on; absent where there is no mesh. */
  public readonly meshPlacements?: MeshPlacements;

  constructor(name: string, args: OperatorsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { cluster, aws, ...inputs } = args;
    const { queues = [] } = args;
    super("platform:region:Operators", name, { ...inputs, compute: aws?.compute ?? "existing" }, opts);
    const { mesh = "none" } = args;
    const installed = operatorsOf(aws?.compute, mesh, aws !== undefined && queues.length > 0);

    const namespaces = buildNamespaces(this, args, installed);
    const releases = new Map<OperatorName, kubernetes.helm.v3.Release>();
    for (const operator of inOrder(installed))
      releases.set(operator.name, buildRelease(this, args, operator, namespaces, releases));

    this.crds = definitions(installed, releases);
    this.proxyPlacement = { ...placementIn(namespaces, "envoy-gateway-system"), crds: this.crds };
    if (isInstalled(mesh))
      this.meshPlacements = {
        whole: { ...placementIn(namespaces, "istio-system"), crds: this.crds },
        nodes: { ...placementIn(namespaces, "istio-nodes"), crds: this.crds },
        proxies: this.proxyPlacement,
      };
    if (aws !== undefined) {
      const placement = { ...placementIn(namespaces, "external-secrets"), crds: this.crds };
      secretManagerStore(args.region, estateName(args.estate), placement, this);
    }
    const groups = Object.keys(this.crds).length;
    this.registerOutputs({ summary: `${releases.size} releases, ${groups} groups of custom resources` });
  }
}

type Namespaces = ReadonlyMap<OperatorNamespaceName, OperatorNamespace>;

function buildNamespaces(parent: Operators, args: OperatorsArgs, installed: readonly Operator[]): Namespaces {
  const { region, cluster, aws, mesh = "none" } = args;
  const names = new Set(installed.map(({ namespace }) => namespace));
  return new Map(
    [...names].map((namespace) => {
      const ofProxies = { ...readinessGates(aws?.compute), ...meshLabels(mesh) };
      const labels = namespace === "envoy-gateway-system" ? ofProxies : {};
      const flows = [...flowsOf(namespace, installed), ...meshFlows(namespace, mesh)];
      const privileged = privilegedNamespaces.includes(namespace);
      return [
        namespace,
        new OperatorNamespace(
          `${region}-${namespace}`,
          { region, namespace, flows, labels, cluster, ...(privileged && { privileged }) },
          { parent },
        ),
      ] as const;
    }),
  );
}

/** Ways in and out of a namespace, of those who are there. */
function flowsOf(namespace: OperatorNamespaceName, installed: readonly Operator[]) {
  return operatorFlows[namespace].filter(
    ({ of }) => of === undefined || installed.some(({ name }) => name === of),
  );
}

/**
 * A proxy counts as ready when the front door has it, so that a roll-out never runs ahead of the load balancer. Source:
 * Amazon EKS user guide, and the load balancer controller's, "Pod readiness gate"; unproved.
 */
function readinessGates(compute?: ComputeChoice): Record<string, string> {
  if (compute === undefined) return {};
  const owner = compute === "auto" ? "eks.amazonaws.com" : "elbv2.k8s.aws";
  return { [`${owner}/pod-readiness-gate-inject`]: "enabled" };
}

/** Each after what it needs. */
function inOrder(installed: readonly Operator[]): Operator[] {
  const ordered: Operator[] = [];
  const visit = (operator: Operator): void => {
    if (ordered.includes(operator)) return;
    installed.filter(({ name }) => operator.after.includes(name)).forEach(visit);
    ordered.push(operator);
  };
  installed.forEach(visit);
  return ordered;
}

/** Seconds until a release that is not ready is rolled back. */
const releaseSeconds = 600;

function buildRelease(
  parent: Operators,
  args: OperatorsArgs,
  operator: Operator,
  namespaces: Namespaces,
  releases: ReadonlyMap<OperatorName, pulumi.Resource>,
): kubernetes.helm.v3.Release {
  const { name, chart, repository, version, namespace, crds, after } = operator;
  const placement = placementIn(namespaces, namespace);
  const base = placed(parent, placement);
  const identity = buildIdentity(parent, args, operator);
  const first = after.flatMap((other) => releases.get(other) ?? []);
  return new kubernetes.helm.v3.Release(
    `${args.region}-${name}`,
    {
      name,
      chart,
      ...(repository !== undefined && { repositoryOpts: { repo: repository } }),
      version,
      namespace,
      values: operatorValues[name](valuesContext(args)),
      skipCrds: crds !== "folder",
      atomic: true,
      timeout: releaseSeconds,
      maxHistory: 5,
    },
    { ...base, ...kept(operator), dependsOn: [placement.namespace, ...first, ...identity] },
  );
}

/**
 * Who brings definitions is not deleted by accident, and leaves them where they are when it is. The mesh may go and come
 * back: its chart keeps its definitions, and a release that were left behind would stand in the way of the next one.
 */
function kept({ brings, where }: Operator): pulumi.CustomResourceOptions {
  return brings.length > 0 && where !== "mesh" ? { protect: true, retainOnDelete: true } : {};
}

function valuesContext({ estate, region, size, queues }: OperatorsArgs) {
  return { region, estateName: estateName(estate), size, queues };
}

function placementIn(namespaces: Namespaces, name: OperatorNamespaceName): Placement {
  const made = namespaces.get(name);
  if (made === undefined) throw new RangeError(`no operator is in ${name}`);
  return made.placement;
}

/** The role of an operator that needs one; pods that start before it would not get it. */
function buildIdentity(
  parent: Operators,
  { estate, region, aws, cluster }: OperatorsArgs,
  { name, namespace, serviceAccount }: Operator,
): pulumi.Resource[] {
  if (aws === undefined || serviceAccount === undefined) return [];
  const statements = operatorRights[name]?.(aws.rights) ?? [];
  if (statements.length === 0) return [];
  const { account } = aws.rights;
  const { association } = new PodIdentity(
    `${region}-operators-${name}`,
    {
      estate,
      account,
      region,
      purpose: name,
      namespace,
      serviceAccount,
      statements,
      after: cluster ? [cluster] : [],
    },
    { parent },
  );
  return [association];
}

function definitions(
  installed: readonly Operator[],
  releases: ReadonlyMap<OperatorName, pulumi.Resource>,
): Crds {
  const entries = installed.flatMap(({ name, brings }) =>
    brings.map((group) => [group, releases.get(name)] as const),
  );
  return Object.fromEntries(entries);
}
