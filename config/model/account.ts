/** The AWS account that an environment lives in, and the role that deploys there. */
export interface Account {
  /** Twelve digits. */
  readonly id: string;
  /** Name of the role that the pipeline assumes. */
  readonly deployRole: string;
}
