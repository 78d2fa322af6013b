import { isDeepStrictEqual } from "node:util";

import * as aws from "@pulumi/aws";

import { Network } from "../../../../components/region/network/network";
import { Zone } from "../../../../components/region/network/zone";
import { record } from "../../../support/recorder";
import { account, awsGround, estate, type AwsGround } from "../../../support/samples";
import { at, Tree } from "../../../support/tree";

const region = "us-east-1";

const onAws = (): { providers: aws.Provider[] } => ({
  providers: [new aws.Provider("us-east-1-aws", { region, allowedAccountIds: [account.id] })],
});

const network = async (ground: AwsGround): Promise<Tree> =>
  new Tree(
    await record(() => new Network("us-east-1-network", { estate, account, region, ground }, onAws())),
  );

const zone = async (extra: { natGatewayId?: string } = {}): Promise<Tree> => {
  const plan = { zone: "us-east-1b", public: "10.0.8.0/24", private: "10.0.0.0/21", data: "10.0.9.0/24" };
  const shared = { vpcId: "vpc", publicRouteTableId: "public-routes", dataRouteTableId: "data-routes" };
  return new Tree(
    await record(() => new Zone("us-east-1b", { estate, region, plan, ...shared, ...extra }, onAws())),
  );
};

const natGateway = "aws:ec2/natGateway:NatGateway";
const routeOut = "aws:ec2/route:Route";
const subnet = "aws:ec2/subnet:Subnet";
const routeTable = "aws:ec2/routeTable:RouteTable";

describe("A network", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await network(awsGround);
  });

  test("is a protected VPC, routes, a locked default group, its zones, and what surrounds them", () => {
    expect(tree.children(tree.one("platform:region:Network"))).toEqual([
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup us-east-1-default-group",
      "aws:ec2/internetGateway:InternetGateway us-east-1-internet",
      "aws:ec2/route:Route us-east-1-public-routes-out",
      "aws:ec2/routeTable:RouteTable us-east-1-data-routes",
      "aws:ec2/routeTable:RouteTable us-east-1-public-routes",
      "aws:ec2/vpc:Vpc us-east-1-vpc",
      "platform:region:Endpoints us-east-1-network-endpoints",
      "platform:region:FlowLogs us-east-1-network-flow-logs",
      "platform:region:PublicAccess us-east-1-network-public-access",
      "platform:region:Zone us-east-1a",
      "platform:region:Zone us-east-1b",
      "platform:region:Zone us-east-1c",
    ]);
    const vpc = tree.one("aws:ec2/vpc:Vpc");
    expect(vpc.protect).toBe(true);
    expect(vpc.inputs).toMatchObject({
      cidrBlock: "10.16.0.0/16",
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
  });

  test("sends what is public out by the internet gateway", () => {
    expect(tree.one(routeOut, "us-east-1-public-routes-out").inputs).toEqual({
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "id of us-east-1-internet",
      routeTableId: "id of us-east-1-public-routes",
    });
  });

  test("lets no route lead out of the subnets of its stores, in a table that each of them names", () => {
    const routes = tree.all.filter(({ inputs }) => inputs.routeTableId === "id of us-east-1-data-routes");
    expect(routes.map(({ name, inputs }) => [name, inputs.subnetId])).toEqual(
      awsGround.zones.map((zone) => [`${zone}-data`, `id of ${zone}-data`]),
    );
    expect(tree.one(routeTable, "us-east-1-data-routes").inputs).toMatchObject({
      vpcId: "id of us-east-1-vpc",
    });
    expect(tree.one(routeTable, "us-east-1-data-routes").inputs.routes).toBeUndefined();
  });

  test("leaves no subnet to the main route table", () => {
    const associated = tree.all
      .filter(({ type }) => type.endsWith(":RouteTableAssociation"))
      .map(({ inputs }) => inputs.subnetId)
      .sort();
    const subnets = tree.all.filter(({ type }) => type === subnet).map(({ name }) => `id of ${name}`);
    expect(associated).toEqual(subnets.sort());
  });

  test("lets nothing in or out by the group that things without one of their own get", () => {
    // Empty and not absent: what is absent is left as it is found.
    expect(tree.one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs).toMatchObject({
      vpcId: "id of us-east-1-vpc",
      ingress: [],
      egress: [],
    });
  });

  test("surrounds its own zones: their routes, their private subnets, their public ones", () => {
    expect(tree.one("platform:region:Endpoints").inputs).toMatchObject({
      accountId: account.id,
      vpcId: "id of us-east-1-vpc",
      cidr: "10.16.0.0/16",
      interfaces: true,
      subnetIds: awsGround.zones.map((zone) => `id of ${zone}-private`),
      routeTableIds: [
        ...awsGround.zones.map((zone) => `id of ${zone}-private-routes`),
        "id of us-east-1-data-routes",
      ],
    });
    expect(tree.one("platform:region:FlowLogs").inputs).toMatchObject({
      accountId: account.id,
      vpcId: "id of us-east-1-vpc",
    });
    expect(tree.one("platform:region:PublicAccess").inputs.subnets).toEqual(
      awsGround.zones.map((zone) => ({ zone, id: `id of ${zone}-public` })),
    );
  });

  test("does without interface endpoints where the environment does", async () => {
    const cheap = await network({ ...awsGround, interfaceEndpoints: false });
    expect(cheap.one("platform:region:Endpoints").inputs.interfaces).toBe(false);
  });

  test("has a NAT gateway in each zone, which the zone's private subnet goes out by", () => {
    expect(tree.all.filter(({ type }) => type === natGateway)).toHaveLength(3);
    for (const name of awsGround.zones) {
      const out = tree.one(routeOut, `${name}-private-routes-out`);
      expect(out.inputs.natGatewayId).toBe(`id of ${name}-nat`);
    }
  });

  test("has its zones' addresses from the address plan", () => {
    const ranges = tree.all
      .filter(({ type }) => type === subnet)
      .map(({ name, inputs }) => [name, inputs.cidrBlock]);
    expect(Object.fromEntries(ranges)).toMatchObject({
      "us-east-1a-private": "10.16.0.0/19",
      "us-east-1b-public": "10.16.96.0/22",
      "us-east-1c-data": "10.16.164.0/22",
    });
    expect(ranges).toHaveLength(9);
  });

  test("tells itself, and its subnets of each kind in the order of its zones", () => {
    expect(tree.outputsOf(tree.one("platform:region:Network"))).toEqual({
      summary: "10.16.0.0/16 over 3 zones",
      vpcId: "id of us-east-1-vpc",
      privateSubnetIds: ["id of us-east-1a-private", "id of us-east-1b-private", "id of us-east-1c-private"],
      publicSubnetIds: ["id of us-east-1a-public", "id of us-east-1b-public", "id of us-east-1c-public"],
      dataSubnetIds: ["id of us-east-1a-data", "id of us-east-1b-data", "id of us-east-1c-data"],
    });
  });

  test("with one NAT gateway has it in its first zone, and all zones go out by that", async () => {
    const cheap = await network({ ...awsGround, natGateways: "one" });
    expect(cheap.one(natGateway).name).toBe("us-east-1a-nat");
    for (const name of awsGround.zones)
      expect(cheap.one(routeOut, `${name}-private-routes-out`).inputs.natGatewayId).toBe(
        "id of us-east-1a-nat",
      );
  });

  test("keeps every address and name when a zone is appended", async () => {
    const wider = await network({ ...awsGround, zones: [...awsGround.zones, "us-east-1d"] });
    const named = (all: Tree): Map<string, unknown> => new Map(all.all.map((one) => [one.urn, one.inputs]));
    const after = named(wider);
    const custom = tree.below(tree.one("platform:region:Network")).filter((one) => one.custom);
    const changed = custom.filter(({ urn, inputs }) => !isDeepStrictEqual(after.get(urn), inputs));
    // An endpoint comes to stand in the new zone and on its routes; nothing else notices.
    const endpoints = tree.all.filter(({ type }) => type === "aws:ec2/vpcEndpoint:VpcEndpoint");
    expect(changed.map(({ name }) => name).sort()).toEqual(endpoints.map(({ name }) => name).sort());
    for (const { urn, inputs } of endpoints) {
      const { routeTableIds: _, subnetIds: __, ...same } = inputs;
      expect(after.get(urn)).toMatchObject(same);
    }
  });
});

describe("A zone", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await zone();
  });

  test("is three subnets, and a NAT gateway with an address of its own", () => {
    expect(tree.children(tree.one("platform:region:Zone"))).toEqual([
      "aws:ec2/eip:Eip us-east-1b-nat-address",
      "aws:ec2/natGateway:NatGateway us-east-1b-nat",
      "aws:ec2/route:Route us-east-1b-private-routes-out",
      "aws:ec2/routeTable:RouteTable us-east-1b-private-routes",
      "aws:ec2/routeTableAssociation:RouteTableAssociation us-east-1b-data",
      "aws:ec2/routeTableAssociation:RouteTableAssociation us-east-1b-private",
      "aws:ec2/routeTableAssociation:RouteTableAssociation us-east-1b-public",
      "aws:ec2/subnet:Subnet us-east-1b-data",
      "aws:ec2/subnet:Subnet us-east-1b-private",
      "aws:ec2/subnet:Subnet us-east-1b-public",
    ]);
    expect(tree.one(natGateway).inputs).toMatchObject({
      allocationId: "allocation of us-east-1b-nat-address",
      subnetId: "id of us-east-1b-public",
    });
  });

  test("gives no machine a public address by itself, in whichever subnet", () => {
    const subnets = tree.all.filter(({ type }) => type === subnet);
    expect(subnets).toHaveLength(3);
    for (const { inputs } of subnets)
      expect(inputs).toMatchObject({
        availabilityZone: "us-east-1b",
        mapPublicIpOnLaunch: false,
        vpcId: "vpc",
      });
  });

  test("routes its public subnet in, its private one out, and its stores by the table they share", () => {
    const tables = tree.all
      .filter(({ type }) => type.endsWith(":RouteTableAssociation"))
      .map(({ name, inputs }) => [name, inputs]);
    expect(Object.fromEntries(tables)).toEqual({
      "us-east-1b-data": { subnetId: "id of us-east-1b-data", routeTableId: "data-routes" },
      "us-east-1b-private": {
        subnetId: "id of us-east-1b-private",
        routeTableId: "id of us-east-1b-private-routes",
      },
      "us-east-1b-public": { subnetId: "id of us-east-1b-public", routeTableId: "public-routes" },
    });
  });

  test("tells load balancers which of its subnets are theirs", () => {
    const tagsOf = (tier: string): unknown => at(tree.one(subnet, `us-east-1b-${tier}`), "tags");
    expect(tagsOf("public")).toMatchObject({ tier: "public", "kubernetes.io/role/elb": "1" });
    expect(tagsOf("private")).toMatchObject({ tier: "private", "kubernetes.io/role/internal-elb": "1" });
    expect(Object.keys(tagsOf("data") as object).filter((key) => key.startsWith("kubernetes.io"))).toEqual(
      [],
    );
  });

  test("that is given a NAT gateway has none of its own", async () => {
    const guest = await zone({ natGatewayId: "another zone's" });
    expect(guest.all.filter(({ type }) => type === natGateway || type.endsWith(":Eip"))).toEqual([]);
    expect(guest.one(routeOut).inputs.natGatewayId).toBe("another zone's");
  });
});
