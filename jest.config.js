const { mkdtempSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

// Workers inherit it: the plans of a run are made once (tests/support/plans.ts).
process.env.PLANS ??= mkdtempSync(join(tmpdir(), "plans-"));

/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/tests"],
  testMatch: ["**/*.test.ts"],
  // Minutes: npm run test:slow. Real API servers: npm run test:cluster.
  testPathIgnorePatterns: ["/node_modules/", "\\.slow\\.test\\.ts$", "<rootDir>/tests/cluster/"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  globalTeardown: "<rootDir>/tests/support/teardown.ts",
  // Two cores: one worker each.
  maxWorkers: 2,
  // A recording of production leaves 300 MB with the SDK, and a heap that is nearly full is collected all the time.
  workerIdleMemoryLimit: "600MB",
};
