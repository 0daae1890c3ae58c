import type { PyValue } from './python-value.ts';
import { floatRepr } from './session/python-number.ts';

/** A value as Python 2 source text, for showing; what edits write follows the file's own style (electron/config/edit.ts). */
export function pythonRepr(value: PyValue): string {
  switch (value.type) {
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return String(value.value);
    case 'long':
      return `${value.value}L`;
    case 'float':
      return floatRepr(value.value);
    case 'str':
      return quoteBytes(value.bytes);
    case 'unicode':
      return `u${quoteText(value.text)}`;
    case 'list':
      return `[${value.items.map(pythonRepr).join(', ')}]`;
    case 'tuple':
      return value.items.length === 1
        ? `(${value.items.map(pythonRepr).join('')},)`
        : `(${value.items.map(pythonRepr).join(', ')})`;
    case 'set':
      return value.items.length === 0 ? 'set()' : `set([${value.items.map(pythonRepr).join(', ')}])`;
    case 'dict':
      return `{${value.entries.map(([key, item]) => `${pythonRepr(key)}: ${pythonRepr(item)}`).join(', ')}}`;
  }
}

const named: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Text that a person can read: only control characters are escaped. */
function quoteText(text: string): string {
  const escaped = Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return (
      named[character] ??
      (code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, '0')}` : character)
    );
  });
  return `'${escaped.join('')}'`;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function quoteBytes(bytes: Uint8Array): string {
  try {
    return quoteText(utf8.decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const escaped = Array.from(bytes, (byte) => {
      const character = String.fromCharCode(byte);
      return (
        named[character] ??
        (byte < 0x20 || byte > 0x7e ? `\\x${byte.toString(16).padStart(2, '0')}` : character)
      );
    });
    return `'${escaped.join('')}'`;
  }
}
