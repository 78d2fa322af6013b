import { policyDocument, type Action, type EndpointStatement } from "../../security/policy-document";

/**
 * Admits the principals of one account. The condition and not the principal names it: in the policy of a gateway
 * endpoint, an account as principal means its root user alone. No AWS service needs admission, because what a service
 * does on its own it asks from its own networks. Source: AWS PrivateLink guide, "Control access to VPC endpoints using
 * endpoint policies".
 */
function ownPrincipals(accountId: string, action: Action): EndpointStatement {
  return {
    Sid: "ThisAccount",
    Effect: "Allow",
    Principal: { AWS: ["*"] },
    Action: [action],
    Resource: ["*"],
    Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
  };
}

/** Who may use an interface endpoint: this account. A request without a signature has no account, and is refused. */
export function interfacePolicy(accountId: string, action: Action): string {
  return policyDocument([ownPrincipals(accountId, action)]);
}

/**
 * Buckets of others in which registries keep the layers of images, by what they serve. A node reads them with an address
 * that the registry signed, or with none, so no account of ours is in the request. Only buckets of the region itself are
 * reached by its endpoint; one that is not here is refused, and its images come in by a cache in ECR instead.
 */
const layerBuckets: readonly {
  readonly sid: string;
  readonly bucket: (region: string) => string;
  /** The one region that has it; every region, where absent. */
  readonly only?: string;
}[] = [
  // Source: Amazon ECR user guide, "Amazon ECR interface VPC endpoints", minimum Amazon S3 bucket permissions.
  { sid: "LayersOfEcr", bucket: (region) => `prod-${region}-starport-layer-bucket` },
  // Source: kubernetes/registry.k8s.io, the buckets that its server sends clients on AWS to.
  { sid: "LayersOfKubernetes", bucket: (region) => `prod-registry-k8s-io-${region}` },
  // Source: Red Hat's list of hosts that a firewall must let through; other regions are sent to a CDN.
  { sid: "LayersOfQuay", bucket: () => "quayio-production-s3", only: "us-east-1" },
];

/** Who may use the gateway endpoint for S3: this account for everything, and anybody for the layers of images. */
export function s3Policy(accountId: string, region: string): string {
  const layers = layerBuckets
    .filter(({ only = region }) => only === region)
    .map(({ sid, bucket }): EndpointStatement => ({
      Sid: sid,
      Effect: "Allow",
      Principal: { AWS: ["*"] },
      Action: ["s3:GetObject"],
      Resource: [`arn:aws:s3:::${bucket(region)}/*`],
    }));
  return policyDocument([ownPrincipals(accountId, "s3:*"), ...layers]);
}
