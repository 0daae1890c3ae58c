/** The alphabet of Unix password hashes; six bits a character, lowest bits first. */
export const cryptAlphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The value of a character of that alphabet, or −1. */
export const cryptValue = (character: string): number =>
  character === '' ? -1 : cryptAlphabet.indexOf(character);

/** `length` characters of a number's low bits, lowest first. */
export function cryptCharacters(value: number, length: number): string {
  let text = '';
  for (let index = 0; index < length; index++) text += cryptAlphabet.charAt((value >> (6 * index)) & 63);
  return text;
}

/** Packs bytes in the order given by groups of three indexes (highest byte first) and a last shorter one. */
export function packBytes(bytes: Uint8Array, order: readonly (readonly number[])[]): string {
  return order
    .map((group) => {
      const value = group.reduce((sum, index) => (sum << 8) | (bytes[index] ?? 0), 0);
      return cryptCharacters(value, Math.ceil((group.length * 8) / 6));
    })
    .join('');
}
