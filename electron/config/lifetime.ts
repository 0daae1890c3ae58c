import { parseFloatText, parseIntegerText } from '../../shared/python/numbers.ts';
import { pyFloat, pyInt, pyTuple, textOf, type PyValue } from '../../shared/python-value.ts';

/**
 * `cookie_lifetime` after loading (spec/config.md §5, "Legacy"). A tuple of two stays the same object; anything else is
 * converted, with the help of the old `anonymous_session_lifetime` (`undefined`: not set, `null`: not known).
 * Null when the result is not known.
 */
export function lifetimeAfterLoading(value: PyValue, anonymous: PyValue | null | undefined): PyValue | null {
  if (value.type === 'tuple' && value.items.length === 2) return value;
  if (anonymous === null) return null;
  return pyTuple([anonymousPart(anonymous), wholeNumber(value) ?? pyInt(12)]);
}

/** Python's `int(…)`; null when it fails. */
function wholeNumber(value: PyValue): PyValue | null {
  if (value.type === 'bool') return pyInt(value.value ? 1 : 0);
  if (value.type === 'int' || value.type === 'long') return value;
  if (value.type === 'float')
    return Number.isFinite(value.value) ? pyInt(BigInt(Math.trunc(value.value))) : null;
  const whole = parseIntegerText(textOf(value) ?? '');
  return whole === null ? null : pyInt(whole);
}

function anonymousPart(value: PyValue | undefined): PyValue {
  if (value === undefined) return pyInt(0);
  if (value.type === 'none') return pyFloat(0);
  if (value.type === 'bool') return pyFloat(value.value ? 1 : 0);
  if (value.type === 'int' || value.type === 'long' || value.type === 'float')
    return pyFloat(Number(value.value));
  const hours = parseFloatText(textOf(value) ?? '');
  return hours === null ? pyInt(0) : pyFloat(hours);
}
