import type { MessageService } from "../../../config/model";
import type { Action } from "../../security/policy-document";

/** A service of AWS that is reached by an endpoint inside the network. */
export interface EndpointService {
  /** The end of the service's name: `ecr.api` of `com.amazonaws.us-east-1.ecr.api`. */
  readonly service: string;
  /** Who asks it from inside the network, and for what. */
  readonly usedBy: string;
  /** What may be asked of it: all that it knows, and nothing else. */
  readonly action: Action;
  /** Where services ask for nothing of it, there is no endpoint. @default there always is one */
  readonly only?: MessageService;
}

/**
 * What the platform asks of AWS from inside its networks. Each costs about 7.30 USD a month in each zone (0.01 USD an
 * hour) and 0.01 USD a gigabyte, where NAT takes 0.045.
 *
 * Sources: Amazon EKS user guide, "Deploy private clusters with limited internet access"; AWS PrivateLink pricing.
 *
 * Left out, because nobody inside asks them: `elasticloadbalancing`, since in Auto Mode the controllers of load
 * balancers, nodes and volumes run on AWS's side; `kms`, since each service that encrypts with a key of ours asks for
 * itself. What is left out still works, by NAT.
 */
export const endpointServices: readonly EndpointService[] = [
  {
    service: "ec2",
    // Bottlerocket looks up its private name when it starts. Unproved: that Auto Mode's variant does, too.
    usedBy: "nodes, for their own names when they start",
    action: "ec2:*",
  },
  { service: "ecr.api", usedBy: "nodes, for leave to pull images", action: "ecr:*" },
  {
    service: "ecr.dkr",
    usedBy: "nodes, for the manifests of images; the layers come from S3",
    action: "ecr:*",
  },
  { service: "eks", usedBy: "nodes, for their cluster's settings when they start", action: "eks:*" },
  { service: "eks-auth", usedBy: "nodes, for the roles of pods (EKS Pod Identity)", action: "eks-auth:*" },
  { service: "events", usedBy: "pods of services that put events on buses", action: "events:*", only: "bus" },
  { service: "logs", usedBy: "pods that send logs to CloudWatch", action: "logs:*" },
  {
    service: "monitoring",
    usedBy: "pods that read the length of queues",
    action: "cloudwatch:*",
    only: "length",
  },
  { service: "secretsmanager", usedBy: "pods that read secrets", action: "secretsmanager:*" },
  { service: "sns", usedBy: "pods of services that publish to topics", action: "sns:*", only: "topic" },
  {
    service: "sqs",
    usedBy: "pods of services that send to queues, or empty them",
    action: "sqs:*",
    only: "queue",
  },
  { service: "sts", usedBy: "pods that ask who they are, or take a further role", action: "sts:*" },
];
