import {
  closeSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  type BigIntStats,
} from '../base/file-system.ts';
import { systemErrorCode } from '../base/system-error.ts';

/**
 * Synchronous reads that answer null for what is not there. Wiki folders hold anything; only what the system itself can't
 * do (no permission, broken disk) is told to `onRefusal`, so that one bad entry never breaks a list.
 */
const absenceCodes = new Set([
  'ENOENT',
  'ENOTDIR',
  'ENAMETOOLONG',
  'EISDIR',
  'ELOOP',
  'ERR_INVALID_ARG_VALUE',
]);

export type OnRefusal = (file: string, code: string) => void;

const ignore: OnRefusal = () => undefined;

function orNull<T>(file: string, onRefusal: OnRefusal, read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    if (!absenceCodes.has(code)) onRefusal(file, code);
    return null;
  }
}

export const readFileIfThere = (file: string, onRefusal: OnRefusal = ignore): Buffer | null =>
  orNull(file, onRefusal, () => readFileSync(file));

export const statIfThere = (file: string, onRefusal: OnRefusal = ignore): BigIntStats | null =>
  orNull(file, onRefusal, () => statSync(file, { bigint: true }));

/** Entries of a folder, as text; empty when it is none. */
export const listIfThere = (folder: string, onRefusal: OnRefusal = ignore): string[] =>
  orNull(folder, onRefusal, () => readdirSync(folder)) ?? [];

/** Entries as bytes, for names that are not UTF-8. */
export const listBytesIfThere = (folder: string, onRefusal: OnRefusal = ignore): Buffer[] =>
  orNull(folder, onRefusal, () => readdirSync(folder, { encoding: 'buffer' })) ?? [];

export const isFile = (file: string): boolean => statIfThere(file)?.isFile() ?? false;
export const isFolder = (folder: string): boolean => statIfThere(folder)?.isDirectory() ?? false;

const lineFeed = 0x0a;

/** Lines of a file from the last to the first, without line feeds, read in blocks: the end of a huge log is cheap. */
export function* linesBackwards(file: string, blockBytes = 65_536): Iterable<Buffer> {
  const descriptor = orNull(file, ignore, () => openSync(file, 'r'));
  if (descriptor === null) return;
  try {
    let position = fstatSync(descriptor).size;
    let rest = Buffer.alloc(0); // start of the block behind, whose line began before it
    let isLast = true;
    while (position > 0) {
      const size = Math.min(blockBytes, position);
      position -= size;
      const block = Buffer.alloc(size + rest.length);
      readSync(descriptor, block, 0, size, position);
      rest.copy(block, size);
      let end = block.length;
      if (isLast && block[end - 1] === lineFeed) end -= 1;
      isLast = false;
      for (let start = block.lastIndexOf(lineFeed, end - 1); start >= 0 && end > 0;) {
        yield block.subarray(start + 1, end);
        end = start;
        start = end === 0 ? -1 : block.lastIndexOf(lineFeed, end - 1);
      }
      rest = Buffer.from(block.subarray(0, end));
      if (position === 0) yield rest;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Lines of a text file in order, without line feeds; a final line feed opens no further line. */
export function splitByteLines(bytes: Uint8Array): Buffer[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lines: Buffer[] = [];
  let start = 0;
  for (let end = buffer.indexOf(lineFeed); end >= 0; end = buffer.indexOf(lineFeed, start)) {
    lines.push(buffer.subarray(start, end));
    start = end + 1;
  }
  if (start < buffer.length) lines.push(buffer.subarray(start));
  return lines;
}

/** Bytes of a file from an offset to its end. */
export function readFrom(file: string, offset: number): Buffer | null {
  return orNull(file, ignore, () => {
    const descriptor = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(Math.max(0, fstatSync(descriptor).size - offset));
      const count = readSync(descriptor, bytes, 0, bytes.length, offset);
      return bytes.subarray(0, count);
    } finally {
      closeSync(descriptor);
    }
  });
}
