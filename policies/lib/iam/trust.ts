import { must } from "../condition";
import { allOf, anyOf, fail, type Verdict } from "../verdict";
import type { Value } from "../value";
import { anyService, serviceTrusts } from "./allowances";
import { limitedBy, ownerKeys } from "./limits";
import { eachStatement, ofAllowances, principalsOf } from "./statement";

/** A role must be taken only by whom it is for: principals by name, and a service only for a thing of ours. */
export function trustsFew(document: Value): Verdict {
  return eachStatement(document, (statement) => ofAllowances(statement, trustIsNarrow(statement)));
}

function trustIsNarrow(statement: Value): Verdict {
  const principal = statement.at("Principal");
  const whom = principalsOf(statement);
  if (whom.length === 0)
    return fail(`${principal.path} is not set; allowed: principals by name; say who takes the role`);
  const condition = statement.at("Condition");
  return allOf(
    ...principalsOf(statement, "Service").map((service) => serviceIsLimited(service, condition)),
    ...principalsOf(statement, "AWS").map((one) => principalIsNamed(one, condition)),
    ...principalsOf(statement, "Federated").map((one) => subjectIsNamed(one, condition)),
  );
}

function serviceIsLimited(service: Value, condition: Value): Verdict {
  const name = must(service, (content) => typeof content === "string" && /^[a-z0-9.-]+$/u.test(content), {
    allowed: "a service by name",
    fix: "name it",
  });
  if (name.kind !== "pass") return name;
  const { keys } = serviceTrusts[String(service.content)] ?? anyService;
  return allOf(name, ...keys.map((alternatives) => limitedBy(condition, alternatives)));
}

/** `root` is everybody in the account whom its IAM policies let. */
function principalIsNamed(principal: Value, condition: Value): Verdict {
  const isNamed = (content: unknown): boolean =>
    typeof content === "string" &&
    /^arn:aws:(iam|sts)::\d{12}:(role|user|assumed-role)\/[^*?]+$/u.test(content);
  return anyOf(
    must(principal, isNamed, { allowed: "a role by its ARN, or a condition on who", fix: "name the role" }),
    limitedBy(condition, ownerKeys),
  );
}

/** An identity provider speaks for many; the subject is the one of them who may take the role. */
function subjectIsNamed(provider: Value, condition: Value): Verdict {
  const isProvider = (content: unknown): boolean =>
    typeof content === "string" && /^arn:aws:iam::\d{12}:(oidc|saml)-provider\/[^*?]+$/u.test(content);
  const name = must(provider, isProvider, {
    allowed: "an identity provider by its ARN",
    fix: "name the provider",
  });
  if (name.kind !== "pass") return name;
  const [, issuer = ""] = String(provider.content).split("-provider/");
  const keys = String(provider.content).includes(":oidc-provider/")
    ? [[`${issuer}:aud`], [`${issuer}:sub`]]
    : [["SAML:aud"]];
  return allOf(...keys.map((alternatives) => limitedBy(condition, alternatives)));
}
