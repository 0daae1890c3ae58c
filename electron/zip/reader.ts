import type { FileHandle } from '../base/file-system.ts';
import { heard, toldElsewhere } from '../base/guard.ts';
import { PassThrough, Readable, Transform, type TransformCallback, type TransformOptions } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import {
  extraFields,
  fileTypes,
  full16,
  full32,
  methods,
  secondsOfDosTime,
  signatures,
  sizes,
  type ZipMember,
} from './format.ts';

export interface StoredMember extends ZipMember {
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

/** A file that is no zip file, or a damaged one; the message says what is wrong with it. */
export class ZipError extends Error {}

/** A list of members longer than this is not read. */
const mostListBytes = 1024 * 1024 * 1024;

/** The members as the central list names them. Trusts nothing it says: names and sizes are the caller's to check. */
export async function readMembers(file: FileHandle): Promise<readonly StoredMember[]> {
  const { size } = await file.stat();
  const { count, start, length } = await findList(file, size);
  if (length > mostListBytes || start + length > size) throw new ZipError('its list of files is cut off');
  const list = await readFully(file, start, length);
  const members: StoredMember[] = [];
  let at = 0;
  while (members.length < count) {
    if (at + sizes.central > list.length || list.readUInt32LE(at) !== signatures.central)
      throw new ZipError('its list of files is damaged');
    const end = at + sizes.central + variableLength(list, at);
    if (end > list.length) throw new ZipError('its list of files is damaged');
    members.push(memberAt(list, at));
    at = end;
  }
  return members;
}

const variableLength = (list: Buffer, at: number): number =>
  list.readUInt16LE(at + 28) + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32);

async function findList(file: FileHandle, size: number) {
  const tailLength = Math.min(size, sizes.end + full16);
  const tail = await readFully(file, size - tailLength, tailLength);
  for (let at = tail.length - sizes.end; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== signatures.end) continue;
    if (at + sizes.end + tail.readUInt16LE(at + 20) !== tail.length) continue; // a comment that looks like one
    const plain = {
      count: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      start: tail.readUInt32LE(at + 16),
    };
    if (plain.count !== full16 && plain.length !== full32 && plain.start !== full32) return plain;
    return (await findList64(file, size - tailLength + at)) ?? plain;
  }
  throw new ZipError('it is no zip file, or its end is missing');
}

async function findList64(file: FileHandle, end: number) {
  if (end < sizes.locator64) return null;
  const locator = await readFully(file, end - sizes.locator64, sizes.locator64);
  if (locator.readUInt32LE(0) !== signatures.locator64) return null;
  const record = await readFully(file, Number(locator.readBigUInt64LE(8)), sizes.end64);
  if (record.readUInt32LE(0) !== signatures.end64) throw new ZipError('its end is damaged');
  return {
    count: Number(record.readBigUInt64LE(32)),
    length: Number(record.readBigUInt64LE(40)),
    start: Number(record.readBigUInt64LE(48)),
  };
}

function memberAt(list: Buffer, at: number): StoredMember {
  const nameLength = list.readUInt16LE(at + 28);
  const nameStart = at + sizes.central;
  // A copy: a slice would keep the whole list alive.
  const name = Buffer.from(list.subarray(nameStart, nameStart + nameLength));
  const extraStart = nameStart + nameLength;
  const extra = extraFieldsOf(list.subarray(extraStart, extraStart + list.readUInt16LE(at + 30)));
  if ((list.readUInt16LE(at + 8) & 1) !== 0) throw new ZipError('it is encrypted');
  const [bytes, packedBytes, offset] = wideValues(
    [list.readUInt32LE(at + 24), list.readUInt32LE(at + 20), list.readUInt32LE(at + 42)],
    extra.get(extraFields.zip64),
  );
  const unixTime = extra.get(extraFields.unixTime);
  return {
    name,
    mode: modeOf(list.readUInt32LE(at + 38), name),
    modifiedSeconds:
      unixTime !== undefined && unixTime.length >= 5 && ((unixTime[0] ?? 0) & 1) === 1
        ? unixTime.readInt32LE(1)
        : secondsOfDosTime(list.readUInt16LE(at + 12), list.readUInt16LE(at + 14)),
    method: list.readUInt16LE(at + 10),
    crc: list.readUInt32LE(at + 16),
    packedBytes,
    bytes,
    offset,
  };
}

/** Zip files from systems without Unix permissions get the usual ones. */
function modeOf(externalAttributes: number, name: Buffer): number {
  const mode = externalAttributes >>> 16;
  if (mode !== 0) return mode;
  return name.at(-1) === 0x2f ? fileTypes.folder | 0o755 : fileTypes.file | 0o644;
}

function extraFieldsOf(bytes: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt16LE(at + 2);
    fields.set(bytes.readUInt16LE(at), bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

/** Size, packed size and offset: those that say "full" stand in the ZIP64 field, in this order. */
function wideValues(
  narrow: readonly [number, number, number],
  field: Buffer | undefined,
): [number, number, number] {
  let at = 0;
  const wide = (value: number): number => {
    if (value !== full32 || field === undefined || at + 8 > field.length) return value;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  };
  return [wide(narrow[0]), wide(narrow[1]), wide(narrow[2])];
}

/** The content of one member; fails if it is longer or other than the list says. */
export async function openMember(file: FileHandle, member: StoredMember): Promise<Readable> {
  const header = await readFully(file, member.offset, sizes.local);
  if (header.readUInt32LE(0) !== signatures.local) throw new ZipError('a file in it is damaged');
  const start = member.offset + sizes.local + header.readUInt16LE(26) + header.readUInt16LE(28);
  const checked = check(member);
  const undone = (error: Error) =>
    checked.destroy(new ZipError(`a file in it can't be unpacked: ${error.message}`));
  const unpack =
    member.method === methods.deflated
      ? heard(createInflateRaw(), undone)
      : member.method === methods.stored
        ? heard(new PassThrough(), undone)
        : null;
  if (unpack === null) throw new ZipError(`it is packed in a way that is not supported (${member.method})`);
  const packed = heard(Readable.from(pieces(file, start, member.packedBytes)), (error) =>
    unpack.destroy(error),
  );
  return packed.pipe(unpack).pipe(checked);
}

const pieceBytes = 256 * 1024;

async function* pieces(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < length; done += pieceBytes)
    yield await readFully(file, start + done, Math.min(pieceBytes, length - done));
}

function check(member: StoredMember): Transform {
  let crc = 0;
  let bytes = 0;
  const checking = {
    transform(chunk: Uint8Array, _encoding: string, done: TransformCallback) {
      crc = crc32(chunk, crc);
      bytes += chunk.length;
      if (bytes > member.bytes) done(new ZipError('a file in it is longer than it says'));
      else done(null, chunk);
    },
    flush(done: TransformCallback) {
      done(bytes === member.bytes && crc === member.crc ? null : new ZipError('a file in it is damaged'));
    },
  } satisfies TransformOptions;
  return heard(new Transform(checking), toldElsewhere);
}

async function readFully(file: FileHandle, position: number, length: number): Promise<Buffer> {
  if (!Number.isSafeInteger(position + length) || position < 0) throw new ZipError('it is damaged');
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(bytes, done, length - done, position + done);
    if (bytesRead === 0) throw new ZipError('it is cut off');
    done += bytesRead;
  }
  return bytes;
}
