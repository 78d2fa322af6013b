/** @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.js"),
  // What takes more than ten seconds and changes seldom: npm run test:slow.
  testMatch: ["**/*.slow.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/tests/cluster/"],
};
