import type { BrokenFile, Told } from "./case";

const cart = "social-commerce:services.cart-service";
const order = "social-commerce:services.order-service";

/** A case with one problem. */
const one = (title: string, edit: BrokenFile["edit"], ...problem: Told): BrokenFile => ({
  title,
  edit,
  problems: [problem],
});

/** A value of another kind than the schema asks for. */
const shape = (
  title: string,
  edit: BrokenFile["edit"],
  [key, found, allowed, example]: readonly [key: string, found: string, allowed: string, example: string],
): BrokenFile => one(title, edit, `${cart}.${key}`, found, allowed, `correct it, for example ${example}`);

/** What is wrong with how a release may go on, value by value. */
const values: readonly BrokenFile[] = [
  shape(
    "a strategy nobody knows",
    ["strategy: canary", "strategy: recreate"],
    ["release.strategy", "recreate", "blue-green, canary, rolling", "canary"],
  ),
  shape(
    "a stable colour nobody knows",
    ["stable: blue", "stable: red"],
    ["release.stable", "red", "blue, green", "green"],
  ),
  shape(
    "a step of a canary that is nothing",
    ["steps: [30, 100]", "steps: [0, 100]"],
    [
      "release.steps.0",
      "0",
      "a list of rising whole numbers from 1 to 100 that ends with 100",
      "[1,10,50,100]",
    ],
  ),
  shape(
    "a canary without steps",
    ["steps: [30, 100]", "steps: []"],
    [
      "release.steps",
      "[]",
      "a list of rising whole numbers from 1 to 100 that ends with 100",
      "[1,10,50,100]",
    ],
  ),
  shape(
    "a bake with its unit",
    ["bakeSeconds: 900", "bakeSeconds: 15m"],
    ["release.bakeSeconds", "15m", "a whole number from 0 to 604800", "600"],
  ),
  shape(
    "a rollback in a sentence",
    ["cart-rollback-7", "the last one"],
    ["release.acknowledgeRollback", "the last one", "the id of the last rollback", "cart-service-1f0c9d2e"],
  ),
  shape(
    "a database schema with a fraction",
    ["databaseSchema: 119", "databaseSchema: 119.5"],
    ["release.databaseSchema", "119.5", "a whole number from 0", "119"],
  ),
  shape(
    "a negative oldest schema of blue",
    ["min: 118", "min: -1"],
    ["release.blue.schema.min", "-1", "a whole number from 0", "118"],
  ),
  shape(
    "a newest schema of blue in words",
    ["max: 119", "max: latest"],
    ["release.blue.schema.max", "latest", "a whole number from 0, not below `min`", "120"],
  ),
  shape(
    "a negative oldest schema of green",
    ["min: 117", "min: -1"],
    ["release.green.schema.min", "-1", "a whole number from 0", "118"],
  ),
  shape(
    "a newest schema of green in words",
    ["max: 120", "max: latest"],
    ["release.green.schema.max", "latest", "a whole number from 0, not below `min`", "120"],
  ),
  shape(
    "a replica without connections",
    ["connectionsPerReplica: 10", "connectionsPerReplica: 0"],
    ["connectionsPerReplica", "0", "a whole number from 1 to 1000, together with `connectionLimit`", "10"],
  ),
  shape(
    "a limit of no connections",
    ["connectionLimit: 600", "connectionLimit: 0"],
    ["connectionLimit", "0", "a whole number from 1 to 100000, together with `connectionsPerReplica`", "800"],
  ),
  shape(
    "an isolation in words",
    ["isolated: false", "isolated: at once"],
    ["isolated", "at once", "true, false", "true"],
  ),
];

/** What the guards refuse that need to know neither the former release nor the cluster. */
const guards: readonly BrokenFile[] = [
  one(
    "a stable colour that is small",
    ["capacityPercent: 100", "capacityPercent: 70"],
    `${cart}.release.blue.capacityPercent`,
    "70, while blue is the stable colour",
    "100: every release goes back to the stable colour in one step",
    "set release.blue.capacityPercent to 100; to shrink blue, complete the release first (release.stable)",
  ),
  one(
    "a stable colour that is not declared",
    ["        greenPercent: 0\n", "        greenPercent: 0\n        stable: green\n"],
    `${order}.release.green`,
    "nothing, while green is the stable colour",
    "a colour with traffic, and the stable one, is declared with version and digest",
    "declare release.green in an edit of its own, wait for its pods, then shift traffic",
  ),
  one(
    "steps that do not end",
    ["steps: [30, 100]", "steps: [30, 60]"],
    `${cart}.release.steps`,
    "[30,60]",
    "rising shares that end with 100",
    "write for example [10, 50, 100]",
  ),
  one(
    "steps that fall",
    ["steps: [30, 100]", "steps: [60, 30, 100]"],
    `${cart}.release.steps`,
    "[60,30,100]",
    "rising shares that end with 100",
    "write for example [10, 50, 100]",
  ),
  one(
    "a rolling release that splits",
    ["strategy: canary", "strategy: rolling"],
    `${cart}.release.greenPercent`,
    "30, while blue is stable and the strategy is rolling",
    "0",
    "set greenPercent to 0: a rolling release changes release.blue's image in place",
  ),
  one(
    "one version for two images",
    ['version: "1.8.3"', 'version: "1.8.2"'],
    `${cart}.release.green.version`,
    "1.8.2, which is also blue's, with another digest",
    "one version for one digest",
    "give the new image a version of its own",
  ),
  one(
    "one image under two versions",
    [`sha256:${"9".repeat(64)}`, `sha256:${"b".repeat(64)}`],
    `${cart}.release.green.digest`,
    "bbbbbbb, which is also blue's, under another version",
    "one version for one digest",
    "write the digest of 1.8.3, or blue's version",
  ),
  one(
    "a database schema that the old image cannot work with",
    ["databaseSchema: 119", "databaseSchema: 120"],
    `${cart}.release.databaseSchema`,
    "120, while blue (1.8.2) works with 118 to 119",
    "118 to 119, for blue",
    "bring the schema into the range, or put another image on blue first",
  ),
  one(
    "a colour that does not say which schema it works with",
    ["          schema: { min: 117, max: 120 }\n", ""],
    `${cart}.release.green.schema`,
    "nothing, while release.databaseSchema is declared",
    "the versions of the schema that the image can work with",
    "add for example { min: 119, max: 119 }",
  ),
  one(
    "a range of schemas upside down",
    ["min: 117, max: 120", "min: 120, max: 117"],
    `${cart}.release.databaseSchema`,
    "119, while green (1.8.3) works with 120 to 117",
    "a range whose min is not above its max",
    "bring the schema into the range, or put another image on green first",
  ),
  {
    title: "ranges of schemas without a database schema",
    edit: ["        databaseSchema: 119\n", ""],
    problems: (
      [
        ["blue", "1.8.2", "118 to 119"],
        ["green", "1.8.3", "117 to 120"],
      ] as const
    ).map(([colour, version, range]) => [
      `${cart}.release.databaseSchema`,
      `nothing, while ${colour} (${version}) works with ${range}`,
      `${range}, for ${colour}`,
      "write the present version of the database's schema",
    ]),
  },
  one(
    "too few connections for both colours",
    ["connectionLimit: 600", "connectionLimit: 599"],
    `${cart}.connectionLimit`,
    "599, while both colours open up to 600 (10 × 30 replicas × 2)",
    "600 or more",
    "lower connectionsPerReplica or scaling.max, or raise the limit of the database",
  ),
  one(
    "connections without a limit",
    ["      connectionLimit: 600\n", ""],
    `${cart}.connectionLimit`,
    "nothing, while connectionsPerReplica is declared",
    "both or neither",
    "add connectionLimit, or remove connectionsPerReplica",
  ),
  one(
    "a limit without connections",
    ["      connectionsPerReplica: 10\n", ""],
    `${cart}.connectionsPerReplica`,
    "nothing, while connectionLimit is declared",
    "both or neither",
    "add connectionsPerReplica, or remove connectionLimit",
  ),
];

/** What is wrong with how a release may go on. */
export const rollouts: readonly BrokenFile[] = [...values, ...guards];
