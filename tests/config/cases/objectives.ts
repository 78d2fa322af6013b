import type { BrokenFile } from "./case";

const at = "social-commerce:services.cart-service.objective";

const availability = (title: string, value: string): BrokenFile => ({
  title,
  edit: ["availabilityPercent: 99.95", `availabilityPercent: ${value}`],
  problems: [
    [`${at}.availabilityPercent`, value, "a number from 99 to 99.99", "correct it, for example 99.95"],
  ],
});

const latency = (title: string, value: string): BrokenFile => ({
  title,
  edit: ["latencyMs: 500", `latencyMs: ${value}`],
  problems: [
    [
      `${at}.latencyMs`,
      value,
      "5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000",
      "correct it, for example 500",
    ],
  ],
});

const share = (title: string, value: string): BrokenFile => ({
  title,
  edit: ["latencyPercent: 99 ", `latencyPercent: ${value} `],
  problems: [[`${at}.latencyPercent`, value, "a number from 95 to 99.9", "correct it, for example 99"]],
});

/** What is wrong with what a service promises. */
export const objectives: readonly BrokenFile[] = [
  availability("an availability that nobody would notice", "98.9"),
  availability("an availability that leaves too little to measure", "99.991"),
  availability("an availability of always", "100"),
  availability("an availability in quotes", '"99.95"'),
  availability("an availability in percent", "99.95%"),
  latency("a latency between two bounds of the histogram", "300"),
  latency("a latency with its unit", "500ms"),
  latency("a latency in quotes", '"500"'),
  share("a share in time that is too small", "94.9"),
  share("a share in time that leaves too little to measure", "99.91"),
  {
    title: "an objective that is one number",
    edit: ["{ availabilityPercent: 99.95, latencyMs: 500, latencyPercent: 99 }", "99.95"],
    problems: [
      [
        at,
        "99.95",
        "a map with `availabilityPercent`, `latencyMs` and `latencyPercent`",
        'correct it, for example {"availabilityPercent":99.95,"latencyMs":500,"latencyPercent":99}',
      ],
    ],
  },
  {
    title: "a misspelt key in an objective",
    edit: ["availabilityPercent:", "availability:"],
    problems: [
      [
        `${at}.availability`,
        'the unknown key "availability" with 99.95',
        "availabilityPercent, latencyMs, latencyPercent",
        "remove it",
      ],
    ],
  },
];
