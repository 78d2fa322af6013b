import type { BrokenFile, Told } from "./case";

const at = (name: string, key = ""): string => `social-commerce:access.${name}${key && `.${key}`}`;
const admins = "{ role: PlatformAdmin, permission: admin }";
const developers = "{ role: BrandBDeveloper, tenant: brand-b }";

const wrong = (title: string, edit: readonly [string, string], ...problems: readonly Told[]): BrokenFile => ({
  title,
  edit,
  problems,
});

const badRole = (title: string, role: string): BrokenFile =>
  wrong(
    `access for a role ${title}`,
    ["role: PlatformAdmin", `role: ${role}`],
    [
      at("platform-admins", "role"),
      role,
      "the name of a role, without account and leading slash",
      "correct it, for example OnCall",
    ],
  );

const taken = (name: string, found: string): Told => [
  at(name, "role"),
  found,
  "a role that no other entry has: EKS knows one entry for each role",
  "name another role, or remove the entry",
];

const onlyLab = ["regions: [us-west-2, us-east-1]", "regions: [lab]"] as const;

/** What is wrong with who gets in. */
export const access: readonly BrokenFile[] = [
  badRole("by its ARN", "arn:aws:iam::111122223333:role/Admin"),
  badRole("with a leading slash", "/Admin"),
  badRole("with nothing behind its path", "teams/"),
  wrong(
    "access by a permission that there is not",
    [admins, admins.replace("admin }", "root }")],
    [at("platform-admins", "permission"), "root", "admin, edit, view", "correct it, for example view"],
  ),
  wrong(
    "access to a tenant by a number",
    [developers, developers.replace("brand-b", "7")],
    [
      at("brand-b-developers", "tenant"),
      "7",
      "the name of a tenant under `tenants`",
      "correct it, for example brand-a",
    ],
  ),
  wrong(
    "access to nothing",
    [admins, "{ role: PlatformAdmin }"],
    [
      at("platform-admins"),
      "neither permission nor tenant",
      "one of the two",
      "add permission: view, or the name of a tenant",
    ],
  ),
  wrong(
    "access to a tenant by an administrator",
    [developers, developers.replace("tenant", "permission: admin, tenant")],
    [
      at("brand-b-developers"),
      "both permission and tenant",
      "one of the two",
      "give the second to a role of its own",
    ],
  ),
  wrong(
    "access to a tenant that there is not",
    [developers, developers.replace("brand-b", "brand-c")],
    [
      at("brand-b-developers", "tenant"),
      'the tenant "brand-c"',
      "brand-a, brand-b",
      "name a tenant under social-commerce:tenants, or remove the entry with its tenant",
    ],
  ),
  wrong(
    "access of one role twice",
    ["role: BrandBDeveloper", "role: PlatformAdmin"],
    taken("brand-b-developers", "PlatformAdmin, which platform-admins has"),
  ),
  wrong(
    "access of the role that deploys",
    ["role: PlatformAdmin", "role: platform-deployer"],
    taken("platform-admins", "platform-deployer, which deploys, and has its own entry"),
  ),
  wrong("access to a tenant that is in no cluster on AWS", onlyLab, [
    at("brand-a-developers"),
    "no region of brand-a on AWS",
    "entries for clusters on AWS; a cluster that is already there has its own",
    "remove the entry, and bind the role or group in the cluster itself",
  ]),
  wrong(
    "access that is no map of entries",
    ["  social-commerce:access:\n", "  social-commerce:access: all\n  other:access:\n"],
    [
      "social-commerce:access",
      "all",
      "a map of names",
      'correct it, for example {"on-call":{"role":"OnCall","permission":"view"}}',
    ],
  ),
];
