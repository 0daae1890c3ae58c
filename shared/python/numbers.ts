/** Numbers as Python 2.7 writes and reads them. */

/** `repr`: the shortest text that reads back as the same double, e.g. `1.5`, `2.0`, `1e-07`, `1e+16`, `inf`. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  if (value === 0) return '0.0';
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    return `${mantissa}e${exponentSuffix(exponent)}`;
  }
  const plain = exponent < 0 ? smallFixed(mantissa, exponent) : String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}

/** JavaScript turns to exponents only below 1e-6, Python below 1e-4; both agree on the digits. */
function smallFixed(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
}

/** `str`: at most 12 significant digits. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return floatRepr(value);
  const text = formatGeneral(value, 12, false);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** C's `%g`. */
export function formatGeneral(value: number, precision: number, keepZeros: boolean): string {
  const wanted = precision === 0 ? 1 : precision;
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits = '', exponentText = '0'] = value.toExponential(Math.min(wanted, 100) - 1).split('e');
  const exponent = Number(exponentText);
  const strip = (text: string): string =>
    keepZeros || !text.includes('.') ? text : text.replace(/\.?0+$/, '');
  if (exponent < -4 || exponent >= wanted) return `${strip(digits)}e${exponentSuffix(exponent)}`;
  return strip(value.toFixed(Math.min(Math.max(0, wanted - 1 - exponent), 100)));
}

/** C's `%e`. */
export function formatExponent(value: number, precision: number): string {
  const [digits = '', exponent = '0'] = value.toExponential(Math.min(precision, 100)).split('e');
  return `${digits}e${exponentSuffix(Number(exponent))}`;
}

function exponentSuffix(exponent: number): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

const decimalFloat = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const namedFloat = /^([+-]?)(inf|infinity|nan)$/i;

/** Python 2's `float(text)`; null where that raises ValueError. */
export function parseFloatText(text: string): number | null {
  const trimmed = trimPython(text);
  if (decimalFloat.test(trimmed)) return Number(trimmed);
  const named = namedFloat.exec(trimmed);
  if (named === null) return null;
  if (named[2]?.toLowerCase() === 'nan') return Number.NaN;
  return named[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

const decimalInteger = /^([+-]?)(\d+)$/;

/** Python 2's `int(text)` or `long(text)` in base 10; null where that raises ValueError. */
export function parseIntegerText(text: string): bigint | null {
  const match = decimalInteger.exec(trimPython(text));
  if (match === null) return null;
  const magnitude = BigInt(match[2] ?? '0');
  return match[1] === '-' ? -magnitude : magnitude;
}

const whitespace = /^[\t-\r ]+|[\t-\r ]+$/g;

/** What Python 2's `str.strip()` removes. */
export function trimPython(text: string): string {
  return text.replace(whitespace, '');
}
