import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import type { AnyMadeStore } from "../../config/model";
import { tags, type Estate } from "../lib/estate";
import { residencyTags, type StoreGround } from "./ground";
import { secretName } from "./names";

/** What a {@link StoreSecret} must be told. */
export interface StoreSecretArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The store. */
  readonly store: AnyMadeStore;
  /** Who signs in. */
  readonly username: string;
  /** The region that the store was made in; the secret is written there. */
  readonly home: StoreGround;
  /** The store's other regions, in each of which the secret is read. */
  readonly others: readonly StoreGround[];
  /** Provider of random values. */
  readonly random: random.Provider;
}

/** Characters of a password: 40 letters and digits carry 238 bits, and every engine here takes them. */
const passwordLength = 40;

/**
 * The password of a store, in the secret manager of each of its regions, encrypted there with that region's key. It is made
 * here because a global database cannot have AWS make and rotate it (Amazon Aurora user guide, "Password management with
 * Amazon Aurora and AWS Secrets Manager", limitations). About 0.40 USD a month for each region.
 */
export class StoreSecret extends pulumi.ComponentResource {
  /** The password, a secret. */
  public readonly password: pulumi.Output<string>;

  constructor(name: string, args: StoreSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    const { estate, store, username, home, others } = args;
    super("platform:store:StoreSecret", name, { createdIn: home.region, store: store.name, username }, opts);

    // The engine would make another password, and lock everybody out, without the old one.
    const made = new random.RandomPassword(
      name,
      { length: passwordLength, special: false },
      { parent: this, provider: args.random, protect: true },
    );
    const awsName = secretName(estate, store.name);
    const secret = new aws.secretsmanager.Secret(
      name,
      {
        name: awsName,
        description: `${username} of ${store.name}`,
        kmsKeyId: home.shared.keyArn,
        replicas: others.map(({ region, shared }) => ({ region, kmsKeyId: shared.keyArn })),
        recoveryWindowInDays: 30,
        tags: { ...tags(estate, home.region, `${home.region}-${name}`), ...residencyTags(store) },
      },
      { parent: this, provider: home.provider, protect: true },
    );
    new aws.secretsmanager.SecretVersion(
      `${name}-value`,
      {
        secretId: secret.id,
        secretString: pulumi.secret(pulumi.jsonStringify({ username, password: made.result })),
      },
      // Whoever rotates the password writes the new one here; the first one is not put back.
      { parent: this, provider: home.provider, ignoreChanges: ["secretString"] },
    );

    this.password = made.result;
    const regions = [home, ...others].map(({ region }) => region);
    this.registerOutputs({ summary: `${username} in ${regions.join(", ")}` });
  }
}
