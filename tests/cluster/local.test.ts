import { testStack } from "./stack";

testStack("local", ["east", "west"]);
