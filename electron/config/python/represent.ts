import type { PyValue } from '../../../shared/python-value.ts';
import { pythonLiteral } from '../../../shared/python/literal.ts';
import { floatText } from '../../../shared/python/numbers.ts';
import { binaryOf, toPlain, type Value } from './values.ts';

/** Python 2's `repr`, always ASCII; null when the value is not plain data, or holds a set or dict: their order is Python's own affair. */
export function represent(value: Value): string | null {
  const plain = toPlain(value);
  return 'plain' in plain && hasOrder(plain.plain) ? pythonLiteral(plain.plain) : null;
}

function hasOrder(value: PyValue): boolean {
  if (value.type === 'list' || value.type === 'tuple') return value.items.every(hasOrder);
  return value.type !== 'set' && value.type !== 'dict';
}

/** Python 2's `str` as text or bytes; null when not known. Unicode values are left to the caller. */
export function toText(value: Value): string | null {
  if (value.type === 'str') return binaryOf(value);
  if (value.type === 'long') return String(value.value);
  if (value.type === 'float') return floatText(value.value);
  return represent(value);
}
