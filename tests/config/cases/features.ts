import type { BrokenFile, Told } from "./case";

/** The base file with one thing about its features. */
const featured = (title: string, features: string, ...problems: readonly Told[]): BrokenFile => ({
  title,
  edit: ["  social-commerce:features: { mesh: none }\n", `  social-commerce:features: ${features}\n`],
  problems,
});

/** What is wrong with optional capabilities. */
export const features: readonly BrokenFile[] = [
  featured("a feature that there is not", "{ chaos: strict }", [
    "social-commerce:features.chaos",
    'the unknown key "chaos" with strict',
    "mesh",
    "remove it",
  ]),
  featured("a feature that is misspelt", "{ mash: strict }", [
    "social-commerce:features.mash",
    'the unknown key "mash" with strict',
    "mesh",
    'write "mesh" if that was meant, or remove it',
  ]),
  featured("a setting that there is not", "{ mesh: true }", [
    "social-commerce:features.mesh",
    "true",
    "none, installed, permissive, strict",
    "correct it, for example strict",
  ]),
  featured("features that are no map", "strict", [
    "social-commerce:features",
    "strict",
    "a map with `mesh`",
    'correct it, for example {"mesh":"strict"}',
  ]),
  ...["installed", "permissive", "strict"].map((stage) =>
    featured(`a mesh that is ${stage} among operators of somebody else's`, `{ mesh: ${stage} }`, [
      "social-commerce:features.mesh",
      `${stage}, while the operators of region lab are somebody else's`,
      "none, where regions.lab.existingCluster.operators is installed",
      "set regions.lab.existingCluster.operators to managed, or features.mesh to none",
    ]),
  ),
];
