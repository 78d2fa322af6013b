import { ProxyExporter } from "./exporter";

/** The number that a line of a page begins with this text has. */
const value = (page: string, start: string): number =>
  Number(
    page
      .split("\n")
      .find((line) => line.startsWith(start))
      ?.split(" ")
      .at(-1),
  );

describe("The proxy that stands for the gateway's", () => {
  const green = '{envoy_cluster_name="httproute/shop/cart-service/rule/0/backend/1"';

  test("counts by the clock, and has no failures before the first one", async () => {
    const now = jest.spyOn(Date, "now").mockReturnValue(0);
    const steady = { perSecond: 100, failing: 0, averageMs: 20 };
    const exporter = new ProxyExporter("shop", "cart-service", "green", steady);
    now.mockReturnValue(10_000);
    expect(exporter.page()).not.toContain('code_class="5"');
    exporter.change({ ...steady, failing: 0.4 });
    now.mockReturnValue(20_000);
    const port = await exporter.listen();
    const page = await (await fetch(`http://127.0.0.1:${port}/stats/prometheus`)).text();
    await exporter.close();
    now.mockRestore();
    expect(value(page, `envoy_cluster_upstream_rq_completed${green}`)).toBe(2000);
    expect(value(page, `envoy_cluster_upstream_rq_xx${green},envoy_response_code_class="5"`)).toBe(400);
    expect(value(page, `envoy_cluster_upstream_rq_time_sum${green}`)).toBe(40_000);
    expect(value(page, `envoy_cluster_membership_total${green}`)).toBe(3);
  });
});
