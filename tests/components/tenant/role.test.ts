import { tenantRules } from "../../../components/tenant/role";

/** `resource verb` of everything that the people of a tenant may do. */
const allowed = new Set(
  (tenantRules as readonly { resources: string[]; verbs: string[] }[]).flatMap(({ resources, verbs }) =>
    resources.flatMap((resource) => verbs.map((verb) => `${resource} ${verb}`)),
  ),
);

const may = (resource: string): string[] =>
  [...allowed].flatMap((pair) => (pair.startsWith(`${resource} `) ? [pair.split(" ")[1]!] : [])).sort();

const reading = ["get", "list", "watch"];

describe("The people of a tenant", () => {
  test.each([
    "deployments",
    "statefulsets",
    "jobs",
    "cronjobs",
    "services",
    "configmaps",
    "persistentvolumeclaims",
  ])("run %s", (resource) => {
    expect(may(resource)).toEqual(["create", "delete", "get", "list", "patch", "update", "watch"]);
  });

  test.each(["resourcequotas", "limitranges", "networkpolicies", "roles", "rolebindings", "serviceaccounts"])(
    "see %s and cannot change them, because what its subject can write limits nobody",
    (resource) => {
      expect(may(resource)).toEqual(reading);
    },
  );

  test("write secrets, and read none back", () => {
    expect(may("secrets")).toEqual(["create", "delete", "patch", "update"]);
  });

  test.each([
    "pods/exec",
    "pods/attach",
    "pods/portforward",
    "serviceaccounts/token",
    "namespaces",
    "httproutes",
  ])("have no %s", (resource) => {
    expect(may(resource)).toEqual([]);
  });

  test("restart a pod and read its log, and start none that nothing looks after", () => {
    expect(may("pods")).toEqual(["delete", ...reading]);
    expect(may("pods/log")).toEqual(reading);
  });

  test("have no wildcard, and no verb that leads to more", () => {
    for (const pair of allowed) expect(pair).not.toMatch(/\*|bind$|escalate|impersonate/u);
  });
});
