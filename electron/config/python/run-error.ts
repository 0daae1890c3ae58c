/** An exception that Python would certainly raise while it runs the file. */
export class PythonRunError extends Error {
  /** Python's name: `NameError`, `ZeroDivisionError`, `ImportError` … */
  readonly kind: string;
  /** 1-based line in the file that runs; 0 until the statement that failed adds it. */
  line = 0;
  /** The file it happened in, relative to the config folder. */
  file: string | null = null;

  constructor(kind: string, message: string) {
    super(message);
    this.name = 'PythonRunError';
    this.kind = kind;
  }
}

/** The reader gave up on a part: too many steps or too deep. The value is computed; nothing is wrong with the file. */
export class TooMuchWork extends Error {
  constructor() {
    super('too much work for a reader');
    this.name = 'TooMuchWork';
  }
}
