import { fail, ok, type Result } from '../../../shared/result.ts';
import { textOf, type PyValue } from '../../../shared/python-value.ts';
import { encodeCharacter, type SourceEncoding } from '../python/encoding.ts';
import { isControl, pythonLiteral, quoteBytes, quoteText } from '../../../shared/python/literal.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** How a value is to be written (spec/config.md §8.5). */
export interface LiteralStyle {
  /** All text of this option is unicode. */
  readonly unicode: boolean;
  readonly quote: "'" | '"';
  readonly encoding: SourceEncoding;
  /** Without a declared encoding only ASCII may stand in the file. */
  readonly declared: boolean;
}

/** The Python literal of a value, one character per byte of the file; the error says what can't be written. */
export function writeLiteral(value: PyValue, style: LiteralStyle): Result<string, Sentence> {
  const problem = unwritable(value);
  return problem === null ? ok(pythonLiteral(value, (text) => writeText(text, style))) : fail(problem);
}

/** Why no literal gives this value; null where one does. */
function unwritable(value: PyValue): Sentence | null {
  if (value.type === 'float') return Number.isFinite(value.value) ? null : sentence('value.noEnd');
  if (value.type === 'set') return sentence('value.set');
  if (value.type === 'list' || value.type === 'tuple') return firstProblem(value.items);
  return value.type === 'dict' ? firstProblem(value.entries.flat()) : null;
}

const firstProblem = (values: readonly PyValue[]): Sentence | null =>
  values.map(unwritable).find((problem) => problem !== null) ?? null;

function writeText(value: Extract<PyValue, { type: 'str' | 'unicode' }>, style: LiteralStyle): string {
  const text = textOf(value);
  if (text === null) return value.type === 'str' ? quoteBytes(value.bytes, style.quote) : '';
  // Text beyond ASCII that came as unicode stays unicode, also where MoinMoin does not ask for it.
  const isAscii = Array.from(text).every((character) => (character.codePointAt(0) ?? 0) < 0x80);
  if (style.unicode || (value.type === 'unicode' && !isAscii)) {
    const wide = (character: string): string | null =>
      style.declared && !isControl(character) ? encodeCharacter(character, style.encoding) : null;
    return `u${quoteText(text, { quote: style.quote, wide })}`;
  }
  // Bytes of UTF-8 text: real characters only where the file itself is UTF-8.
  const bytes = new TextEncoder().encode(text);
  if (!style.declared || style.encoding !== 'utf-8') return quoteBytes(bytes, style.quote);
  return quoteText(text, { quote: style.quote, wide: realBytes });
}

function realBytes(character: string): string {
  const bytes = Buffer.from(character, 'utf8');
  if (!isControl(character)) return bytes.toString('latin1');
  return Array.from(bytes, (byte) => `\\x${byte.toString(16)}`).join('');
}
