/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  roots: ["<rootDir>/tests/cluster"],
  testPathIgnorePatterns: ["/node_modules/"],
  globalSetup: "<rootDir>/tests/cluster/setup.ts",
  // One stack after another: production's three control planes fill two cores.
  maxWorkers: 1,
  // What is waited for says itself what is missing, and sooner.
  testTimeout: 180_000,
};
