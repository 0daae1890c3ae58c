/** What Python would refuse while compiling a file; `kind` is Python's own name for it. */
export class PythonSyntaxError extends Error {
  readonly kind: 'SyntaxError' | 'IndentationError' | 'MemoryError';
  /** 1-based. */
  readonly line: number;

  constructor(kind: PythonSyntaxError['kind'], message: string, line: number) {
    super(message);
    this.name = 'PythonSyntaxError';
    this.kind = kind;
    this.line = line;
  }
}
