/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/tests"],
  testMatch: ["**/*.test.ts"],
  // Real API servers: npm run test:cluster.
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/tests/cluster/"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  // Two cores: one worker each.
  maxWorkers: 2,
};
