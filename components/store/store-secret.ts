import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import type { AnyInstanceStore } from "../../config/model";
import { residencyTags } from "../backup/retention";
import { tags, type Estate } from "../lib/estate";
import type { StoreGround } from "./ground";
import { secretName } from "./names";

/** What a {@link StoreSecret} must be told. */
export interface StoreSecretArgs {
  /** The environment that this belongs to. */
  readonly estate: Estate;
  /** The store. */
  readonly store: AnyInstanceStore;
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
 * here because a cluster of a global database cannot have AWS make and rotate it (Amazon Aurora user guide, "Password
 * management with Amazon Aurora and AWS Secrets Manager", limitations). Another one is made beside the former ones, which
 * stay in Pulumi's state: none is ever replaced or deleted, so that no edit can lock everybody out. About 0.40 USD a month
 * for each region.
 */
export class StoreSecret extends pulumi.ComponentResource {
  /** The password, a secret. */
  public readonly password: pulumi.Output<string>;
  /** The one before, a secret; absent while there is none. */
  public readonly former?: pulumi.Output<string>;
  /**
   * Writes the password as the secret's version, once what takes it is settled: a change that AWS refuses leaves the secret
   * with the password that the store has. To be called once.
   */
  public readonly writeAfter: (settled: pulumi.Resource) => void;

  constructor(name: string, args: StoreSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    const { store, username, home, others } = args;
    const { passwordVersion } = store;
    super("platform:store:StoreSecret", name, { createdIn: home.region, store: store.name, username }, opts);

    const [current, former] = passwords(this, name, args);
    this.password = current;
    if (former !== undefined) this.former = former;
    const secret = buildSecret(this, name, args);
    this.writeAfter = (settled) => {
      new aws.secretsmanager.SecretVersion(
        `${name}-value`,
        {
          secretId: secret.id,
          secretString: pulumi.secret(pulumi.jsonStringify({ username, password: current })),
        },
        { parent: this, provider: home.provider, dependsOn: [settled] },
      );
    };

    const regions = [home, ...others].map(({ region }) => region);
    const version = passwordVersion > 1 ? [`password ${passwordVersion}`] : [];
    this.registerOutputs({ summary: [`${username} in ${regions.join(", ")}`, ...version].join(" · ") });
  }
}

/** Every password that the store has had, the newest first. */
function passwords(
  parent: StoreSecret,
  name: string,
  { store, random: provider }: StoreSecretArgs,
): [pulumi.Output<string>, ...pulumi.Output<string>[]] {
  const make = (version: number): pulumi.Output<string> =>
    new random.RandomPassword(
      version === 1 ? name : `${name}-${version}`,
      { length: passwordLength, special: false },
      { parent, provider, protect: true },
    ).result;
  const former = Array.from({ length: store.passwordVersion - 1 }, (_, index) => make(index + 1));
  return [make(store.passwordVersion), ...former.reverse()];
}

function buildSecret(
  parent: StoreSecret,
  name: string,
  { estate, store, username, home, others }: StoreSecretArgs,
): aws.secretsmanager.Secret {
  return new aws.secretsmanager.Secret(
    name,
    {
      name: secretName(estate, store.name),
      // What is in it nobody sees in a preview; which of the passwords it is, everybody does.
      description: `${username} of ${store.name}, password ${store.passwordVersion}`,
      kmsKeyId: home.shared.keyArn,
      replicas: others.map(({ region, shared }) => ({ region, kmsKeyId: shared.keyArn })),
      recoveryWindowInDays: 30,
      tags: { ...tags(estate, home.region, `${home.region}-${name}`), ...residencyTags(store.permitted) },
    },
    { parent, provider: home.provider, protect: true },
  );
}
