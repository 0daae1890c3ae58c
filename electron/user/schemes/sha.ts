import { createHash, randomBytes } from 'node:crypto';

/** `{SHA}`: base64 of SHA-1(password). Compared as text. */
export const shaPassword = (password: Uint8Array): string =>
  createHash('sha1').update(password).digest('base64');

/** `{SSHA}`: base64 of SHA-1(password + salt) + salt. */
export function saltedShaPassword(password: Uint8Array, salt: Uint8Array = randomBytes(20)): string {
  const hash = createHash('sha1').update(password).update(salt).digest();
  return Buffer.concat([hash, salt]).toString('base64');
}

const hashBytes = 20;
/** The reference breaks base64 text into lines after 57 bytes, and then never finds it equal to the stored line. */
const mostBytes = 57;

/** What the stored text would have to be, or null for data that no password matches (U6). */
export function expectedSaltedSha(stored: string, password: Uint8Array): string | null {
  const bytes = Buffer.from(stored, 'base64');
  if (bytes.length < hashBytes || bytes.length > mostBytes || bytes.toString('base64') !== stored)
    return null;
  return saltedShaPassword(password, bytes.subarray(hashBytes));
}
