const blockSize = 512;
const maximumMembers = 50;

/** Bytes of a member of a tar file, as drawings are kept; null when it is not there or the file is damaged. */
export function tarMember(archive: Uint8Array, wanted: string): Uint8Array | null {
  const text = (from: number, length: number): string =>
    String.fromCharCode(...archive.subarray(from, from + length)).replace(/\0.*$/s, '');
  let position = 0;
  for (let members = 0; members < maximumMembers && position + blockSize <= archive.length; members += 1) {
    const size = Number.parseInt(text(position + 124, 12).trim(), 8);
    if (!Number.isFinite(size) || size < 0) return null;
    const start = position + blockSize;
    if (text(position, 100) === wanted)
      return start + size <= archive.length ? archive.subarray(start, start + size) : null;
    position = start + Math.ceil(size / blockSize) * blockSize;
  }
  return null;
}
