import { PickleCorruptError } from './errors.ts';

/** Reads forward through a file; whatever would go past its end is corrupt, before anything is allocated. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  take(count: number): Uint8Array {
    if (count < 0) throw new PickleCorruptError('negative length');
    if (count > this.#bytes.length - this.offset) throw new PickleCorruptError('file ends too early');
    const start = this.offset;
    this.offset += count;
    return this.#bytes.subarray(start, this.offset);
  }

  uint8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  doubleBigEndian(): number {
    return this.#view.getFloat64(this.#advance(8), false);
  }

  /** Bytes up to the next newline, which is consumed and not included. */
  line(): Uint8Array {
    const end = this.#bytes.indexOf(0x0a, this.offset);
    if (end === -1) throw new PickleCorruptError('line without an end');
    const line = this.#bytes.subarray(this.offset, end);
    this.offset = end + 1;
    return line;
  }

  /** Like `line`, each byte one character. */
  lineText(): string {
    return latin1(this.line());
  }

  /** The rest up to the newline or the end of the file, for showing only; nothing is consumed. */
  peekLines(count: number): readonly string[] {
    const lines: string[] = [];
    let start = this.offset;
    while (lines.length < count && start < this.#bytes.length) {
      const newline = this.#bytes.indexOf(0x0a, start);
      const end = newline === -1 ? this.#bytes.length : newline;
      lines.push(latin1(this.#bytes.subarray(start, Math.min(end, start + 200))));
      start = end + 1;
    }
    return lines;
  }

  #advance(count: number): number {
    if (count > this.#bytes.length - this.offset) throw new PickleCorruptError('file ends too early');
    const start = this.offset;
    this.offset += count;
    return start;
  }
}

export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
