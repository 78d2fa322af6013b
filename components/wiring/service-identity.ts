import type * as pulumi from "@pulumi/pulumi";

import type { Account, Service } from "../../config/model";
import { estateName, type Estate } from "../lib/estate";
import { PodIdentity } from "../region/cluster/pod-identity";
import type { Region } from "../region/region";
import type { IdentityStatement } from "../security/policy-document";
import type { Wiring } from "./wiring";

/** What a service's identity must be told. */
export interface ServiceIdentityArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account that the region is made in; absent where no region is on AWS. */
  readonly account: Account | undefined;
  /** Name of the region. */
  readonly region: string;
  /** The service, as the stack file has it. */
  readonly service: Service;
  /** What it uses. */
  readonly wiring: Wiring;
}

/**
 * The role of a service's pods on AWS, where it uses something that a role may: what is settled once pods that start get it.
 * A service that uses nothing of the kind has none.
 */
export function serviceIdentity(ground: Region, args: ServiceIdentityArgs): pulumi.Resource | undefined {
  const { estate, account, region, service, wiring } = args;
  const { made } = ground;
  if (account === undefined || made === undefined || wiring.signInRegions === undefined) return undefined;
  const { association } = new PodIdentity(
    `${region}-${service.name}-identity`,
    {
      ...{ estate, account, region },
      purpose: service.name,
      namespace: estateName(estate),
      serviceAccount: service.name,
      statements: serviceRights(account, service.name, wiring.signInRegions),
    },
    { parent: ground, providers: [made.aws], dependsOn: [made.cluster] },
  );
  return association;
}

/**
 * To sign in to a relational store as the database user of the service's own name, and as nobody else. The store is not
 * named: AWS gives it an identifier of its own, which is known after `up` only, and the account has those of this
 * environment alone. Source: Amazon Aurora user guide, "Creating and using an IAM policy for IAM database access".
 */
export function serviceRights(
  { id }: Account,
  service: string,
  signInRegions: readonly string[],
): IdentityStatement[] {
  return [
    {
      Sid: "SignInToStores",
      Effect: "Allow",
      Action: ["rds-db:connect"],
      Resource: signInRegions.map((region) => `arn:aws:rds-db:${region}:${id}:dbuser:*/${service}`),
    },
  ];
}
