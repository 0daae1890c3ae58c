import { randomInt } from 'node:crypto';
import { cryptAlphabet } from './crypt-base64.ts';
import { slowSha512Crypt } from './slow-hash.ts';

/**
 * What a wiki's `passlib_crypt_context` says, as far as Croft obeys it (spec/users.md §5). Only sha512_crypt is computed;
 * hashes of other kinds are refused like those of a kind that the configuration does not name.
 */
export interface PasslibContext {
  /** The kinds that are accepted; the first one is made (passlib's default). */
  readonly schemes: readonly string[];
  /** Kinds whose hashes are replaced at login. */
  readonly deprecated: readonly string[];
  /** Rounds of new hashes. */
  readonly rounds: number;
  /** Hashes with fewer or more rounds are outdated; null: any number is fine. */
  readonly minimumRounds: number | null;
  readonly maximumRounds: number | null;
}

/** `$6$[rounds=N$]salt$86 characters`; without the rounds field 5000. */
interface Sha512CryptHash {
  readonly rounds: number;
  readonly salt: string;
  readonly checksum: string;
}

const defaultRounds = 5000;
const fewestRounds = 1000;
/** The format allows a thousand times more, which would keep a processor busy for an hour. */
const mostRounds = 20_000_000;

export function parseSha512Crypt(text: string): Sha512CryptHash | null {
  const match = /^\$6\$(?:rounds=([1-9][0-9]{0,8})\$)?([./0-9A-Za-z]{0,16})\$([./0-9A-Za-z]{86})$/.exec(text);
  const [, roundsText, salt, checksum] = match ?? [];
  if (salt === undefined || checksum === undefined) return null;
  const rounds = roundsText === undefined ? defaultRounds : Number(roundsText);
  return rounds < fewestRounds || rounds > mostRounds ? null : { rounds, salt, checksum };
}

/** What the checksum would have to be. */
export const expectedChecksum = (hash: Sha512CryptHash, password: Uint8Array): Promise<string> =>
  slowSha512Crypt(password, Buffer.from(hash.salt), hash.rounds);

export const isOutdated = (hash: Sha512CryptHash, context: PasslibContext): boolean =>
  context.deprecated.includes('sha512_crypt') ||
  hash.rounds < (context.minimumRounds ?? 0) ||
  hash.rounds > (context.maximumRounds ?? Infinity);

/** A new hash with a random salt of 16 characters. */
export async function newSha512Crypt(password: Uint8Array, rounds: number): Promise<string> {
  const bounded = Math.min(mostRounds, Math.max(fewestRounds, Math.trunc(rounds)));
  const salt = Array.from({ length: 16 }, () => cryptAlphabet.charAt(randomInt(64))).join('');
  const checksum = await slowSha512Crypt(password, Buffer.from(salt), bounded);
  // As passlib writes it: 5000 is what the missing field means.
  const field = bounded === defaultRounds ? '' : `rounds=${bounded}$`;
  return `$6$${field}${salt}$${checksum}`;
}
