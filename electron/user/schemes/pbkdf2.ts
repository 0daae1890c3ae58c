import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { ParsedHash, PasslibKind } from './passlib.ts';

const derive = promisify(pbkdf2);
const mostRounds = 20_000_000;

/** Passlib's base64: `.` for `+`, nothing at the end. */
const encode = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('base64').replaceAll('+', '.').replaceAll('=', '');
const decode = (text: string): Buffer => Buffer.from(text.replaceAll('.', '+'), 'base64');

/** `$<ident>$rounds$salt$checksum`. Node computes it in a thread of its own. */
function pbkdf2Kind(digest: 'sha256' | 'sha512', bytes: number, defaultRounds: number): PasslibKind {
  const prefix = `$pbkdf2-${digest}$`;
  const checksumOf = async (password: Uint8Array, salt: Uint8Array, rounds: number): Promise<string> =>
    encode(await derive(password, salt, rounds, bytes, digest));
  return {
    name: `pbkdf2_${digest}`,
    defaultRounds,

    parse(text: string): ParsedHash | null {
      if (!text.startsWith(prefix)) return null;
      const match = /^([1-9][0-9]{0,8})\$([./0-9A-Za-z]{0,1400})\$([./0-9A-Za-z]+)$/.exec(
        text.slice(prefix.length),
      );
      const [, field, salt, checksum] = match ?? [];
      const rounds = Number(field);
      if (salt === undefined || checksum === undefined || rounds > mostRounds) return null;
      return { rounds, checksum, expected: (password) => checksumOf(password, decode(salt), rounds) };
    },

    async make(password: Uint8Array, wantedRounds: number): Promise<string> {
      const rounds = Math.min(mostRounds, Math.max(1, Math.trunc(wantedRounds)));
      const salt = randomBytes(16);
      return `${prefix}${rounds}$${encode(salt)}$${await checksumOf(password, salt, rounds)}`;
    },
  };
}

/** The default rounds are those of the passlib that the reference brings. */
export const pbkdf2Kinds: readonly PasslibKind[] = [
  pbkdf2Kind('sha256', 32, 29_000),
  pbkdf2Kind('sha512', 64, 25_000),
];
