/** Who may call a path, from everybody to few. */
export const accessClasses = ["public", "user", "admin"] as const;

/** Who may call a path. */
export type AccessClass = (typeof accessClasses)[number];

/** Who issues the tokens of users. */
export interface Auth {
  /** Claim `iss` of each token. */
  readonly issuer: string;
  /** Where the issuer's public keys are read. */
  readonly jwksUri: string;
  /** Audiences, of which a token names one. */
  readonly audiences: readonly string[];
  /** Scope that the paths of administrators ask for. */
  readonly adminScope: string;
}
