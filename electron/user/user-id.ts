import { formatPythonTime } from './python-text.ts';

/**
 * Whether a folder entry, a session's `user.id` or a form field names an account (spec/users.md §1).
 *
 * Checked before an id touches the disk: whatever passes holds only ASCII digits and dots, never a path.
 */
export const isUserId = (text: string): boolean =>
  text.length <= 100 && /^[0-9]+\.[0-9]+(?:\.[0-9]+)?$/.test(text) && !text.endsWith('\n');

/**
 * A new id: `<time>.<n>`.
 *
 * @param nowSeconds seconds since 1970, fractions count
 * @param random16 a random integer 0–65535
 */
export const newUserId = (nowSeconds: number, random16: number): string =>
  `${formatPythonTime(nowSeconds)}.${random16}`;

/** The best guess at when the account was made, in seconds since 1970: the first part of its id. */
export function accountCreatedSeconds(id: string): number {
  const [seconds, fraction] = id.split('.');
  return Number(`${seconds ?? ''}.${fraction ?? ''}`);
}
