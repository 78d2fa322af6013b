import type { Account } from "../../config/model";
import { allow, type IdentityStatement } from "../security/policy-document";

/**
 * To sign in to a relational store in these regions as one user of its database, and as nobody else. The store is not named:
 * AWS gives it an identifier of its own, which is known after `up` only, and the account has those of this environment alone.
 * Source: Amazon Aurora user guide, "Creating and using an IAM policy for IAM database access".
 */
export function signIn({ id }: Account, user: string, regions: readonly string[]): IdentityStatement {
  const users = regions.map((region) => `arn:aws:rds-db:${region}:${id}:dbuser:*/${user}`);
  return allow("SignInToStores", ["rds-db:connect"], users);
}
