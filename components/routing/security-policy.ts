import type { ISecurityPolicy } from "@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1/SecurityPolicy";

import { colours, type AccessClass, type Auth, type Service } from "../../config/model";
import { ruleName } from "../service/route-spec";
import { userHeader } from "./limits";
import { previewName, previewRule } from "./preview-route";

type Spec = NonNullable<ISecurityPolicy["spec"]>;

/** Name under which a policy knows the issuer. */
const provider = "platform";

/**
 * Who gets through the rules of one class; nothing where everybody does, from whatever page. Of several policies about
 * one rule the oldest alone would count, so there is one for each class.
 */
export function securityPolicySpec(
  service: Service,
  kind: AccessClass,
  auth: Auth | undefined,
): Spec | undefined {
  const { cors, access } = service;
  const tokens = kind === "public" ? undefined : auth;
  if (access[kind].length === 0 || (tokens === undefined && cors === undefined)) return undefined;
  return {
    targetRefs: rulesOf(service, kind),
    ...(cors && { cors: corsSpec(cors.origins) }),
    ...(tokens && { jwt: jwt(tokens) }),
    ...(tokens && kind === "admin" && { authorization: adminsOnly(tokens) }),
  };
}

/** The rule of the route that the class has, and the two of the preview route. */
function rulesOf({ name }: Service, kind: AccessClass): NonNullable<Spec["targetRefs"]> {
  const rule = ruleName(kind);
  const ref = (route: string, sectionName: string) => ({
    group: "gateway.networking.k8s.io",
    kind: "HTTPRoute",
    name: route,
    sectionName,
  });
  return [ref(name, rule), ...colours.map((colour) => ref(previewName(name), previewRule(rule, colour)))];
}

/** From the header alone: a token in an address ends in logs. */
function jwt({ issuer, jwksUri, audiences }: Auth): NonNullable<Spec["jwt"]> {
  return {
    providers: [
      {
        name: provider,
        issuer,
        audiences: [...audiences],
        remoteJWKS: { uri: jwksUri, cacheDuration: "300s" },
        claimToHeaders: [{ claim: "sub", header: userHeader }],
        extractFrom: { headers: [{ name: "Authorization", valuePrefix: "Bearer " }] },
      },
    ],
  };
}

function adminsOnly({ adminScope }: Auth): NonNullable<Spec["authorization"]> {
  return {
    defaultAction: "Deny",
    rules: [
      { name: "administrators", action: "Allow", principal: { jwt: { provider, scopes: [adminScope] } } },
    ],
  };
}

function corsSpec(origins: readonly string[]): NonNullable<Spec["cors"]> {
  return {
    allowOrigins: [...origins],
    allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
    allowHeaders: ["Authorization", "Content-Type"],
    maxAge: "600s",
  };
}
