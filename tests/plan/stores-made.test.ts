import { productionPlan, regions, services } from "./production-plan";

const { ofType, one } = productionPlan();

describe("the stores of production's plan", () => {
  it("keeps the pictures of products in a bucket of each region, copied to each other, for product-service alone", () => {
    const named = (region: string): string => `media-production-${region}-111122223333`;
    expect(
      ofType("aws:s3/bucket:Bucket")
        .map(({ inputs }) => JSON.stringify(inputs.bucket))
        .filter((name) => name.startsWith('"media-'))
        .sort(),
    ).toEqual(regions.map((region) => JSON.stringify(named(region))));
    for (const region of regions) {
      const { rules: copies } = one(
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
        `${region}-media-copies`,
      ).inputs as unknown as { rules: { id: string }[] };
      expect(copies.map(({ id }) => id).sort()).toEqual(
        regions.filter((other) => other !== region).map((other) => `to-${other}`),
      );
      const allowed = services.filter((service) =>
        ofType("aws:iam/rolePolicy:RolePolicy").some(
          ({ name, inputs }) =>
            name === `${region}-${service}-identity-policy` &&
            JSON.stringify(inputs.policy).includes(named(region)),
        ),
      );
      expect(allowed).toEqual(["product-service"]);
      expect(
        one("kubernetes:core/v1:ConfigMap", `${region}-product-service-wiring`).inputs.data,
      ).toMatchObject({ MEDIA_BUCKET: named(region), MEDIA_BUCKET_REGION: region });
    }
  });

  it("mails each region's alarms about stores, of which none is without a receiver", () => {
    const alarms = ofType("aws:cloudwatch/metricAlarm:MetricAlarm");
    // A copy of orders, catalogue and carts in each of their regions; six ways between three buckets, late or failed.
    expect(alarms.filter(({ name }) => name.endsWith("-lag"))).toHaveLength(2 + 3 + 3 + 6);
    expect(alarms.filter(({ name }) => /-media-to-.*-failed$/u.test(name))).toHaveLength(6);
    for (const { inputs } of alarms) expect(inputs.alarmActions).toHaveLength(1);
    for (const region of regions)
      expect(
        one("aws:sns/topicSubscription:TopicSubscription", `${region}-store-alarms-mail`).inputs.endpoint,
      ).toBe("on-call@shop.example.com");
  });

  it("have clusters of databases whose names are each another, as AWS asks of those that span regions", () => {
    const names = ["aws:rds/cluster:Cluster", "aws:docdb/cluster:Cluster"].flatMap((type) =>
      ofType(type).map(({ inputs }) => JSON.stringify(inputs.clusterIdentifier)),
    );
    expect(names).toHaveLength(2 + 3);
    expect(new Set(names).size).toBe(names.length);
  });
});
