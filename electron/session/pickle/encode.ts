import type { PyValue } from '../../../shared/python-value.ts';
import { encodeUtf8 } from '../../../shared/python/utf8.ts';
import { bytesFromInteger } from './long-bytes.ts';

/**
 * Writes a value as MoinMoin's own unpickler reads it: protocol 2 without memo (spec/sessions.md §9.2, §9.7).
 *
 * ```
 * 80 02  value  2e
 * ```
 * Entries are written in the order given. Throws RangeError for a set, which Python can only write as an object.
 */
export function encodePickle(value: PyValue): Uint8Array {
  const out = new ByteWriter();
  out.byte(0x80, 0x02);
  writeValue(out, value);
  out.byte(0x2e);
  return out.finish();
}

const batchSize = 1000;

class ByteWriter {
  #buffer = new Uint8Array(256);
  #length = 0;

  byte(...bytes: readonly number[]): void {
    this.bytes(bytes);
  }

  bytes(bytes: ArrayLike<number>): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  int32(value: number): void {
    this.#reserve(4);
    new DataView(this.#buffer.buffer).setInt32(this.#length, value, true);
    this.#length += 4;
  }

  doubleBigEndian(value: number): void {
    this.#reserve(8);
    new DataView(this.#buffer.buffer).setFloat64(this.#length, value, false);
    this.#length += 8;
  }

  finish(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(this.#buffer.length * 2, this.#length + count));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}

function writeValue(out: ByteWriter, value: PyValue): void {
  switch (value.type) {
    case 'none':
      return out.byte(0x4e);
    case 'bool':
      return out.byte(value.value ? 0x88 : 0x89);
    case 'int':
      return writeInt(out, value.value);
    case 'long':
      return writeLong(out, value.value);
    case 'float':
      out.byte(0x47);
      return out.doubleBigEndian(value.value);
    case 'str':
      return writeBytes(out, value.bytes);
    case 'unicode': {
      const bytes = encodeUtf8(value.text);
      out.byte(0x58);
      out.int32(bytes.length);
      return out.bytes(bytes);
    }
    case 'tuple':
      return writeTuple(out, value.items);
    case 'list':
      out.byte(0x5d);
      return writeBatches(out, value.items, 0x61, 0x65, writeValue);
    case 'dict':
      out.byte(0x7d);
      return writeBatches(out, value.entries, 0x73, 0x75, (to, [key, item]) => {
        writeValue(to, key);
        writeValue(to, item);
      });
    case 'set':
      throw new RangeError('a set has no plain form in a pickle');
  }
}

function writeInt(out: ByteWriter, value: bigint): void {
  if (value >= 0n && value < 0x100n) return out.byte(0x4b, Number(value));
  if (value >= 0n && value < 0x10000n) return out.byte(0x4d, Number(value) & 0xff, Number(value) >> 8);
  if (value >= -0x80000000n && value < 0x80000000n) {
    out.byte(0x4a);
    return out.int32(Number(value));
  }
  out.byte(0x49);
  out.bytes(encodeUtf8(`${value}\n`));
}

function writeLong(out: ByteWriter, value: bigint): void {
  const bytes = bytesFromInteger(value);
  if (bytes.length < 256) out.byte(0x8a, bytes.length);
  else {
    out.byte(0x8b);
    out.int32(bytes.length);
  }
  out.bytes(bytes);
}

function writeBytes(out: ByteWriter, bytes: Uint8Array): void {
  if (bytes.length < 256) out.byte(0x55, bytes.length);
  else {
    out.byte(0x54);
    out.int32(bytes.length);
  }
  out.bytes(bytes);
}

const shortTupleOpcodes = [0x29, 0x85, 0x86, 0x87];

function writeTuple(out: ByteWriter, items: readonly PyValue[]): void {
  const opcode = shortTupleOpcodes[items.length];
  if (opcode === undefined) out.byte(0x28);
  for (const item of items) writeValue(out, item);
  out.byte(opcode ?? 0x74);
}

/** Items in groups of a thousand; a group of one has an opcode of its own. */
function writeBatches<T>(
  out: ByteWriter,
  items: readonly T[],
  single: number,
  several: number,
  write: (out: ByteWriter, item: T) => void,
): void {
  for (let start = 0; start < items.length; start += batchSize) {
    const batch = items.slice(start, start + batchSize);
    if (batch.length > 1) out.byte(0x28);
    for (const item of batch) write(out, item);
    out.byte(batch.length > 1 ? several : single);
  }
}
