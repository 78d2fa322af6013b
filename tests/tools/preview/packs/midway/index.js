// A pack that dies while it judges.
const { PolicyPack } = require("@pulumi/policy");

function validateStack() {
  process.stderr.write("out of memory\n");
  process.exit(9);
}

new PolicyPack("midway", { policies: [{ name: "fatal", description: "Dies.", validateStack }] });
