import { withIgnored } from "./compare/ignore";
import { matchResources } from "./compare/match";
import { pairUp } from "./compare/pairs";
import type { HookCall } from "./engine/hooks";
import type { Recording } from "./engine/recording";
import type { Registration } from "./engine/registration";
import { writeProperties } from "./engine/wire";
import type { Plan, PlanResource } from "./plan";

/**
 * The hooks that the engine would call: before it creates what the former plan does not have, and before it updates
 * what differs from it. Without a former plan everything is new.
 */
export function guardCalls({ registrations }: Recording, former: Plan | undefined): HookCall[] {
  const current = [...registrations.values()];
  const matches = matchResources(
    former?.resources ?? [],
    current.map(({ resource }) => resource),
  );
  return current.flatMap((registration) => {
    const before = matches.former.get(registration.resource.urn);
    if (before === undefined) return [{ moment: "beforeCreate" as const, registration }];
    return pairUp(before, registration.resource, matches).properties.length === 0
      ? []
      : [updateCall(registration, before)];
  });
}

function updateCall(registration: Registration, { inputs: before }: PlanResource): HookCall {
  const { inputs, ignoreChanges } = registration.resource;
  return {
    moment: "beforeUpdate",
    registration,
    oldInputs: writeProperties(before),
    ...(ignoreChanges.length === 0
      ? {}
      : { newInputs: writeProperties(withIgnored(inputs, before, ignoreChanges)) }),
  };
}
