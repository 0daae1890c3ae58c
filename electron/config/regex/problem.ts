/** What is wrong with a pattern. `unsupported`: fine for Python, not for Croft. */
export interface PatternProblem {
  readonly kind: 'invalid' | 'unsupported';
  readonly message: string;
  /** Where in the pattern, in characters from 0. */
  readonly position: number;
}

export class PatternError extends Error {
  readonly problem: PatternProblem;

  constructor(message: string, position: number, kind: PatternProblem['kind'] = 'invalid') {
    super(message);
    this.name = 'PatternError';
    this.problem = { kind, message, position };
  }
}
