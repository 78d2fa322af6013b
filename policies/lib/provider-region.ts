import type { LinkedResource } from "./resource";
import type { Stack } from "./stack";
import { Value } from "./value";

/** Region of the AWS provider that a resource is made by; absent where the provider is not among the stack's resources. */
export function providerRegion({ provider }: LinkedResource, stack: Stack): Value {
  const found = stack.ofTypes(["pulumi:providers:aws"]).find(({ urn }) => urn === provider);
  return found === undefined ? Value.of(undefined, "region") : found.properties.at("region");
}

/** Region that an ARN names; nothing for a text that is none. */
export function regionOfArn(arn: unknown): string | undefined {
  const [, , , region] = typeof arn === "string" ? arn.split(":") : [];
  return region === undefined || region === "" ? undefined : region;
}
