import { must } from "../condition";
import { allOf, anyOf, fail, pass, undecided, type Verdict } from "../verdict";
import type { Value } from "../value";
import {
  publicReads,
  unlimitedServices,
  wideAllowances,
  type UnlimitedService,
  type WideAllowance,
} from "./allowances";
import { limitedBy, ownerKeys } from "./limits";
import type { PlacedDocument, PolicyKind } from "./places";
import { isWithinSize } from "./size";
import {
  eachStatement,
  hasNoExcepting,
  ofAllowances,
  principalsOf,
  sidsAreUnique,
  stands,
} from "./statement";

/** What a document allows must be no more than somebody needs, to nobody but whom it names. */
export function allowsLittle(placed: PlacedDocument): Verdict {
  const { kind, document } = placed;
  return allOf(
    eachStatement(document, (statement) => ofAllowances(statement, statementIsNarrow(statement, kind))),
    sidsAreUnique(document),
    isWithinSize(placed),
  );
}

function statementIsNarrow(statement: Value, kind: PolicyKind): Verdict {
  const actions = statement.at("Action").items();
  return allOf(
    must(statement.at("Effect"), (content) => content === "Allow", {
      allowed: "Allow or Deny",
      fix: "set Effect",
    }),
    hasNoExcepting(statement),
    ...actions.map((action) => actionIsNarrow(action, statement, kind)),
    // An endpoint's document grants nothing, so it passes no role either.
    ...(kind === "endpoint" ? [] : actions.map((action) => passesNamedRoles(action, statement))),
    // Who may take a role is the trust rule's.
    ...(kind === "trust" ? [] : [everybodyIsLimited(statement, kind), servicesAreLimited(statement)]),
  );
}

/** `s3:*`, `*` and `*:Get` are not narrow; `s3:Get*` is, since the verb says what is done. */
function actionIsNarrow(action: Value, statement: Value, kind: PolicyKind): Verdict {
  const isNarrow = (content: unknown): boolean =>
    typeof content === "string" && /^[^*?:]+:[^*?]/u.test(content);
  const narrow = must(action, isNarrow, {
    allowed: "actions by name, or by a verb of one service",
    fix: "name the actions",
  });
  if (narrow.kind !== "fail") return narrow;
  const listed = wideAllowances.filter((one) => one.kind === kind && hasAction(one, action));
  return anyOf(narrow, ...listed.map((one) => keepsTerms(one, statement)));
}

function hasAction({ actions }: WideAllowance, { content }: Value): boolean {
  return actions.some((action) =>
    action.startsWith(".+") ? /^[^*?:]+:\*$/u.test(String(content)) : action === content,
  );
}

function keepsTerms({ principals }: WideAllowance, statement: Value): Verdict {
  const whom = principalsOf(statement);
  if (whom.length === 0) return fail(`${statement.path}.Principal is not set`);
  const demand = { allowed: String(principals), fix: "name the principal for which it is documented" };
  const named = whom.map((one) =>
    must(one, (content) => typeof content === "string" && principals.test(content), demand),
  );
  return allOf(...named);
}

/** An endpoint may also be limited to whose things are reached through it. */
const endpointKeys = [...ownerKeys, "aws:ResourceAccount", "aws:ResourceOrgID"];

/** Whoever passes a role to a service can do what the role can do, so the role and the service are named. */
function passesNamedRoles(action: Value, statement: Value): Verdict {
  if (action.state === "known" && !stands(action.content, "iam:PassRole")) return pass;
  const roles = statement.at("Resource").items();
  const isRole = (content: unknown): boolean =>
    typeof content === "string" && /^arn:aws:iam::\d{12}:role\/[^*?]+$/u.test(content);
  const demand = { allowed: "ARNs of roles, beside iam:PassRole", fix: "name the roles that are passed" };
  const verdict = allOf(
    ...(roles.length === 0 ? [fail(`${statement.path}.Resource is not set; ${demand.fix}`)] : []),
    ...roles.map((role) => must(role, isRole, demand)),
    limitedBy(statement.at("Condition"), ["iam:PassedToService"]),
  );
  // Of an action that nobody knows yet it cannot be said that it passes roles; the action itself is undecided.
  return action.state === "unknown" ? pass : verdict;
}

/** Everybody is nobody in particular, unless a condition says who. */
function everybodyIsLimited(statement: Value, kind: PolicyKind): Verdict {
  const verdicts = principalsOf(statement, "AWS").map((one) =>
    anyOf(
      must(one, (content) => typeof content !== "string" || !/[*?]/u.test(content), {
        allowed: "principals by ARN, or a condition on whose request it is",
        fix: "name the principal",
      }),
      limitedBy(statement.at("Condition"), kind === "endpoint" ? endpointKeys : ownerKeys),
      ...(kind === "endpoint" ? [readsPublicThings(statement)] : []),
    ),
  );
  return verdicts.length === 0 ? pass : allOf(...verdicts);
}

/** An endpoint may let everybody read what is everybody's: the things that are listed, and nothing beside them. */
function readsPublicThings(statement: Value): Verdict {
  const actions = statement.at("Action").items();
  const things = statement.at("Resource").items();
  if (actions.length === 0 || things.length === 0)
    return fail(`${statement.path} names no action or no thing`);
  const read = { allowed: publicReads.actions.join(", "), fix: "name the principal" };
  const listed = {
    allowed: "things of others that are listed",
    fix: "name the principal, or list the thing",
  };
  return allOf(
    ...actions.map((one) => must(one, (content) => publicReads.actions.includes(String(content)), read)),
    ...things.map((one) => must(one, (content) => publicReads.things.test(String(content)), listed)),
  );
}

/** A service acts for many accounts; a condition says for which, unless AWS documents that it sends none. */
function servicesAreLimited(statement: Value): Verdict {
  const named = statement.at("Principal").keys().includes("Service");
  if (!named) return pass;
  const limited = limitedBy(statement.at("Condition"), ownerKeys);
  const listed = anyOf(...unlimitedServices.map((one) => isListed(one, statement)));
  if (listed.kind === "pass") return pass;
  return listed.kind === "undecided" && limited.kind === "fail" ? undecided(limited.message ?? "") : limited;
}

/** The statement must say nothing but what is listed: whoever else, or whatever else, is in it asks for a condition. */
function isListed({ service, action, things }: UnlimitedService, statement: Value): Verdict {
  const demand = { allowed: "what is listed", fix: "add a condition" };
  const resources = statement.at("Resource").items();
  const named = resources.length === 0 ? [fail(`${statement.path} names no thing`)] : [];
  return allOf(
    ...named,
    ...principalsOf(statement).map((one) => must(one, (content) => content === service, demand)),
    ...statement
      .at("Action")
      .items()
      .map((one) => must(one, (content) => content === action, demand)),
    ...resources.map((one) => must(one, (content) => things.test(String(content)), demand)),
  );
}
