/** Both end the reading of one file and never leave `decode.ts`. */
export class PickleCorruptError extends Error {}

export class PickleRefusedError extends Error {
  readonly reason: string;
  readonly names: readonly string[];

  constructor(reason: string, names: readonly string[] = []) {
    super(reason);
    this.reason = reason;
    this.names = names;
  }
}
