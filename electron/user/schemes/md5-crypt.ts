import { createHash } from 'node:crypto';
import { packBytes } from './crypt-base64.ts';

/** `$1$` is MD5-crypt, `$apr1$` Apache's variant of it; they differ in this text alone. */
export type Md5Magic = '$1$' | '$apr1$';

const order = [[0, 6, 12], [1, 7, 13], [2, 8, 14], [3, 9, 15], [4, 10, 5], [11]];
const rounds = 1000;

/** The 22 characters after `<magic><salt>$`. Only eight characters of the salt count. */
export function md5Crypt(password: Uint8Array, salt: string, magic: Md5Magic): string {
  const saltBytes = Buffer.from(salt.slice(0, 8));
  const md5 = (...parts: readonly Uint8Array[]): Buffer =>
    createHash('md5').update(Buffer.concat(parts)).digest();
  const inner = md5(password, saltBytes, password);
  const parts: Uint8Array[] = [password, Buffer.from(magic), saltBytes];
  for (let left = password.length; left > 0; left -= 16) parts.push(inner.subarray(0, Math.min(16, left)));
  // One byte per bit of the length, lowest bit first: zero for a one, the first byte of the password for a zero.
  for (let bits = password.length; bits > 0; bits >>= 1)
    parts.push((bits & 1) === 1 ? new Uint8Array(1) : password.subarray(0, 1));
  let hash = md5(...parts);
  for (let round = 0; round < rounds; round++) {
    const odd = (round & 1) === 1;
    hash = md5(
      odd ? password : hash,
      ...(round % 3 === 0 ? [] : [saltBytes]),
      ...(round % 7 === 0 ? [] : [password]),
      odd ? hash : password,
    );
  }
  return packBytes(hash, order);
}

/** What the stored text would have to be, or null when it has not the form `<magic>salt$hash`. */
export function expectedMd5Crypt(stored: string, password: Uint8Array, magic: Md5Magic): string | null {
  if (!stored.startsWith(magic)) return null;
  const [salt, hash, ...rest] = stored.slice(magic.length).split('$');
  if (salt === undefined || hash?.length !== 22 || rest.length > 0) return null;
  return `${magic}${salt.slice(0, 8)}$${md5Crypt(password, salt, magic)}`;
}
