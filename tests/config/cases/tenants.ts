import type { BrokenFile, Told } from "./case";

const at = (key: string, tenant = "brand-b"): string =>
  `social-commerce:tenants.${tenant}${key && `.${key}`}`;
const quotaB = "quota: { cpu: 300m, memory: 384Mi, pods: 5, storage: 1Gi }";
const label = "up to 63 letters, digits and . _ -, a letter or digit at both ends";

const wrong = (title: string, edit: readonly [string, string], ...problems: readonly Told[]): BrokenFile => ({
  title,
  edit,
  problems,
});

const quotaOf = (key: string, found: string, allowed: string, example: string): BrokenFile =>
  wrong(
    `a tenant with ${key} of ${found}`,
    [quotaB, quotaB.replace(new RegExp(`${key}: \\w+`, "u"), `${key}: ${found}`)],
    [at(`quota.${key}`), found, allowed, `correct it, for example ${example}`],
  );

const cores = 'whole cores or thousandths of one, quoted: "500m", "20"';

/** What is wrong with those who share the clusters. */
export const tenants: readonly BrokenFile[] = [
  wrong(
    "a tenant without a quota",
    [`\n      ${quotaB}`, ""],
    [
      at("quota"),
      "nothing",
      "a map with `cpu`, `memory`, `pods`, `storage` and `volumes`",
      'add it, for example {"cpu":"20","memory":"40Gi","pods":100,"storage":"100Gi"}',
    ],
  ),
  quotaOf("cpu", "0.5cores", cores, '"20"'),
  quotaOf("memory", "512MB", "a whole number of Mi or Gi: 512Mi, 40Gi", "40Gi"),
  quotaOf("pods", "0", "a whole number from 1 to 1000", "100"),
  quotaOf("pods", "1001", "a whole number from 1 to 1000", "100"),
  quotaOf("storage", "1Ti", "a whole number of Gi: 100Gi", "100Gi"),
  wrong(
    "a tenant with no volume at all",
    ["volumes: 10", "volumes: 0"],
    [at("quota.volumes", "brand-a"), "0", "a whole number from 1 to 1000", "correct it, for example 20"],
  ),
  wrong(
    "a tenant whose owner is no label",
    ["owner: team-brand-b", "owner: team@brand-b"],
    [at("owner"), "team@brand-b", label, "correct it, for example team-brand-a"],
  ),
  wrong(
    "a tenant whose cost centre ends in a hyphen",
    ['costCenter: "4712"', "costCenter: cc-"],
    [at("costCenter"), "cc-", `${label}; a number in quotes: "4711"`, 'correct it, for example "4711"'],
  ),
  wrong(
    "a tenant whose name is too long",
    ["    brand-b:\n", `    b${"r".repeat(32)}:\n`],
    [
      `social-commerce:tenants.b${"r".repeat(32)}`,
      `the name "b${"r".repeat(32)}"`,
      "up to 32 lower-case letters, digits and hyphens, a letter first",
      "rename it, for example to brand-a",
    ],
    [
      "social-commerce:access.brand-b-developers.tenant",
      'the tenant "brand-b"',
      `brand-a, b${"r".repeat(32)}`,
      "name a tenant under social-commerce:tenants, or remove the entry with its tenant",
    ],
  ),
  wrong(
    "a tenant in no region",
    ["regions: [us-west-2, us-east-1]", "regions: []"],
    [
      at("regions", "brand-a"),
      "[]",
      "a list of names under `regions`",
      'correct it, for example ["us-east-1","us-west-2"]',
    ],
  ),
  wrong(
    "a tenant in a region that is not declared",
    ["regions: [us-west-2, us-east-1]", "regions: [us-east-1, eu-west-1]"],
    [
      at("regions", "brand-a"),
      'the region "eu-west-1"',
      "us-east-1, us-west-2, lab",
      "name a region under social-commerce:regions, or declare this one there",
    ],
  ),
  wrong(
    "a tenant reached on a port of the system's",
    ["gatewayPort: 8080", "gatewayPort: 80"],
    [at("gatewayPort", "brand-a"), "80", "a whole number from 1024 to 65535", "correct it, for example 8080"],
  ),
  wrong(
    "a tenant in a state that there is not",
    ["state: removed\n", "state: gone\n"],
    [at("state", "brand-a"), "gone", "active, removed", "correct it, for example removed"],
  ),
  wrong(
    "a tenant whose data is to go by a number",
    ["deleteData: brand-a", "deleteData: 1"],
    [
      at("deleteData", "brand-a"),
      "1",
      "the name of the tenant, and only while its state is removed",
      "correct it, for example brand-a",
    ],
  ),
  wrong(
    "a tenant whose data is to go by another's name",
    ["deleteData: brand-a", "deleteData: brand-b"],
    [
      at("deleteData", "brand-a"),
      '"brand-b"',
      "the tenant's own name, brand-a",
      "write that name, or remove it",
    ],
  ),
  wrong(
    "a tenant whose data is to go while it is there",
    ["      state: removed\n", ""],
    [
      at("deleteData", "brand-a"),
      '"brand-a" of a tenant whose state is active',
      "nothing, unless the state is removed",
      "remove deleteData; set state: removed, look whether anybody misses the tenant, then ask again",
    ],
  ),
];
