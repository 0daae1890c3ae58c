import { formatExponent, formatGeneral } from '../../../shared/python/numbers.ts';
import { represent, toText } from './represent.ts';
import { PythonRunError } from './run-error.ts';
import { asciiText, maxText } from './text.ts';
import {
  binaryOf,
  bytesOf,
  computed,
  DictValue,
  keyOf,
  unicode,
  type StrValue,
  type Scalar,
  type Value,
} from './values.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

const directive = /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?([^])?/g;

type Text = StrValue | Extract<Scalar, { type: 'unicode' }>;

/** `template % argument` (spec/config.md §7.3). Throws PythonRunError where Python certainly would. */
export function formatText(template: Text, argument: Value): Value {
  const source = template.type === 'unicode' ? template.text : binaryOf(template);
  const state = new Arguments(argument);
  const pieces: Piece[] = [];
  let at = 0;
  let size = 0;
  for (const match of source.matchAll(directive)) {
    pieces.push({ text: source.slice(at, match.index), unicode: template.type === 'unicode' });
    at = match.index + match[0].length;
    const piece = convert(match, state);
    if ('why' in piece) return computed(piece.why);
    pieces.push(piece);
    size += piece.text.length;
    if (size > maxText) return computed(sentence('why.tooLongText'));
  }
  pieces.push({ text: source.slice(at), unicode: template.type === 'unicode' });
  state.finish();
  if (!pieces.some((piece) => piece.unicode))
    return { ...bytesOf(pieces.map((piece) => piece.text).join('')), assembled: true };
  return unicode(pieces.map((piece) => (piece.unicode ? piece.text : asciiText(piece.text))).join(''));
}

interface Piece {
  readonly text: string;
  readonly unicode: boolean;
}

/** Hands out the values for `%s`, `%(name)s` and `*`. */
class Arguments {
  readonly #argument: Value;
  readonly #list: readonly Value[];
  #next = 0;
  #byName = false;

  constructor(argument: Value) {
    this.#argument = argument;
    this.#list = argument.type === 'tuple' ? argument.items : [argument];
  }

  take(): Value {
    const value = this.#list[this.#next++];
    if (value === undefined) throw new PythonRunError('TypeError', 'not enough arguments for format string');
    return value;
  }

  named(name: string): Value {
    this.#byName = true;
    if (this.#argument.type !== 'dict') {
      if (isPlain(this.#argument)) throw new PythonRunError('TypeError', 'format requires a mapping');
      return computed(sentence('why.formatted'));
    }
    if (this.#argument.spoiled !== null) return computed(this.#argument.spoiled);
    const entry = this.#argument.entries.get(keyOf(bytesOf(name)) ?? '');
    if (entry === undefined) throw new PythonRunError('KeyError', `no entry ${name} to format with`);
    return entry[1];
  }

  finish(): void {
    if (this.#byName || this.#argument instanceof DictValue) return;
    if (this.#argument.type !== 'tuple' && !isPlain(this.#argument)) return;
    if (this.#argument.type === 'list' && this.#next === 0) return;
    if (this.#next < this.#list.length)
      throw new PythonRunError('TypeError', 'not all arguments converted during string formatting');
  }
}

function isPlain(value: Value): boolean {
  return ['none', 'bool', 'int', 'long', 'float', 'str', 'unicode', 'list', 'tuple'].includes(value.type);
}

function convert(match: RegExpMatchArray, state: Arguments): Piece | { why: Sentence } {
  const [, name, flags = '', widthText, precisionText, conversion] = match;
  if (conversion === undefined) throw new PythonRunError('ValueError', 'incomplete format');
  let width = Number(widthText === '*' ? wholeNumber(state.take()) : (widthText ?? 0));
  const leftAligned = flags.includes('-') || width < 0;
  width = Math.abs(width);
  const precision =
    precisionText === '*'
      ? wholeNumber(state.take())
      : precisionText === undefined
        ? null
        : Number(precisionText);
  if (Number.isNaN(width) || Number.isNaN(precision ?? 0)) return { why: sentence('why.formatted') };
  if (width > 10_000 || (precision ?? 0) > 10_000) return { why: sentence('why.tooLongText') };
  const given = match[0].includes('.') && precision === null ? 0 : precision;
  if (conversion === '%') return { text: '%', unicode: false };
  const value = name === undefined ? state.take() : state.named(name);
  const body =
    conversion === 's' || conversion === 'r' || conversion === 'c'
      ? textual(value, conversion)
      : numeric(value, conversion, flags, given);
  if (body === null) return { why: sentence('why.formatted') };
  if (conversion === 's' || conversion === 'r') {
    const cut = given === null ? body.text : Array.from(body.text).slice(0, given).join('');
    return { text: pad(cut, width, leftAligned), unicode: body.unicode };
  }
  if (flags.includes('0') && !leftAligned && conversion !== 'c') {
    const sign = /^[-+ ]?(?:0[xX])?/.exec(body.text)?.[0] ?? '';
    return { text: sign + body.text.slice(sign.length).padStart(width - sign.length, '0'), unicode: false };
  }
  return { text: pad(body.text, width, leftAligned), unicode: body.unicode };
}

function pad(text: string, width: number, left: boolean): string {
  return left ? text.padEnd(width) : text.padStart(width);
}

/** NaN when not a known integer. */
function wholeNumber(value: Value): number {
  return value.type === 'int' || value.type === 'long' ? Number(value.value) : Number.NaN;
}

function textual(value: Value, conversion: string): Piece | null {
  if (conversion === 'r') {
    const text = represent(value);
    return text === null ? null : { text, unicode: false };
  }
  if (conversion === 'c') {
    if (value.type === 'int' && value.value >= 0n && value.value < 128n)
      return { text: String.fromCharCode(Number(value.value)), unicode: false };
    if (value.type === 'str' && value.bytes.length === 1) return { text: binaryOf(value), unicode: false };
    return null;
  }
  if (value.type === 'unicode') return { text: value.text, unicode: true };
  const text = toText(value);
  return text === null ? null : { text, unicode: false };
}

function numeric(value: Value, conversion: string, flags: string, precision: number | null): Piece | null {
  if (value.type === 'str' || value.type === 'unicode' || value.type === 'none' || value.type === 'list')
    throw new PythonRunError('TypeError', `%${conversion} format: a number is required`);
  if (value.type !== 'int' && value.type !== 'long' && value.type !== 'float' && value.type !== 'bool')
    return null;
  const number = value.type === 'bool' ? Number(value.value) : value.value;
  const text = 'diuoxX'.includes(conversion)
    ? whole(number, conversion, flags, precision)
    : fraction(Number(number), conversion, precision ?? 6);
  if (text === null) return null;
  const sign = text.startsWith('-') ? '' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return { text: sign + text, unicode: false };
}

function whole(
  number: number | bigint,
  conversion: string,
  flags: string,
  precision: number | null,
): string | null {
  if (
    typeof number === 'number' &&
    (!Number.isFinite(number) || (!'diu'.includes(conversion) && !Number.isInteger(number)))
  )
    return null;
  const value = typeof number === 'bigint' ? number : BigInt(Math.trunc(number));
  const size = value < 0n ? -value : value;
  const radix = conversion === 'o' ? 8 : 'xX'.includes(conversion) ? 16 : 10;
  let digits = size.toString(radix).padStart(precision ?? 0, '0');
  if (conversion === 'X') digits = digits.toUpperCase();
  const prefix = flags.includes('#') ? (radix === 8 ? '0' : radix === 16 ? `0${conversion}` : '') : '';
  return (value < 0n ? '-' : '') + prefix + digits;
}

function fraction(value: number, conversion: string, precision: number): string | null {
  if (!Number.isFinite(value)) return null;
  const lower = conversion.toLowerCase();
  if (lower === 'f') return Math.abs(value) < 1e21 ? value.toFixed(Math.min(precision, 100)) : null;
  const text =
    lower === 'e'
      ? formatExponent(value, precision)
      : lower === 'g'
        ? formatGeneral(value, precision, false)
        : null;
  if (text === null) throw new PythonRunError('ValueError', `unsupported format character '${conversion}'`);
  return conversion === lower ? text : text.toUpperCase();
}
