import { pyStr, pyUnicode, type PyValue } from '../../shared/python-value.ts';

const asciiOnly = /^[\0-\x7f]*$/;
/** Tuples as keys are hashed by content; this bounds the work for tuples that hold each other many times over. */
const largestKeyNodes = 10_000;

/** Raised where Python would say "unhashable type". */
export class UnhashableKeyError extends TypeError {}
/** Raised for a key that would take too long to hash. */
export class KeyTooLargeError extends RangeError {}

/**
 * A Python 2 dictionary: keys are equal as in Python (`'a' == u'a'` for ASCII; `1 == 1L == 1.0 == True`).
 *
 * Storing under an equal key keeps the first key object and its place, as Python does.
 */
export class PyDict {
  #entries = new Map<string, readonly [PyValue, PyValue]>();

  static from(value: Extract<PyValue, { type: 'dict' }>): PyDict {
    const dict = new PyDict();
    for (const [key, item] of value.entries) dict.set(key, item);
    return dict;
  }

  get size(): number {
    return this.#entries.size;
  }

  has(key: string | PyValue): boolean {
    return this.#entries.has(keyText(key));
  }

  get(key: string | PyValue): PyValue | undefined {
    return this.#entries.get(keyText(key))?.[1];
  }

  set(key: string | PyValue, value: PyValue): void {
    const text = keyText(key);
    const known = this.#entries.get(text);
    this.#entries.set(text, [known?.[0] ?? keyValue(key), value]);
  }

  delete(key: string | PyValue): boolean {
    return this.#entries.delete(keyText(key));
  }

  keys(): readonly PyValue[] {
    return [...this.#entries.values()].map(([key]) => key);
  }

  entries(): readonly (readonly [PyValue, PyValue])[] {
    return [...this.#entries.values()];
  }

  clone(): PyDict {
    const copy = new PyDict();
    copy.#entries = new Map(this.#entries);
    return copy;
  }

  toValue(): Extract<PyValue, { type: 'dict' }> {
    return { type: 'dict', entries: this.entries() };
  }
}

/** The key value for a text: byte string if ASCII (as MoinMoin writes its keys), else unicode. */
export function keyValue(key: string | PyValue): PyValue {
  if (typeof key !== 'string') return key;
  return asciiOnly.test(key) ? pyStr(key) : pyUnicode(key);
}

/** A text that is equal for two keys exactly if Python's dictionary takes them for one key. */
export function keyText(key: string | PyValue): string {
  if (typeof key === 'string') return asciiOnly.test(key) ? `s${key}` : `u${key}`;
  return hashText(key, { left: largestKeyNodes });
}

function hashText(value: PyValue, budget: { left: number }, depth = 0): string {
  budget.left -= 1;
  if (budget.left < 0 || depth > 100) throw new KeyTooLargeError('key too large');
  switch (value.type) {
    case 'str':
      return byteText(value.bytes);
    case 'unicode':
      return asciiOnly.test(value.text) ? `s${value.text}` : `u${value.text}`;
    case 'int':
    case 'long':
      return `n${value.value}`;
    case 'bool':
      return value.value ? 'n1' : 'n0';
    case 'float':
      return Number.isInteger(value.value) ? `n${BigInt(value.value)}` : `f${value.value}`;
    case 'none':
      return 'none';
    case 'tuple': {
      const parts = value.items.map((item) => hashText(item, budget, depth + 1));
      return `t${parts.map((part) => `${part.length}:${part}`).join('')}`;
    }
    case 'list':
    case 'dict':
    case 'set':
      throw new UnhashableKeyError(`unhashable type: '${value.type}'`);
  }
}

function byteText(bytes: Uint8Array): string {
  let text = '';
  let ascii = true;
  for (const byte of bytes) {
    if (byte > 0x7f) ascii = false;
    text += String.fromCharCode(byte);
  }
  return ascii ? `s${text}` : `b${text}`;
}
