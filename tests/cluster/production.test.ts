import { testStack } from "./stack";

testStack("production", ["eu-central-1", "us-east-1", "us-west-2"]);
