import type { Account } from "../../../config/model";
import { allow, type IdentityStatement } from "../../security/policy-document";
import { bucketArn } from "../../storage/private-bucket";
import { signIn } from "../../store/sign-in";
import { completeOf, partsOf } from "./names";
import type { DumpLogin } from "./source";

/** What {@link dumpRights} must be told. */
export interface DumpRightsArgs {
  /** The account of the bucket. */
  readonly account: Account;
  /** Region of the bucket. */
  readonly region: string;
  /** Name of the bucket. */
  readonly bucket: string;
  /** Name of the store. */
  readonly store: string;
  /** How the job signs in to it. */
  readonly login: DumpLogin;
  /** Alias of the key of the bucket. */
  readonly keyAlias: string;
}

/**
 * Adds to the bucket, and nothing else: no reading, listing or deleting, and nothing over what is there, which the bucket refuses
 * besides. Whoever takes over the pod can put rubbish beside the dumps, and harm none of them. A key is asked for a data
 * key alone, which cannot read what others wrote. Of the store it may read what a user of its database may who has no
 * password, where the store lets roles in. What the pod has read it could send away: it reaches S3, and so every public address.
 */
export function dumpRights(args: DumpRightsArgs): IdentityStatement[] {
  const { account, region, bucket, store, login, keyAlias } = args;
  const arn = bucketArn(bucket);
  return [
    allow(
      "Add",
      ["s3:PutObject"],
      [partsOf(store), completeOf(store)].map((prefix) => `${arn}/${prefix}*`),
      // Null false: the header must be there.
      { Null: { "s3:if-none-match": "false" } },
    ),
    allow("Encrypt", ["kms:GenerateDataKey"], [`arn:aws:kms:${region}:${account.id}:key/*`], {
      StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` },
      StringLike: { "kms:EncryptionContext:aws:s3:arn": [arn, `${arn}/*`] },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": keyAlias },
    }),
    ...(login.by === "role" ? [signIn(account, login.user, [region])] : []),
  ];
}
