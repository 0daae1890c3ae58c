import type { FileHandle } from '../base/file-system.ts';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import {
  dosTime,
  extraFields,
  full16,
  full32,
  methods,
  signatures,
  sizes,
  unixHost,
  utf8Flag,
  versions,
  type ZipMember,
} from './format.ts';

interface WrittenMember extends ZipMember {
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

/**
 * Writes a zip file member by member into an open file.
 *
 * Content streams through; only the list of members (about 150 bytes for each) stays in memory until `finish`.
 */
export class ZipWriter {
  private position = 0;
  private readonly members: WrittenMember[] = [];

  constructor(private readonly file: FileHandle) {}

  /** A folder or a link: content that is short or empty. */
  async addBytes(member: ZipMember, content: Uint8Array = new Uint8Array()): Promise<void> {
    const offset = this.position;
    const sums = {
      method: methods.stored,
      crc: crc32(content),
      packedBytes: content.length,
      bytes: content.length,
    };
    await this.append(localHeader(member, sums, false));
    await this.append(content);
    this.members.push({ ...member, ...sums, offset });
  }

  /** A file; `expectedBytes` may be off, but not by gigabytes. Answers how many bytes it really had. */
  async addStream(
    member: ZipMember,
    content: Readable,
    expectedBytes: number,
    signal?: AbortSignal,
  ): Promise<number> {
    const offset = this.position;
    const large = expectedBytes >= 0xc0000000;
    // The header is written again when the sums are known; its length does not change.
    const unknown = { method: methods.deflated, crc: 0, packedBytes: 0, bytes: 0 };
    await this.append(localHeader(member, unknown, large));
    const start = this.position;
    let crc = 0;
    let bytes = 0;
    const counted = async function* (source: AsyncIterable<Uint8Array>) {
      for await (const chunk of source) {
        crc = crc32(chunk, crc);
        bytes += chunk.length;
        yield chunk;
      }
    };
    const sink = async (source: AsyncIterable<Uint8Array>): Promise<void> => {
      for await (const chunk of source) await this.append(chunk);
    };
    await pipeline(content, counted, createDeflateRaw(), sink, signal ? { signal } : {});
    const packedBytes = this.position - start;
    if (!large && Math.max(bytes, packedBytes) >= full32)
      throw new RangeError('a file grew by gigabytes while it was read');
    const sums = { method: methods.deflated, crc, packedBytes, bytes };
    await writeFully(this.file, localHeader(member, sums, large), offset);
    this.members.push({ ...member, ...sums, offset });
    return bytes;
  }

  /** Writes the list of members; the file is complete afterwards, and still open. */
  async finish(comment: string): Promise<void> {
    const start = this.position;
    for (const member of this.members) await this.append(centralHeader(member));
    const length = this.position - start;
    await this.append(endRecords(this.members.length, start, length, Buffer.from(comment, 'utf8')));
  }

  private async append(bytes: Uint8Array): Promise<void> {
    await writeFully(this.file, bytes, this.position);
    this.position += bytes.length;
  }
}

async function writeFully(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

type Sums = Pick<WrittenMember, 'method' | 'crc' | 'packedBytes' | 'bytes'>;

const isUtf8 = (name: Buffer): boolean => Buffer.from(name.toString('utf8'), 'utf8').equals(name);

function localHeader(member: ZipMember, sums: Sums, large: boolean): Buffer {
  const extra = Buffer.concat([
    unixTimeField(member.modifiedSeconds),
    ...(large ? [zip64Field([sums.bytes, sums.packedBytes])] : []),
  ]);
  const header = Buffer.alloc(sizes.local);
  header.writeUInt32LE(signatures.local, 0);
  header.writeUInt16LE(large ? versions.zip64 : versions.plain, 4);
  writeCommon(header, 6, member, sums, large);
  header.writeUInt16LE(member.name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, member.name, extra]);
}

/** Flags, method, time, checksum and sizes: the part that local and central headers have in common. */
function writeCommon(header: Buffer, at: number, member: ZipMember, sums: Sums, large: boolean): void {
  const { time, date } = dosTime(member.modifiedSeconds);
  header.writeUInt16LE(isUtf8(member.name) ? utf8Flag : 0, at);
  header.writeUInt16LE(sums.method, at + 2);
  header.writeUInt16LE(time, at + 4);
  header.writeUInt16LE(date, at + 6);
  header.writeUInt32LE(sums.crc, at + 8);
  header.writeUInt32LE(large ? full32 : sums.packedBytes, at + 12);
  header.writeUInt32LE(large ? full32 : sums.bytes, at + 16);
}

function centralHeader(member: WrittenMember): Buffer {
  const large = Math.max(member.bytes, member.packedBytes, member.offset) >= full32;
  const extra = Buffer.concat([
    unixTimeField(member.modifiedSeconds),
    ...(large ? [zip64Field([member.bytes, member.packedBytes, member.offset])] : []),
  ]);
  const header = Buffer.alloc(sizes.central);
  header.writeUInt32LE(signatures.central, 0);
  header.writeUInt8(large ? versions.zip64 : versions.plain, 4);
  header.writeUInt8(unixHost, 5);
  header.writeUInt16LE(large ? versions.zip64 : versions.plain, 6);
  writeCommon(header, 8, member, member, large);
  header.writeUInt16LE(member.name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  const isFolder = member.name.at(-1) === 0x2f;
  header.writeUInt32LE(((member.mode << 16) | (isFolder ? 0x10 : 0)) >>> 0, 38);
  header.writeUInt32LE(large ? full32 : member.offset, 42);
  return Buffer.concat([header, member.name, extra]);
}

function unixTimeField(seconds: number): Buffer {
  const field = Buffer.alloc(9);
  field.writeUInt16LE(extraFields.unixTime, 0);
  field.writeUInt16LE(5, 2);
  field.writeUInt8(1, 4); // only the time of modification
  field.writeInt32LE(Math.max(-0x80000000, Math.min(0x7fffffff, Math.floor(seconds))), 5);
  return field;
}

function zip64Field(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(extraFields.zip64, 0);
  field.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  return field;
}

function endRecords(count: number, start: number, length: number, comment: Buffer): Buffer {
  const needs64 = count >= full16 || start >= full32 || length >= full32;
  const end = Buffer.alloc(sizes.end);
  end.writeUInt32LE(signatures.end, 0);
  const shownCount = Math.min(count, full16);
  end.writeUInt16LE(needs64 ? full16 : shownCount, 8);
  end.writeUInt16LE(needs64 ? full16 : shownCount, 10);
  end.writeUInt32LE(needs64 ? full32 : length, 12);
  end.writeUInt32LE(needs64 ? full32 : start, 16);
  end.writeUInt16LE(comment.length, 20);
  if (!needs64) return Buffer.concat([end, comment]);
  const end64 = Buffer.alloc(sizes.end64);
  end64.writeUInt32LE(signatures.end64, 0);
  end64.writeBigUInt64LE(BigInt(sizes.end64 - 12), 4);
  end64.writeUInt16LE(versions.zip64 | (unixHost << 8), 12);
  end64.writeUInt16LE(versions.zip64, 14);
  end64.writeBigUInt64LE(BigInt(count), 24);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(length), 40);
  end64.writeBigUInt64LE(BigInt(start), 48);
  const locator = Buffer.alloc(sizes.locator64);
  locator.writeUInt32LE(signatures.locator64, 0);
  locator.writeBigUInt64LE(BigInt(start + length), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([end64, locator, end, comment]);
}
