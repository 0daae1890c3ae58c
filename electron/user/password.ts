/** What became of comparing a password with a stored one. */
export interface PasswordMatch {
  readonly matches: boolean;
  /** It matches, but is stored under another scheme than configured or with outdated parameters. */
  readonly outdated: boolean;
}

/** Compares and makes stored passwords (`enc_password`) as one wiki is configured (spec/users.md §5). */
export interface PasswordHasher {
  verify(stored: string, password: string): Promise<PasswordMatch>;
  /** The stored form of a new password. An empty password gives the empty text: nobody can log in with it. */
  hash(password: string): Promise<string>;
}
