import type * as pulumi from "@pulumi/pulumi";

import type { Account, PlatformConfig, Service } from "../../config/model";
import { estateName, type Estate } from "../lib/estate";
import { shortened } from "../lib/shortened";
import { messageRights } from "../messaging/rights";
import { PodIdentity } from "../region/cluster/pod-identity";
import type { Region } from "../region/region";
import type { IdentityStatement } from "../security/policy-document";
import { signIn } from "../store/sign-in";
import { bucketRights } from "./buckets";
import type { Wiring } from "./wiring";

/** What a service's identity must be told. */
export interface ServiceIdentityArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The account, absent where no region is on AWS, and what there is to send and receive. */
  readonly config: Pick<PlatformConfig, "account" | "buses" | "queues" | "topics">;
  /** Name of the region. */
  readonly region: string;
  /** The service, as the stack file has it. */
  readonly service: Service;
  /** What it uses. */
  readonly wiring: Pick<Wiring, "buckets" | "signInRegions">;
}

/**
 * The one role of a service's pods on AWS in a region: EKS hands a service account no second one, so it has whatever the
 * service's stores and messages ask for. What is given back is settled once pods that start get it: a pod that starts
 * before never does. A service that uses nothing of the kind has none.
 */
export function serviceIdentity(ground: Region, args: ServiceIdentityArgs): pulumi.Resource | undefined {
  const { estate, config, region, service } = args;
  const { account } = config;
  const { made } = ground;
  if (account === undefined || made === undefined) return undefined;
  const statements = serviceRights(account, args);
  if (statements.length === 0) return undefined;
  const { association } = new PodIdentity(
    `${region}-${service.name}-identity`,
    {
      ...{ estate, account, region, statements },
      purpose: rolePurpose(args, service.name),
      namespace: estateName(estate),
      serviceAccount: service.name,
      after: [made.cluster],
    },
    { parent: ground, providers: [made.aws] },
  );
  return association;
}

/** What a service may do on AWS: sign in to the stores that it uses, use their objects, and handle its messages. */
export function serviceRights(
  account: Account,
  { estate, config, region, service, wiring: { signInRegions = [], buckets = [] } }: ServiceIdentityArgs,
): IdentityStatement[] {
  return [
    ...(signInRegions.length > 0 ? [signIn(account, service.name, signInRegions)] : []),
    ...bucketRights(estate, account, buckets),
    ...messageRights({ estate, account, region }, service, config),
  ];
}

/** The longest name that IAM gives a role. */
const longestRoleName = 64;

/** Last part of the name of a service's role: its own name, or the beginning of that and a hash where it is too long. */
export function rolePurpose(
  { estate, region }: Pick<ServiceIdentityArgs, "estate" | "region">,
  service: string,
): string {
  const before = `${estateName(estate)}-${region}-`;
  return shortened(before, service, longestRoleName).slice(before.length);
}
