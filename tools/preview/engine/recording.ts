import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { GuardRefusal } from "../plan";
import type { Fault } from "./faults";
import { readRegistration, type Registration, type StackName } from "./registration";
import { isProvider } from "./urn";

/** What one run of a program said; it is complete when the program has ended. */
export class Recording {
  readonly registrations = new Map<string, Registration>();
  /** Outputs of components and of the root stack, by URN. */
  readonly outputs = new Map<string, Struct>();
  readonly refusals: GuardRefusal[] = [];
  readonly faults: Fault[] = [];
  /** Warnings, and what the program printed through the SDK's log. */
  readonly notices: string[] = [];
  readonly errors: string[] = [];

  constructor(readonly name: StackName) {}

  /**
   * Keeps a registration.
   *
   * @returns It, and why the engine would refuse it under this program's rules.
   */
  add(request: RegisterResourceRequest): { registration: Registration; reasons: string[] } {
    const registration = readRegistration(request, this.name, this.registrations.get(request.getParent()));
    const { urn, type, name, custom, provider } = registration.resource;
    const reasons: string[] = [];
    if (this.registrations.has(urn))
      reasons.push(`two resources have the same URN; rename one of them: ${urn}`);
    if (custom && provider === undefined && !isProvider(type))
      reasons.push(
        `${name} (${type}) has no provider, and default providers are disabled; pass one to it or its parent`,
      );
    if (request.getRemote()) reasons.push(`${name} (${type}) is a remote component; use a local one`);
    if (request.getTransformsList().length > 0)
      reasons.push(`${name} (${type}) has transforms; they are not run offline`);
    this.registrations.set(urn, registration);
    return { registration, reasons };
  }
}
