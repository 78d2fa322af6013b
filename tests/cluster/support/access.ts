import type { KubernetesApi, Person } from "./api";

/** A verb on a resource: `patch apps/deployments/scale`. The core group has no name: `get /secrets`. */
export type Asked = string;

/** What a tenant's people want, and what would make them more than that. */
export const work: { readonly own: readonly Asked[]; readonly others: readonly Asked[] } = {
  own: [
    ...["create apps/deployments", "patch apps/deployments/scale", "delete apps/statefulsets"],
    ...[
      "create batch/jobs",
      "update autoscaling/horizontalpodautoscalers",
      "create policy/poddisruptionbudgets",
    ],
    ...["list /pods", "delete /pods", "get /pods/log", "create /services", "create /secrets"],
    ...[
      "get /resourcequotas",
      "get networking.k8s.io/networkpolicies",
      "list rbac.authorization.k8s.io/roles",
    ],
  ],
  others: [
    ...["get /secrets", "list /secrets", "watch /secrets", "create /pods", "create /pods/exec"],
    ...["create /pods/portforward", "update /pods/ephemeralcontainers", "create apps/daemonsets"],
    ...["update /resourcequotas", "delete /limitranges", "patch networking.k8s.io/networkpolicies"],
    ...["create /serviceaccounts", "create /serviceaccounts/token", "impersonate /serviceaccounts"],
    ...["create rbac.authorization.k8s.io/rolebindings", "update rbac.authorization.k8s.io/roles"],
    ...["bind rbac.authorization.k8s.io/roles", "escalate rbac.authorization.k8s.io/roles"],
    ...["create gateway.networking.k8s.io/httproutes", "create networking.k8s.io/ingresses"],
    ...["update /namespaces", "delete /namespaces"],
  ],
};

/** Those of what is asked that the server lets the person do, in the namespace or, without one, in all of them. */
export async function allowedTo(
  client: KubernetesApi,
  { user, groups }: Person,
  namespace: string | undefined,
  asked: readonly Asked[],
): Promise<Asked[]> {
  const answers = await Promise.all(
    asked.map(async (each) => {
      const [verb, path] = each.split(" ") as [verb: string, path: string];
      const [group, resource, subresource] = path.split("/");
      const resourceAttributes = { verb, group, resource, subresource, namespace };
      const review = (await client.request("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", {
        ...{ apiVersion: "authorization.k8s.io/v1", kind: "SubjectAccessReview" },
        spec: { user, groups, resourceAttributes },
      })) as { status: { allowed: boolean } };
      return review.status.allowed;
    }),
  );
  return asked.filter((_, index) => answers[index]);
}
