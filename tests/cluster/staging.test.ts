import { testStack } from "./stack";

testStack("staging", ["us-east-1", "us-west-2"]);
