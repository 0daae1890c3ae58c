/** One SHA-512 of all parts together. */
export type Sha512 = (bytes: Uint8Array) => Uint8Array;

/**
 * SHA-512-crypt (Drepper's specification): the 86 characters after `$6$rounds=N$salt$`.
 *
 * Uses nothing but its arguments, because its text also runs in a worker thread (slow-hash.ts): no imports, no constants
 * of this file.
 */
export function sha512Crypt(sha512: Sha512, password: Uint8Array, salt: Uint8Array, rounds: number): string {
  const join = (parts: readonly Uint8Array[]): Uint8Array => {
    const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  };
  const repeat = (bytes: Uint8Array, length: number): Uint8Array => {
    const filled = new Uint8Array(length);
    for (let at = 0; at < length; at += 64) filled.set(bytes.subarray(0, Math.min(64, length - at)), at);
    return filled;
  };
  const times = (part: Uint8Array, count: number): Uint8Array[] => Array.from({ length: count }, () => part);

  const inner = sha512(join([password, salt, password]));
  const parts = [password, salt, repeat(inner, password.length)];
  for (let bits = password.length; bits > 0; bits >>>= 1) parts.push((bits & 1) === 1 ? inner : password);
  let hash = sha512(join(parts));
  const p = repeat(sha512(join(times(password, password.length))), password.length);
  const s = repeat(sha512(join(times(salt, 16 + (hash[0] ?? 0)))), salt.length);

  // A round's input has one of eight layouts, in which only the hash before it is new: made once, filled in every round.
  const layouts = Array.from({ length: 8 }, (_, layout) => {
    const odd = (layout & 1) !== 0;
    const middle = [...((layout & 2) === 0 ? [] : [s]), ...((layout & 4) === 0 ? [] : [p])];
    const input = join([odd ? p : hash, ...middle, odd ? hash : p]);
    return { input, hashAt: odd ? input.length - 64 : 0 };
  });
  for (let round = 0; round < rounds; round++) {
    const layout = layouts[(round & 1) | (round % 3 === 0 ? 0 : 2) | (round % 7 === 0 ? 0 : 4)];
    if (layout === undefined) continue;
    layout.input.set(hash, layout.hashAt);
    hash = sha512(layout.input);
  }

  const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const characters = (value: number, length: number): string => {
    let text = '';
    for (let index = 0; index < length; index++) text += alphabet.charAt((value >> (6 * index)) & 63);
    return text;
  };
  const at = (index: number): number => hash[index] ?? 0;
  let text = '';
  // Three bytes each from the first, second and third part of the hash, the order turning by one every time.
  for (let group = 0; group < 21; group++) {
    const bytes = [at(group), at(group + 21), at(group + 42)];
    const turned = [0, 1, 2].map((index) => bytes[(index + group) % 3] ?? 0);
    text += characters(((turned[0] ?? 0) << 16) | ((turned[1] ?? 0) << 8) | (turned[2] ?? 0), 4);
  }
  return text + characters(at(63), 2);
}
