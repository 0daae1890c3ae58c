/** Python's long as bytes: two's complement, little endian, as short as possible; 0 is no byte at all. */

export function integerFromBytes(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  const magnitude = BigInt(`0x${hex(bytes)}`);
  return BigInt.asIntN(bytes.length * 8, magnitude);
}

export function bytesFromInteger(value: bigint): Uint8Array {
  if (value === 0n) return new Uint8Array(0);
  const digits = (value < 0n ? -value : value).toString(16).length;
  const longest = Math.floor(digits / 2) + 1; // room for the sign bit
  const text = BigInt.asUintN(longest * 8, value)
    .toString(16)
    .padStart(longest * 2, '0');
  const bytes = new Uint8Array(longest);
  for (let index = 0; index < longest; index += 1)
    bytes[index] = Number.parseInt(text.slice((longest - 1 - index) * 2, (longest - index) * 2), 16);
  let length = longest;
  while (length > 1 && isSignOnly(bytes[length - 1], bytes[length - 2])) length -= 1;
  return bytes.subarray(0, length);
}

/** The top byte says nothing that the sign bit of the byte below doesn't say. */
function isSignOnly(top: number | undefined, below: number | undefined): boolean {
  const negative = ((below ?? 0) & 0x80) !== 0;
  return negative ? top === 0xff : top === 0x00;
}

function hex(littleEndian: Uint8Array): string {
  let text = '';
  for (let index = littleEndian.length - 1; index >= 0; index -= 1)
    text += (littleEndian[index] ?? 0).toString(16).padStart(2, '0');
  return text;
}
