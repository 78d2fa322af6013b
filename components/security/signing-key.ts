import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

/** Characters of a signing key: 64 letters and digits carry 381 bits, above the 256 that HMAC-SHA-256 asks for. */
const keyLength = 64;

/**
 * The key with which one service signs what it hands to a user (cursors, form tokens). It is the same in every region
 * and colour, because a user who is moved must be able to bring back what another pod signed.
 */
export class SigningKey extends pulumi.ComponentResource {
  /** The key, a secret. */
  public readonly value: pulumi.Output<string>;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("platform:security:SigningKey", name, {}, opts);

    const key = new random.RandomPassword(name, { length: keyLength, special: false }, { parent: this });

    this.value = key.result;
    this.registerOutputs({ value: this.value });
  }
}
