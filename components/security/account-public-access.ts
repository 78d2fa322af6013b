import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import type { Account } from "../../config/model";

/** What {@link AccountPublicAccess} must be told. */
export interface AccountPublicAccessArgs {
  /** The account of the environment. */
  readonly account: Account;
}

/**
 * No bucket in the account can be made public, whoever makes it and in whichever region. Once for the account, by the
 * provider of what belongs to no region, so that no region's end takes it away. Free of charge.
 */
export class AccountPublicAccess extends pulumi.ComponentResource {
  constructor(name: string, args: AccountPublicAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:security:AccountPublicAccess", name, args, opts);
    const { account } = args;

    new aws.s3.AccountPublicAccessBlock(
      `${name}-buckets`,
      {
        accountId: account.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      { parent: this },
    );

    this.registerOutputs({ summary: `no bucket of account ${account.id} can be made public` });
  }
}
