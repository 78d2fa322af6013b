import * as aws from "@pulumi/aws";

import { Endpoints, type EndpointsArgs } from "../../../../components/region/network/endpoints";
import { endpointServices } from "../../../../components/region/network/endpoint-services";
import { record } from "../../../support/recorder";
import { account, estate } from "../../../support/samples";
import { json, Tree } from "../../../support/tree";

const build = async (region = "us-east-1", changes: Partial<EndpointsArgs> = {}): Promise<Tree> => {
  const args: EndpointsArgs = {
    estate,
    region,
    accountId: account.id,
    vpcId: "vpc",
    cidr: "10.16.0.0/16",
    interfaces: true,
    messageServices: ["bus", "length", "queue", "topic"],
    subnetIds: ["private-a", "private-b"],
    routeTableIds: ["private-routes-a", "private-routes-b", "data-routes"],
    ...changes,
  };
  return new Tree(
    await record(() => {
      const provider = new aws.Provider(`${region}-aws`, { region, allowedAccountIds: [account.id] });
      return new Endpoints(`${region}-network-endpoints`, args, { providers: [provider] });
    }),
  );
};

const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string[];
  readonly Resource: string[];
  readonly Condition?: unknown;
}

const statements = (tree: Tree, name: string): Statement[] =>
  (json(tree.one(endpoint, name), "policy") as { Statement: Statement[] }).Statement;

const thisAccount = { StringEquals: { "aws:PrincipalAccount": account.id } };

describe("The endpoints of a network", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = await build();
  });

  test("are one for S3, one for each service that is asked from inside, and one group", () => {
    expect(tree.children(tree.one("platform:region:Endpoints"))).toEqual([
      "aws:ec2/securityGroup:SecurityGroup us-east-1-endpoints-group",
      ...[
        "ec2",
        "ecr-api",
        "ecr-dkr",
        "eks",
        "eks-auth",
        "events",
        "logs",
        "monitoring",
        "s3",
        "secretsmanager",
        "sns",
        "sqs",
        "sts",
      ].map((name) => `${endpoint} us-east-1-${name}`),
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule us-east-1-endpoints-in",
    ]);
    expect(tree.outputsOf(tree.one("platform:region:Endpoints"))).toEqual({ summary: "S3 · 12 services" });
  });

  test("for S3 stands on the routes of nodes and stores", () => {
    expect(tree.one(endpoint, "us-east-1-s3").inputs).toMatchObject({
      vpcId: "vpc",
      vpcEndpointType: "Gateway",
      serviceName: "com.amazonaws.us-east-1.s3",
      routeTableIds: ["private-routes-a", "private-routes-b", "data-routes"],
    });
  });

  test.each(endpointServices.map(({ service, action }) => [service, action]))(
    "for %s answers in every zone under the public name, to nobody but this account",
    (service, action) => {
      const name = `us-east-1-${service.replace(".", "-")}`;
      expect(tree.one(endpoint, name).inputs).toMatchObject({
        vpcId: "vpc",
        vpcEndpointType: "Interface",
        serviceName: `com.amazonaws.us-east-1.${service}`,
        privateDnsEnabled: true,
        subnetIds: ["private-a", "private-b"],
        securityGroupIds: ["id of us-east-1-endpoints-group"],
      });
      expect(statements(tree, name)).toEqual([
        {
          Sid: "ThisAccount",
          Effect: "Allow",
          Principal: { AWS: ["*"] },
          Action: [action],
          Resource: ["*"],
          Condition: thisAccount,
        },
      ]);
      const named = { monitoring: "cloudwatch" }[service] ?? service.split(".")[0]!;
      expect(action).toBe(`${named}:*`);
    },
  );

  test("are asked by the network alone, over TLS, and ask nobody", () => {
    const rules = tree.all.filter(({ type }) => /securityGroup.*Rule/u.test(type));
    expect(rules).toHaveLength(1);
    expect(rules[0]!.inputs).toMatchObject({
      securityGroupId: "id of us-east-1-endpoints-group",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "10.16.0.0/16",
    });
    const group = tree.one("aws:ec2/securityGroup:SecurityGroup").inputs;
    expect([group.vpcId, group.ingress, group.egress]).toEqual(["vpc", undefined, undefined]);
  });

  test("let this account alone use S3, and whoever pulls an image read the layers of images", () => {
    const [own, ...layers] = statements(tree, "us-east-1-s3");
    expect(own).toMatchObject({ Effect: "Allow", Action: ["s3:*"], Resource: ["*"], Condition: thisAccount });
    expect(layers).toEqual(
      ["prod-us-east-1-starport-layer-bucket", "prod-registry-k8s-io-us-east-1", "quayio-production-s3"].map(
        (bucket) => ({
          Sid: expect.stringMatching(/^LayersOf/u) as string,
          Effect: "Allow",
          Principal: { AWS: ["*"] },
          Action: ["s3:GetObject"],
          Resource: [`arn:aws:s3:::${bucket}/*`],
        }),
      ),
    );
  });

  test("name the layers of their own region, and of a registry in one region only there", async () => {
    const europe = await build("eu-central-1");
    expect(statements(europe, "eu-central-1-s3").flatMap(({ Resource }) => Resource)).toEqual([
      "*",
      "arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*",
      "arn:aws:s3:::prod-registry-k8s-io-eu-central-1/*",
    ]);
  });

  test.each([
    [undefined, []],
    [["queue"], ["sqs"]],
    [["topic"], ["sns"]],
    [["bus"], ["events"]],
    [["length"], ["monitoring"]],
  ] as const)(
    "lead to the messages that services send and receive: %j",
    async (messageServices, expected) => {
      const tree = await build("us-east-1", { messageServices });
      const names = tree.of("aws").map(({ name }) => name.replace("us-east-1-", ""));
      expect(names.filter((name) => ["events", "monitoring", "sns", "sqs"].includes(name)).sort()).toEqual(
        expected,
      );
    },
  );

  test("are S3's alone where the environment does without the others", async () => {
    const cheap = await build("us-east-1", { interfaces: false });
    expect(cheap.children(cheap.one("platform:region:Endpoints"))).toEqual([`${endpoint} us-east-1-s3`]);
    expect(cheap.outputsOf(cheap.one("platform:region:Endpoints"))).toEqual({
      summary: "S3 · the rest by NAT",
    });
  });
});

describe("The services with an endpoint", () => {
  test("are each named once, with who asks them", () => {
    const names = endpointServices.map(({ service }) => service);
    expect(new Set(names).size).toBe(names.length);
    for (const { usedBy } of endpointServices) expect(usedBy).toMatch(/^(nodes|pods)\b/u);
  });
});
