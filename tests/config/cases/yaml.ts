import type { BrokenFile } from "./case";

const wanted = "text in quotes, whole numbers, true, false";
const digits = "; where a number belongs, write it in plain digits";

/** A version that somebody wrote without quotes, and what readers would make of it. */
const version = (title: string, text: string, becomes: string): BrokenFile => ({
  title: `${title}: ${text}`,
  edit: ['version: "1.8.2"', `version: ${text}`],
  problems: [
    [
      "social-commerce:services.cart-service.release.blue.version",
      `${text} without quotes: ${becomes}`,
      wanted,
      `quote it: "${text}"${becomes.startsWith("a number") ? digits : ""}`,
    ],
  ],
});

const fraction = "a number: 1.10 would arrive as 1.1";
const stamp = "a time stamp, which the engine rewrites";
const eight = "a number in base eight in some readers, without its leading zero in others";
const underscores = "a number without its underscores in some readers";
const syntax = "mend the syntax first; the rest of the file is checked after that";

/** What is wrong with the text before its values are looked at. */
export const yaml: readonly BrokenFile[] = [
  version("a version that loses its zero", "1.10", fraction),
  version("a number without its nought", ".5", fraction),
  version("a number without its fraction", "1.", fraction),
  version("a number with a nought at its end", "99.90", fraction),
  version("a number with a sign and without its nought", "-.5", fraction),
  version("a number in base eight", "0644", eight),
  version("a word that some readers take for true", "yes", "true or false in some readers"),
  version("a word that some readers take for false", "off", "true or false in some readers"),
  version("a date", "2026-11-27", stamp),
  version("a moment", "2026-11-27T07:00:00Z", stamp),
  version("a number of many digits", "111122223333", "a number that may lose digits"),
  version("a number in base sixteen", "0x1F", "a number in another base"),
  version("a number in base two", "0b101", "a number in another base"),
  version("a number with underscores", "1_000", underscores),
  version("a number in base sixty", "1:30", "a number in base sixty in some readers"),
  version("a number with an exponent", "1e3", "a number"),
  version("a number without end", ".inf", "a number that JSON cannot carry"),
  version("a number that is none", ".nan", "a number that JSON cannot carry"),
  {
    title: "an account number without quotes",
    edit: ['id: "111122223333"', "id: 111122223333"],
    problems: [
      [
        "social-commerce:account.id",
        "111122223333 without quotes: a number that may lose digits",
        wanted,
        `quote it: "111122223333"${digits}`,
      ],
    ],
  },
  {
    title: "a Kubernetes version without quotes",
    edit: ['"1.35"', "1.35"],
    problems: [
      [
        "social-commerce:regions.us-east-1.kubernetesVersion",
        "1.35",
        'a minor version in quotes: "1.35"',
        'correct it, for example "1.35"',
      ],
    ],
  },
  {
    title: "half a processor without quotes",
    edit: ["cpu: 500m", "cpu: 0.5"],
    problems: [
      [
        "social-commerce:services.cart-service.resources.requests.cpu",
        "0.5",
        'whole cores or thousandths of one, quoted: "250m", "2"',
        "correct it, for example 500m",
      ],
    ],
  },
  {
    title: "a Kubernetes version that loses its zero",
    edit: ['"1.35"', "1.30"],
    problems: [
      [
        "social-commerce:regions.us-east-1.kubernetesVersion",
        `1.30 without quotes: ${fraction}`,
        wanted,
        `quote it: "1.30"${digits}`,
      ],
    ],
  },
  {
    title: "an objective with a nought too many, though its number is legal",
    edit: ["availabilityPercent: 99.95", "availabilityPercent: 99.90"],
    problems: [
      [
        "social-commerce:services.cart-service.objective.availabilityPercent",
        `99.90 without quotes: ${fraction}`,
        wanted,
        `quote it: "99.90"${digits}`,
      ],
    ],
  },
  {
    title: "a share in base sixteen, though it is a legal number",
    edit: ["us-west-2: 20 }", "us-west-2: 0x14 }"],
    problems: [
      [
        "social-commerce:traffic.us-west-2",
        "0x14 without quotes: a number in another base",
        wanted,
        `quote it: "0x14"${digits}`,
      ],
    ],
  },
  {
    title: "a zone that is a number",
    edit: ["us-east-1b, us-east-1c]", "us-east-1b, 1.10]"],
    problems: [
      [
        "social-commerce:regions.us-east-1.zones.2",
        "1.10 without quotes: a number: 1.10 would arrive as 1.1",
        wanted,
        `quote it: "1.10"${digits}`,
      ],
    ],
  },
  {
    title: "a syntax error, beside everything else",
    edit: ["owner: platform-team", "owner: [platform-team\n  social-commerce:writer: nowhere"],
    problems: [
      [
        "line 6, column 3",
        "Flow sequence in block collection must be sufficiently indented and end with a ]",
        "YAML",
        syntax,
      ],
    ],
  },
  {
    title: "one key twice",
    edit: [
      "  social-commerce:writer: us-east-1\n",
      "  social-commerce:writer: us-east-1\n  social-commerce:writer: us-west-2\n",
    ],
    problems: [["line 38, column 3", "Map keys must be unique", "YAML", syntax]],
  },
  {
    title: "an alias of nothing",
    edit: ["owner: platform-team", "owner: *team"],
    problems: [
      [
        "an alias (*name)",
        "Unresolved alias (the anchor must be set before the alias): team",
        "YAML",
        syntax,
      ],
    ],
  },
  {
    title: "an alias of the part that it stands in",
    edit: ["owner: platform-team", "owner: &team [*team]"],
    problems: [["an alias (*name)", "Converting circular structure to JSON", "YAML", syntax]],
  },
];
