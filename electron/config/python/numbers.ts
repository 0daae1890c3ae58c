/** Floats as Python 2.7 writes them. */

/** `repr`: the shortest digits that read back the same; with an exponent below 1e-4 and from 1e16. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  if (value === 0) return '0.0';
  const [digits = '', exponentText = '0'] = Math.abs(value).toExponential().split('e');
  const exponent = Number(exponentText);
  const sign = value < 0 ? '-' : '';
  if (exponent < -4 || exponent >= 16) return `${sign}${digits}e${exponentSuffix(exponent)}`;
  const plain = String(Math.abs(value)); // JavaScript writes no exponent in this range
  return sign + (plain.includes('.') ? plain : `${plain}.0`);
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
