import { setTimeout as pause } from "node:timers/promises";

import { scalingSeries } from "../../components/observability/scaling-series";
import { autoscalerSpec } from "../../components/service/autoscaling";
import { calendarFloorSignal } from "../../components/service/signals";
import { colours } from "../../config/model";
import { platformOf } from "../support/samples";
import { Refused } from "./support/api";
import { type Cluster, startStack, stopStack } from "./support/estate";
import type { Asked } from "./support/external-metrics";
import { never, until } from "./support/wait";
import { type Autoscaler, type Deployment, planned } from "./support/workloads";

const region = "us-east-1";
const rising = "cart-service-blue";
const half = "order-service-blue";
const announced = "user-service-blue";

/** The real controller, and series that a test makes up in prometheus-adapter's place. */
describe("Autoscalers on a real API server", () => {
  const since = Date.now();
  const heard: Asked[] = [];
  const values = new Map<string, number | undefined>();
  let clusters: Cluster[] = [];
  let cluster: Cluster;

  beforeAll(async () => {
    clusters = await startStack("production", region);
    cluster = clusters[0]!;
    cluster.plane.metrics.series = (asked) => {
      heard.push(asked);
      const key = `${asked.labels.service}-${asked.labels.colour} ${asked.series}`;
      return values.has(key) ? values.get(key) : 0;
    };
    await until("every autoscaler has looked", () => {
      const looked = new Set(heard.map(({ labels }) => `${labels.service}-${labels.colour}`));
      const names = planned(cluster, "HorizontalPodAutoscaler").map(({ metadata }) => metadata.name);
      return Promise.resolve(names.filter((name) => !looked.has(name)));
    });
  });
  afterAll(() => stopStack("production", clusters, since));

  const deployment = (name: string): Deployment =>
    planned<Deployment>(cluster, "Deployment").find(({ metadata }) => metadata.name === name)!;
  const replicas = async (name: string): Promise<number> =>
    ((await cluster.plane.client.get(deployment(name))) as unknown as Deployment).spec.replicas;
  const reaches = (name: string, wanted: number, seconds: number): Promise<void> =>
    until(
      `${name} of ${wanted} replicas`,
      async () => {
        const now = await replicas(name);
        return now === wanted ? [] : [`${now} replicas`];
      },
      { seconds },
    );

  it("ask for the series of their own colour, each that is recorded for them, and no other", async () => {
    const { backlog, ...recorded } = scalingSeries;
    const following = platformOf("production").services.filter(
      ({ queueBacklogs = [] }) => queueBacklogs.length > 0,
    );
    const followers = following.flatMap(({ name }) => colours.map((colour) => `${name}-${colour}`));
    expect(followers.length).toBeGreaterThan(0);
    const names = planned(cluster, "HorizontalPodAutoscaler").map(({ metadata }) => metadata.name);
    const wanted = (name: string): string[] =>
      [...Object.values(recorded), ...(followers.includes(name) ? [backlog] : [])].sort();
    const asked = (name: string): string[] => {
      const own = heard.filter(({ labels }) => `${labels.service}-${labels.colour}` === name);
      return [...new Set(own.map(({ series }) => series))].sort();
    };
    // An autoscaler asks for one series after the other.
    await until("a whole round of each", () =>
      Promise.resolve(names.filter((name) => asked(name).length < wanted(name).length)),
    );
    expect(names.map((name) => [name, asked(name)])).toEqual(names.map((name) => [name, wanted(name)]));
    const namespaces = new Set(heard.map(({ namespace }) => namespace));
    expect([...namespaces]).toEqual(["social-commerce-production"]);
    for (const { labels } of heard) expect(Object.keys(labels).sort()).toEqual(["colour", "service"]);
  });

  it("double the pods once a minute while requests ask for more, and add by the metrics that they have", async () => {
    // Twelve pods' worth for one, of three; and for another five while the series of its slow answers is missing.
    values.set(`${rising} ${scalingSeries.requestRate}`, 12 * 150);
    values.set(`${half} ${scalingSeries.slow}`, undefined);
    values.set(`${half} ${scalingSeries.requestRate}`, 5 * 150);
    const start = Date.now();
    await reaches(rising, 6, 30);
    await reaches(half, 5, 30);
    const rest = 50_000 - (Date.now() - start);
    await never(
      `more than 6 of ${rising} within a minute`,
      async () => {
        const now = await replicas(rising);
        return now > 6 ? [`${now} replicas`] : [];
      },
      { seconds: rest / 1000, every: 1000 },
    );
    await reaches(rising, 12, 45);
    const other = "product-service-blue";
    expect(await replicas(other)).toBe(deployment(other).spec.replicas);
  });

  it("have the calendar's floor there before anybody comes", async () => {
    const { metadata, spec } = planned<Autoscaler>(cluster, "HorizontalPodAutoscaler").find(
      (one) => one.metadata.name === announced,
    )!;
    const [service, colour] = ["user-service", "blue"] as const;
    const size = { min: spec.minReplicas, max: spec.maxReplicas };
    const floor = autoscalerSpec({
      deployment: announced,
      service,
      colour,
      size,
      signals: [calendarFloorSignal],
    });
    values.set(`${announced} ${scalingSeries.calendarFloor}`, 6);
    const scaler = { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", metadata, spec: floor };
    await cluster.plane.client.apply(scaler, cluster.manager);
    await reaches(announced, 6, 30);
  });

  it("remove nothing when requests end, for as long as a test can wait of their ten minutes", async () => {
    values.clear();
    await pause(5000);
    await never(
      "fewer replicas",
      async () => {
        const now = await Promise.all([rising, half, announced].map(replicas));
        return now.join() === "12,5,6" ? [] : [now.join()];
      },
      { seconds: 25, every: 1000 },
    );
  });

  it("keep their replicas through the next update, which drops a field that it ignores and another owns", async () => {
    const planned = deployment(rising);
    const { replicas: floor, ...spec } = planned.spec;
    expect(floor).toBe(3);
    await cluster.plane.client.apply({ ...planned, spec }, cluster.manager);
    expect(await replicas(rising)).toBe(12);
    // One that does not drop it is refused, and takes nothing back.
    const refused = await cluster.plane.client
      .apply(planned, cluster.manager)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ code: 409 });
    expect(String(refused)).toMatch(/kube-controller-manager.*\.spec\.replicas/su);
    expect(await replicas(rising)).toBe(12);
  });
});
