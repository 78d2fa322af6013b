/** The frameworks that rules refer to, each with the edition whose numbering the ids follow. */
export const frameworks = {
  "CIS AWS": "5.0.0",
  "CIS EKS": "1.8.0",
  "AWS FSBP": "1.0.0",
  GDPR: "2016/679",
  HIPAA: "45 CFR 164",
  "ISO 27001": "2022",
  "NIST SP 800-53": "Rev. 5",
  "PCI DSS": "4.0.1",
  "Pod Security Standards": "restricted",
  "SOC 2": "2017",
} as const;

/** The name of a framework. */
export type FrameworkName = keyof typeof frameworks;

/** A requirement of a framework that a rule helps to meet. */
export interface Control {
  /** Who asks for it. */
  readonly framework: FrameworkName;
  /** The edition whose numbering `id` follows. */
  readonly version: string;
  /** Its number. */
  readonly id: string;
  /** How the rule helps to meet it, in our own words. */
  readonly why: string;
}

/** Names a control of a framework in the edition that the project follows. */
export function control(framework: FrameworkName, id: string, why: string): Control {
  return { framework, version: frameworks[framework], id, why };
}
