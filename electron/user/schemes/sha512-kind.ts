import { randomInt } from 'node:crypto';
import { cryptAlphabet } from './crypt-base64.ts';
import type { ParsedHash, PasslibKind } from './passlib.ts';
import { slowSha512Crypt } from './slow-hash.ts';

/** What the missing rounds field means. */
const roundsWithoutField = 5000;
const fewestRounds = 1000;
/** The format allows fifty times more, which would keep a processor busy for an hour. */
const mostRounds = 20_000_000;

/** `$6$[rounds=N$]salt$86 characters`: what passlib makes by default. */
export const sha512CryptKind: PasslibKind = {
  name: 'sha512_crypt',
  defaultRounds: 656_000,

  parse(text: string): ParsedHash | null {
    const match = /^\$6\$(?:rounds=([1-9][0-9]{0,8})\$)?([./0-9A-Za-z]{0,16})\$([./0-9A-Za-z]{86})$/.exec(
      text,
    );
    const [, field, salt, checksum] = match ?? [];
    if (salt === undefined || checksum === undefined) return null;
    const rounds = field === undefined ? roundsWithoutField : Number(field);
    if (rounds < fewestRounds || rounds > mostRounds) return null;
    return {
      rounds,
      checksum,
      expected: (password) => slowSha512Crypt(password, Buffer.from(salt), rounds),
    };
  },

  async make(password: Uint8Array, wantedRounds: number): Promise<string> {
    const rounds = Math.min(mostRounds, Math.max(fewestRounds, Math.trunc(wantedRounds)));
    const salt = Array.from({ length: 16 }, () => cryptAlphabet.charAt(randomInt(64))).join('');
    const checksum = await slowSha512Crypt(password, Buffer.from(salt), rounds);
    const field = rounds === roundsWithoutField ? '' : `rounds=${rounds}$`;
    return `$6$${field}${salt}$${checksum}`;
  },
};
