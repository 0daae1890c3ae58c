import { PythonRunError } from './run-error.ts';

/** Longest text, and largest list, that reading a configuration may build. */
export const maxText = 1_000_000;

/** A byte string (one character per byte) that meets unicode: Python decodes it as ASCII or fails. */
export function asciiText(binary: string): string {
  // oxlint-disable-next-line no-control-regex -- ASCII is meant, control characters included
  if (/[^\x00-\x7f]/.test(binary))
    throw new PythonRunError(
      'UnicodeDecodeError',
      "'ascii' codec can't decode a byte string with other characters",
    );
  return binary;
}
