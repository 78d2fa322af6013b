/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  // What takes a minute of two cores and changes seldom: npm run test:slow.
  testMatch: ["**/*.slow.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/tests/cluster/"],
};
