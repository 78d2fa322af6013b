import type { BrokenFile } from "./case";

const step = (title: string, value: string): BrokenFile => ({
  title,
  edit: ["maximumStepPercent: 40", `maximumStepPercent: ${value}`],
  problems: [
    [
      "social-commerce:services.cart-service.release.maximumStepPercent",
      value,
      "a whole number from 1 to 100",
      "correct it, for example 50",
    ],
  ],
});

/** What is wrong with how far one edit may shift a release. */
export const steps: readonly BrokenFile[] = [
  step("a step of nothing", "0"),
  step("a step above the whole", "101"),
  step("a step with a fraction", "12.5"),
  step("a step in quotes", '"40"'),
];
