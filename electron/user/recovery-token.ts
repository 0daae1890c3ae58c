import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { parsePythonInteger } from './python-text.ts';

/**
 * Tokens for a forgotten password (spec/users.md §8): `<stamp>-<hex>`, where hex is HMAC-SHA1 of the stamp under the
 * `recoverpass_key` that the profile got when the mail was made.
 */
export function makeRecoveryToken(key: string, nowSeconds: number): string {
  const stamp = Math.floor(nowSeconds);
  return `${stamp}-${digest(key, stamp)}`;
}

/** A new `recoverpass_key`: 64 characters of a–z and 0–9. */
export function newRecoveryKey(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: 64 }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/**
 * Whether a token lets its bearer set a new password.
 *
 * An empty key means that nobody asked for one: then no token is good (U1). Whoever accepts a token clears the key.
 */
export function isRecoveryTokenValid(
  token: string,
  key: string,
  lifetimeHours: number,
  nowSeconds: number,
): boolean {
  if (key === '') return false;
  const parts = token.split('-');
  const [stampText, hex] = parts;
  if (parts.length !== 2 || stampText === undefined || hex === undefined) return false;
  const stamp = parsePythonInteger(stampText);
  if (stamp === null || nowSeconds > Number(stamp) + lifetimeHours * 3600) return false;
  const expected = Buffer.from(digest(key, stamp));
  const given = Buffer.from(hex);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const digest = (key: string, stamp: number | bigint): string =>
  createHmac('sha1', key).update(String(stamp)).digest('hex');
