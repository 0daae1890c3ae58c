/** One golden case's outcome. `difference` is one short line saying expected and found. */
export interface CaseResult {
  readonly name: string;
  readonly tags: readonly string[];
  readonly passed: boolean;
  readonly difference?: string;
}

/**
 * A kind of golden data (a top folder): knows how its files are laid out (its COMPARE.md) and runs each case
 * through the product's own functions. Missing files yield nothing; a case that can't be run yields a failure.
 */
export interface GoldenKind {
  readonly name: 'sessions' | 'users' | 'config' | 'storage' | 'acl' | 'markup' | 'actions' | 'parity';
  run(directory: string): AsyncIterable<CaseResult>;
}
