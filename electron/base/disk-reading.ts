import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  type BigIntStats,
} from 'node:fs';
import { open, readdir, stat, type FileHandle } from 'node:fs/promises';
import { meansAbsent, systemErrorCode } from './system-error.ts';

/**
 * What a look at the disk found. There are three answers, and the third is never the second: what can't be read is not
 * missing, and must neither count as empty nor be remembered.
 */
export type Reading<T> =
  { readonly kind: 'present'; readonly value: T } | { readonly kind: 'absent' } | Unreadable;

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly file: string;
  /** The system's code (`EACCES`, `EMFILE`, `EIO` …), or what else stands in the way. */
  readonly code: string;
}

/** Not the system's words: a pipe, a device, a folder … stands there; the file is longer than its kind may be. */
export const notPlain = 'not-a-plain-file';
export const tooLarge = 'too-large';

/** Thrown by {@link known}; caught where an answer is made (503), never to go on as if nothing were there. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
  readonly code: string;
  readonly path: string;

  constructor({ file, code }: Unreadable) {
    super(`${code}: cannot read '${file}'`);
    this.code = code;
    this.path = file;
  }
}

/** The value, or null for what is not there; throws {@link UnreadableError} for what can't be known. */
export function known<T>(reading: Reading<T>): T | null {
  if (reading.kind === 'unreadable') throw new UnreadableError(reading);
  return reading.kind === 'present' ? reading.value : null;
}

const absent = { kind: 'absent' } as const;
const present = <T>(value: T): Reading<T> => ({ kind: 'present', value });

function refused(error: unknown, file: string): { readonly kind: 'absent' } | Unreadable {
  const code = systemErrorCode(error);
  if (code === null) throw error;
  return meansAbsent(code) ? absent : { kind: 'unreadable', file, code };
}

function attempt<T>(file: string, read: () => T): Reading<T> {
  try {
    return present(read());
  } catch (error) {
    return refused(error, file);
  }
}

async function attemptSoon<T>(file: string, read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return present(await read());
  } catch (error) {
    return refused(error, file);
  }
}

/** Not blocking: a pipe that lies there must not hold up the program. */
const readFlags = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * The bytes of a plain file, at most `limitBytes` long. A pipe, a device, a socket or a folder in its place and a longer
 * file are unreadable.
 */
export function readFileNow(file: string, limitBytes: number): Reading<Buffer> {
  let descriptor: number;
  try {
    descriptor = openSync(file, readFlags);
  } catch (error) {
    return refused(error, file);
  }
  try {
    const facts = fstatSync(descriptor);
    if (!facts.isFile()) return { kind: 'unreadable', file, code: notPlain };
    if (facts.size > limitBytes) return { kind: 'unreadable', file, code: tooLarge };
    const bytes = Buffer.allocUnsafe(facts.size);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(descriptor, bytes, length, bytes.length - length, length);
      if (count === 0) break; // it was cut meanwhile
      length += count;
    }
    return present(bytes.subarray(0, length));
  } catch (error) {
    return refused(error, file);
  } finally {
    closeSync(descriptor);
  }
}

/** A plain file, open for reading, without waiting for what is none. Whoever gets it closes it. */
export async function openPlainFile(file: string): Promise<Reading<FileHandle>> {
  let handle: FileHandle;
  try {
    handle = await open(file, readFlags);
  } catch (error) {
    return refused(error, file);
  }
  try {
    if ((await handle.stat()).isFile()) return present(handle);
  } catch (error) {
    await handle.close();
    return refused(error, file);
  }
  await handle.close();
  return { kind: 'unreadable', file, code: notPlain };
}

/** {@link readFileNow} beside other work: for what is large, or read where nobody waits. */
export async function readFile(file: string, limitBytes: number): Promise<Reading<Buffer>> {
  const opened = await openPlainFile(file);
  if (opened.kind !== 'present') return opened;
  const handle = opened.value;
  try {
    const facts = await handle.stat();
    if (facts.size > limitBytes) return { kind: 'unreadable', file, code: tooLarge };
    const bytes = Buffer.allocUnsafe(facts.size);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return present(bytes.subarray(0, length));
  } catch (error) {
    return refused(error, file);
  } finally {
    await handle.close();
  }
}

/** What a name leads to, links followed. */
export const statNow = (file: string): Reading<BigIntStats> =>
  attempt(file, () => statSync(file, { bigint: true }));
/** What a name is, a link itself included. */
export const linkStatNow = (file: string): Reading<BigIntStats> =>
  attempt(file, () => lstatSync(file, { bigint: true }));
export const statSoon = (file: string): Promise<Reading<BigIntStats>> =>
  attemptSoon(file, () => stat(file, { bigint: true }));

/** Names in a folder, in the order of the disk. A file in its place is an absent folder. */
export const listNow = (folder: string): Reading<string[]> => attempt(folder, () => readdirSync(folder));
/** As bytes, for names that are not UTF-8. */
export const listBytesNow = (folder: string): Reading<Buffer[]> =>
  attempt(folder, () => readdirSync(folder, { encoding: 'buffer' }));
export const listSoon = (folder: string): Promise<Reading<string[]>> =>
  attemptSoon(folder, () => readdir(folder));

const lineFeed = 0x0a;
const usualBlockBytes = 65_536;
/** Logs may be of any length, their lines not: what goes on and on is no log. */
const longestLineBytes = 1_048_576;

/** Does `work` with an open plain file; nothing when it is absent. Throws {@link UnreadableError}. */
function* withOpen(file: string, work: (descriptor: number) => Iterable<Buffer>): Iterable<Buffer> {
  const descriptor = known(openForReading(file));
  if (descriptor === null) return;
  try {
    yield* work(descriptor);
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    const failure = refused(error, file);
    throw failure.kind === 'unreadable' ? new UnreadableError(failure) : error;
  } finally {
    closeSync(descriptor);
  }
}

/** Lines of a plain file in order, without line feeds, read in blocks. Nothing when the file is absent. */
export const linesForwards = (file: string, blockBytes = usualBlockBytes): Iterable<Buffer> =>
  withOpen(file, function* (descriptor) {
    const block = Buffer.alloc(blockBytes);
    let rest = Buffer.alloc(0);
    for (let position = 0; ;) {
      const count = readSync(descriptor, block, 0, block.length, position);
      if (count === 0) break;
      position += count;
      const bytes = Buffer.concat([rest, block.subarray(0, count)]);
      const end = bytes.lastIndexOf(lineFeed) + 1;
      yield* splitByteLines(bytes.subarray(0, end));
      rest = bytes.subarray(end);
      if (rest.length > longestLineBytes)
        throw new UnreadableError({ kind: 'unreadable', file, code: tooLarge });
    }
    if (rest.length > 0) yield rest;
  });

/**
 * Lines of a plain file from the last to the first, without line feeds, read in blocks: the end of a huge log is cheap.
 * Nothing when the file is absent; throws {@link UnreadableError}.
 */
export const linesBackwards = (file: string, blockBytes = usualBlockBytes): Iterable<Buffer> =>
  withOpen(file, function* (descriptor) {
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
      if (rest.length > longestLineBytes)
        throw new UnreadableError({ kind: 'unreadable', file, code: tooLarge });
      if (position === 0) yield rest;
    }
  });

function openForReading(file: string): Reading<number> {
  const opened = attempt(file, () => openSync(file, readFlags));
  if (opened.kind !== 'present') return opened;
  const facts = attempt(file, () => fstatSync(opened.value));
  if (facts.kind === 'present' && facts.value.isFile()) return opened;
  closeSync(opened.value);
  return facts.kind === 'unreadable' ? facts : { kind: 'unreadable', file, code: notPlain };
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

/** Bytes of a plain file from an offset to its end, at most `limitBytes`. */
export function readFrom(file: string, offset: number, limitBytes: number): Reading<Buffer> {
  const opened = openForReading(file);
  if (opened.kind !== 'present') return opened;
  const descriptor = opened.value;
  try {
    return attempt(file, () => {
      const size = Math.max(0, fstatSync(descriptor).size - offset);
      const bytes = Buffer.alloc(Math.min(size, limitBytes));
      const count = readSync(descriptor, bytes, 0, bytes.length, offset);
      return bytes.subarray(0, count);
    });
  } finally {
    closeSync(descriptor);
  }
}
