import { compare } from "../../../tools/preview/compare/comparison";
import { withIgnored } from "../../../tools/preview/compare/ignore";
import { covers, formatPath, parsePath } from "../../../tools/preview/compare/paths";
import { propertyChanges } from "../../../tools/preview/compare/properties";
import { showChange } from "../../../tools/preview/compare/words";
import type { PlanResource, PlanValue } from "../../../tools/preview/plan";
import { planWith, resource, urn } from "./plans";

/** What changes between two sets of resources. */
const between = (before: PlanResource[], after: PlanResource[]) =>
  compare({ label: "former", plan: planWith(...before) }, planWith(...after), []);

/** The headlines, as `meaning subject text [regions] objects`. */
const lines = (before: PlanResource[], after: PlanResource[]) =>
  between(before, after).headlines.map(
    ({ meaning, subject, text, regions, objects }) =>
      `${meaning} · ${subject} · ${text} · ${regions.join(" ")} · ${objects}`,
  );

describe("paths", () => {
  it.each([
    ["spec.rules[0].name", ["spec", "rules", 0, "name"]],
    ['metadata.annotations["pulumi.com/x"]', ["metadata", "annotations", "pulumi.com/x"]],
    ["a.*[*].b", ["a", "*", "*", "b"]],
  ])("%s is read, and written again", (text, path) => {
    expect(parsePath(text)).toEqual(path);
    if (!text.includes("*")) expect(formatPath(path)).toBe(text);
  });

  it("cover what is below them, with wildcards", () => {
    expect(covers(["spec", "*"], ["spec", 0, "deep"])).toBe(true);
    expect(covers(["spec", "a"], ["spec"])).toBe(false);
    expect(covers(["spec"], ["status"])).toBe(false);
  });
});

describe("the properties that differ", () => {
  const shown = (before: Record<string, PlanValue>, after: Record<string, PlanValue>) =>
    propertyChanges(before, after).map((change) => `${change.shown}: ${showChange(change)}`);

  it("are named by their path; what comes or goes as a whole is one", () => {
    expect(
      shown({ a: { b: 1, "c.d": true }, gone: [1, 2] }, { a: { b: 2, "c.d": false }, new: { x: 1 } }),
    ).toEqual(["a.b: 1 → 2", 'a["c.d"]: true → false', "gone: [1,2] → nothing", 'new: nothing → {"x":1}']);
  });

  it("are told by name in a list of named things, unless the order differs too", () => {
    const named = (name: string, image: string) => ({ name, image });
    expect(
      shown(
        { l: [named("a", "1"), named("b", "1")] },
        { l: [named("new", "1"), named("a", "1"), named("b", "2")] },
      ),
    ).toEqual(['l[new]: nothing → {"name":"new","image":"1"}', "l[b].image: 1 → 2"]);
    expect(
      shown({ l: [named("a", "1"), named("b", "1")] }, { l: [named("b", "1"), named("a", "1")] }),
    ).toEqual(["l[0].name: a → b", "l[1].name: b → a"]);
    expect(shown({ l: [1, 2] }, { l: [1, 3, 4] })).toEqual(["l[1]: 2 → 3", "l[2]: nothing → 4"]);
  });

  it("show where long texts begin to differ", () => {
    const change = { before: `${"x".repeat(80)}one`, after: `${"x".repeat(80)}two` };
    expect(showChange(change)).toBe(`…${"x".repeat(12)}one → …${"x".repeat(12)}two`);
  });
});

describe("ignoreChanges", () => {
  const before = {
    spec: {
      replicas: 3,
      list: [
        { a: 1, b: 1 },
        { a: 1, b: 1 },
      ],
    },
    old: 1,
  };
  const after = { spec: { replicas: 5, list: [{ a: 2, b: 2 }, { a: 2, b: 2 }, { a: 2 }] }, new: 1 };

  it("keeps the old value where it says so, in lists and everywhere below a wildcard", () => {
    expect(
      withIgnored(after, before, ["spec.replicas", "spec.list[*].a", "spec.list[0].b", "old", "new"]),
    ).toEqual({
      spec: { replicas: 3, list: [{ a: 1, b: 1 }, { a: 1, b: 2 }, { a: 2 }] },
      old: 1,
    });
    expect(withIgnored(after, before, ["*"])).toEqual(before);
    expect(withIgnored(after, before, ["spec.nowhere.deep", "gone"])).toEqual(after);
  });
});

describe("what a resource was before", () => {
  const type = "aws:s3/bucket:Bucket";
  const component = "platform:index:Store";

  it("is found by an alias, and by what a parent's alias makes of it", () => {
    const bucketOf = (parent: PlanResource, name: string) =>
      resource({ type, name, parent: parent.urn, urn: urn(`${parent.type}$${type}`, name) });
    const old = resource({ type: "platform:old:Shop", name: "shop", custom: false });
    const now = resource({ type: component, name: "store", custom: false, aliases: [old.urn] });
    const { changes, headlines } = between(
      [old, bucketOf(old, "shop-orders")],
      [now, bucketOf(now, "store-orders")],
    );
    expect(changes.map(({ action }) => action)).toEqual(["moved"]);
    expect(headlines[0]?.text).toBe("renamed, was shop-orders");
  });

  it("is not taken from a resource that still exists, and a component is no object", () => {
    const kept = resource({ type, name: "kept" });
    const thief = resource({ type, name: "thief", aliases: [kept.urn] });
    const inside = resource({ type: component, name: "c", custom: false, inputs: { a: 1 } });
    const { changes } = between([kept, inside], [kept, thief, { ...inside, inputs: { a: 2 } }]);
    expect(changes.map(({ action, resource: { name } }) => `${action} ${name}`)).toEqual(["added thief"]);
  });

  it("differs in what is not known yet, when that comes from something else", () => {
    const [a, b] = [
      resource({ type: "aws:kms/key:Key", name: "a" }),
      resource({ type: "aws:kms/key:Key", name: "b" }),
    ];
    const group = (key: PlanResource) =>
      resource({
        type: "aws:cloudwatch/logGroup:LogGroup",
        name: "logs",
        inputs: { kmsKeyId: "[unknown]" },
        propertyDependencies: { kmsKeyId: [key.urn] },
      });
    expect(lines([a, b, group(a)], [a, b, group(b)])).toEqual([
      "structure · logs (LogGroup) · kmsKeyId [unknown] from a (Key) → [unknown] from b (Key) ·  · 1",
    ]);
    expect(lines([a, b, group(a)], [a, b, group(a)])).toEqual([]);
  });
});

describe("headlines", () => {
  const labels = { "app.kubernetes.io/name": "cart", colour: "green" };
  const deployment = (region: string, version: string, image: string, replicas = 1) =>
    resource({
      type: "kubernetes:apps/v1:Deployment",
      name: `${region}-cart-green`,
      region,
      inputs: {
        metadata: { name: "cart-green", labels },
        spec: {
          replicas,
          template: {
            metadata: { labels: { "app.kubernetes.io/version": version } },
            spec: { containers: [{ name: "cart", image }] },
          },
        },
      },
    });
  const autoscaler = (region: string, minReplicas: number, maxReplicas: number) =>
    resource({
      type: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
      name: `${region}-cart-green`,
      region,
      inputs: {
        metadata: { name: "cart-green", labels },
        spec: { minReplicas, maxReplicas, metrics: [minReplicas > 5] },
      },
    });

  it("join a release across regions and tell it from scaling, even of one object", () => {
    const all = (version: string, image: string, replicas?: number) =>
      ["east", "west"].map((region) => deployment(region, version, image, replicas));
    expect(lines(all("1.8.1", "cart:1"), all("1.9.0", "cart:2", 4))).toEqual([
      "release · cart · green 1.8.1 → 1.9.0 · east west · 2",
      "scale · cart · green replicas 1 → 4 · east west · 2",
    ]);
  });

  it("name the image where the version stays", () => {
    const digest = (digit: string) => `r/cart@sha256:${digit.repeat(64)}`;
    expect(lines([deployment("east", "1", digest("a"))], [deployment("east", "1", digest("b"))])).toEqual([
      "release · cart · green 1, image aaaaaaa → bbbbbbb · east · 1",
    ]);
  });

  it("have the floor before the ceiling, and what else changes apart", () => {
    expect(lines([autoscaler("east", 3, 10)], [autoscaler("east", 6, 20)])).toEqual([
      "scale · cart · green min 3 → 6, max 10 → 20 · east · 1",
      "structure · cart-green (HorizontalPodAutoscaler) · spec.metrics[0] false → true · east · 1",
    ]);
  });

  it("know the weights of DNS records, and no other weight", () => {
    const record = (weight: number) =>
      resource({
        type: "aws:route53/record:Record",
        name: "dns-east",
        region: "us-east-1",
        inputs: {
          name: "api.example.com",
          setIdentifier: "east",
          weightedRoutingPolicies: [{ weight }],
          ttl: weight,
        },
      });
    const rule = (weight: number) => resource({ type: "aws:lb/rule:Rule", name: "rule", inputs: { weight } });
    expect(lines([record(80), rule(1)], [record(60), rule(2)])).toEqual([
      "traffic · api.example.com · east 80 → 60 ·  · 1",
      "structure · dns-east (Record) · ttl 80 → 60 ·  · 1",
      "structure · rule (Rule) · weight 1 → 2 ·  · 1",
    ]);
  });

  it("show each weight where they are no two shares of a hundred", () => {
    const route = (...weights: number[]) =>
      resource({
        type: "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
        name: "cart",
        inputs: {
          metadata: { name: "cart" },
          spec: {
            rules: [{ backendRefs: weights.map((weight, index) => ({ name: `cart-${index}`, weight })) }],
          },
        },
      });
    expect(lines([route(50, 30, 20)], [route(40, 30, 30)])).toEqual([
      "traffic · cart · 0 50 → 40, 2 20 → 30 ·  · 1",
    ]);
    expect(lines([route(100, 0)], [route(100, 50)])).toEqual(["traffic · cart · 1 0 → 50 ·  · 1"]);
  });

  it("name the rules of alerts that change, and the groups that come and go", () => {
    const rules = (...groups: { name: string; rules: PlanValue[] }[]) =>
      resource({
        type: "kubernetes:monitoring.coreos.com/v1:PrometheusRule",
        name: "slo",
        inputs: { spec: { groups } },
      });
    const alert = (name: string, expr: string) => ({ alert: name, expr });
    const before = rules(
      { name: "cart", rules: [alert("Fast", "1"), alert("Slow", "1")] },
      { name: "gone", rules: [] },
    );
    const after = rules(
      { name: "cart", rules: [alert("Fast", "2"), alert("Slow", "1")] },
      { name: "new", rules: [] },
    );
    expect(lines([before], [after])).toEqual([
      "alerts · slo · 1 group added: new; 1 group removed: gone; 1 rule changed: Fast ·  · 1",
    ]);
    expect(lines([], [after])).toEqual(["alerts · slo · 2 groups added: cart, new ·  · 1"]);
  });

  it("tell many structural changes by kind", () => {
    const queues = Array.from({ length: 13 }, (_, index) =>
      resource({ type: "aws:sqs/queue:Queue", name: `queue-${index}` }),
    );
    expect(lines([], queues)).toEqual([
      "structure · Queue · added: queue-0, queue-1, queue-10, 10 more ·  · 13",
    ]);
  });

  it("tell options apart from properties, and name other resources by their names", () => {
    const bucket = resource({ type: "aws:s3/bucket:Bucket", name: "b", protect: true });
    const { changes } = between([bucket], [{ ...bucket, protect: false }]);
    expect(changes).toMatchObject([
      { action: "options", properties: [], options: [{ shown: "option protect" }] },
    ]);
  });
});
