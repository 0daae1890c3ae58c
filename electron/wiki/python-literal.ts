/** A text as Python 2 writes a `unicode` in its `repr`, e.g. `u'Andr\xe9'`: MoinMoin's log lines hold names that way. */
export function pythonTextLiteral(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let literal = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (character === quote || character === '\\') literal += `\\${character}`;
    else if (character === '\n') literal += '\\n';
    else if (character === '\r') literal += '\\r';
    else if (character === '\t') literal += '\\t';
    else if (code >= 0x20 && code < 0x7f) literal += character;
    else if (code < 0x100) literal += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code < 0x10000) literal += `\\u${code.toString(16).padStart(4, '0')}`;
    else literal += `\\U${code.toString(16).padStart(8, '0')}`;
  }
  return `u${quote}${literal}${quote}`;
}
