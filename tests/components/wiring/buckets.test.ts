import { bucketRights } from "../../../components/wiring/buckets";
import { innerRanges } from "../../../components/wiring/ranges";
import { serviceRights } from "../../../components/wiring/service-identity";
import { wiringOf, type Wiring } from "../../../components/wiring/wiring";
import { toIdentities } from "../../../components/region/operators/flows";
import { account, estate, service } from "../../support/samples";

const media = { name: "media", buckets: { "us-east-1": "media-east", "us-west-2": "media-west" } };
const wired = (uses: readonly string[], region: string, writer = "us-east-1"): Wiring =>
  wiringOf(
    {
      ...{ domain: "shop.example.com", services: [], outside: [], stores: [] },
      features: { mesh: "none" },
      ...{ writer, buckets: [media, { name: "exports", buckets: { "us-east-1": "exports-east" } }] },
    },
    { ...service, uses },
    region,
  );

describe("A service that uses objects", () => {
  test("is told its own region's bucket, whoever takes the writes, and no password", () => {
    const { variables, secrets, storeEgress } = wired(["media"], "us-west-2");
    expect(variables).toEqual({ MEDIA_BUCKET: "media-west", MEDIA_BUCKET_REGION: "us-west-2" });
    expect([secrets, storeEgress]).toEqual([[], []]);
    expect(wired(["media"], "us-west-2", "us-west-2").variables).toEqual(variables);
  });

  test("in a region without a bucket uses the writer's", () => {
    expect(wired(["media"], "eu-central-1", "us-west-2").variables).toEqual({
      MEDIA_BUCKET: "media-west",
      MEDIA_BUCKET_REGION: "us-west-2",
    });
  });

  test("reaches S3 by public addresses over TLS, and what hands out its role, once for all buckets", () => {
    expect(wired(["media", "exports"], "us-east-1").otherEgress).toEqual([
      toIdentities,
      {
        to: [{ ipBlock: { cidr: "0.0.0.0/0", except: innerRanges } }],
        ports: [{ port: 443, protocol: "TCP" }],
      },
    ]);
  });

  test("may list, read, write and delete there, end no former version, and use the key through S3 alone", () => {
    const config = { account, buses: [], queues: [], topics: [] };
    const statements = serviceRights(account, {
      ...{ estate, config, region: "us-west-2", service },
      wiring: wired(["media", "exports"], "us-west-2"),
    });
    expect(statements).toEqual([
      {
        Sid: "ListObjects",
        Effect: "Allow",
        Action: ["s3:ListBucket"],
        Resource: ["arn:aws:s3:::media-west", "arn:aws:s3:::exports-east"],
      },
      {
        Sid: "UseObjects",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
        Resource: ["arn:aws:s3:::media-west/*", "arn:aws:s3:::exports-east/*"],
      },
      {
        Sid: "UseKeyOfObjects",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: ["us-east-1", "us-west-2"].map((at) => `arn:aws:kms:${at}:111122223333:key/*`),
        Condition: {
          StringEquals: { "kms:ViaService": ["s3.us-east-1.amazonaws.com", "s3.us-west-2.amazonaws.com"] },
          StringLike: {
            "kms:EncryptionContext:aws:s3:arn": [
              "arn:aws:s3:::media-west",
              "arn:aws:s3:::exports-east",
              "arn:aws:s3:::media-west/*",
              "arn:aws:s3:::exports-east/*",
            ],
          },
          "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/social-commerce-staging-stores" },
        },
      },
    ]);
  });
});

describe("A service that uses no objects", () => {
  test("is told nothing of them, and may nothing", () => {
    expect(wired([], "us-east-1")).toEqual({ variables: {}, secrets: [], storeEgress: [], otherEgress: [] });
    expect(bucketRights(estate, account, [])).toEqual([]);
  });
});
