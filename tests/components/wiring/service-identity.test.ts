import * as kubernetes from "@pulumi/kubernetes";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Region } from "../../../components/region/region";
import { serviceIdentity, serviceRights } from "../../../components/wiring/service-identity";
import { wiringOf, type Wiring } from "../../../components/wiring/wiring";
import { record } from "../../support/recorder";
import { account, estate, service } from "../../support/samples";
import { Tree } from "../../support/tree";

const wiring = (signInRegions?: string[]): Wiring =>
  wiringOf(
    {
      ...{ domain: "shop.example.com", writer: "east", services: [], outside: [] },
      stores: [
        {
          ...{
            name: "orders-db",
            engine: "postgresql",
            port: 5432,
            ranges: ["10.16.16.0/20"],
            secret: "orders-db",
          },
          endpoints: { east: { writer: "rw.east", reader: "ro.east" } },
          facts: { DATABASE: "orders", TLS: "required" },
          ...(signInRegions && { signInRegions }),
        },
      ],
    },
    { ...service, uses: ["orders-db"] },
    "west",
  );

describe("A service that uses a made store", () => {
  test("is told what only made stores have, besides what every store has", () => {
    expect(wiring().variables).toMatchObject({
      ORDERS_DB_DATABASE: "orders",
      ORDERS_DB_TLS: "required",
      ORDERS_DB_WRITER_REGION: "east",
      ORDERS_DB_READER_HOST: "ro.east",
    });
    expect(wiring().signInRegions).toBeUndefined();
    expect(wiring(["west", "east"]).signInRegions).toEqual(["east", "west"]);
  });

  test("may sign in as the database user of its own name, in the store's regions alone", () => {
    expect(serviceRights(account, "order-service", ["us-east-1", "us-west-2"])).toEqual([
      {
        Sid: "SignInToStores",
        Effect: "Allow",
        Action: ["rds-db:connect"],
        Resource: [
          "arn:aws:rds-db:us-east-1:111122223333:dbuser:*/order-service",
          "arn:aws:rds-db:us-west-2:111122223333:dbuser:*/order-service",
        ],
      },
    ]);
  });

  test.each([
    ["on AWS, of a store that lets roles sign in", true, ["us-east-1"], 1],
    ["on AWS, of a store that does not", true, undefined, 0],
    ["on a cluster that was there", false, ["us-east-1"], 0],
  ])("has a role %s", async (_, onAws, regions, count) => {
    const recording = await record(() => {
      const root = new pulumi.ComponentResource("test:index:Root", "root");
      const made = {
        aws: new aws.Provider("us-east-1-aws", { region: "us-east-1" }),
        cluster: new kubernetes.Provider("any", {}),
      };
      const ground = Object.assign(root, onAws ? { made } : {}) as unknown as Region;
      const args = { estate, account, region: "us-east-1", service, wiring: wiring(regions) };
      serviceIdentity(ground, args);
    });
    const tree = new Tree(recording);
    const found = tree.all.filter(
      ({ type }) => type === "aws:eks/podIdentityAssociation:PodIdentityAssociation",
    );
    expect(found).toHaveLength(count);
    for (const { inputs } of found)
      expect([inputs.serviceAccount, inputs.namespace]).toEqual(["cart-service", "social-commerce-staging"]);
  });
});
