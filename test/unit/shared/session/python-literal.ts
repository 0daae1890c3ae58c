import { pyInt, pyNone, pyStr, pyTuple, pyUnicode, type PyValue } from '../../../../shared/python-value.ts';

/** Reads the few literals that the golden tables use as option values; the product's reader is `electron/config`. */
export function pythonLiteral(source: string): PyValue {
  const text = source.trim();
  if (text === 'None') return pyNone;
  if (text === 'True' || text === 'False') return { type: 'bool', value: text === 'True' };
  if (/^u?(['"]).*\1$/s.test(text)) return stringLiteral(text);
  if (/^[([{]/.test(text)) return sequence(text);
  return /^-?\d+$/.test(text) ? pyInt(BigInt(text)) : { type: 'float', value: Number(text) };
}

function stringLiteral(text: string): PyValue {
  const isUnicode = text.startsWith('u');
  const body = text
    .slice(isUnicode ? 2 : 1, -1)
    .replaceAll(/\\x([0-9a-f]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('\\t', '\t');
  return isUnicode ? pyUnicode(body) : pyStr(body);
}

function sequence(text: string): PyValue {
  const items = text
    .slice(1, -1)
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(pythonLiteral);
  return text.startsWith('(') ? pyTuple(items) : { type: 'list', items };
}
