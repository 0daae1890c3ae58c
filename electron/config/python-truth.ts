import type { PyValue } from '../../shared/python-value.ts';

/** Python's truth of plain data. */
export function isTrue(value: PyValue): boolean {
  switch (value.type) {
    case 'none':
      return false;
    case 'bool':
      return value.value;
    case 'int':
    case 'long':
      return value.value !== 0n;
    case 'float':
      return value.value !== 0;
    case 'str':
      return value.bytes.length > 0;
    case 'unicode':
      return value.text !== '';
    case 'dict':
      return value.entries.length > 0;
    default:
      return value.items.length > 0;
  }
}
