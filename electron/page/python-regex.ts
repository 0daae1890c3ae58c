import { spaceClass } from './python-text.ts';

/**
 * Turns a Python 2 regular expression into one of JavaScript's.
 *
 * Covers what configurations and search terms use: named groups, Unicode `\s \w \d`, `\A` and `\Z`, inline flags at
 * the start. Null when the pattern is not valid or uses something JavaScript has not got.
 */
export function compilePythonRegex(
  pattern: string,
  options: { readonly ignoreCase?: boolean; readonly global?: boolean; readonly fullMatch?: boolean } = {},
): RegExp | null {
  const translated = translate(pattern);
  if (translated === null) return null;
  const source = options.fullMatch === true ? `^(?:${translated.source})$` : translated.source;
  const flags =
    'u' +
    (options.ignoreCase === true || translated.ignoreCase ? 'i' : '') +
    (options.global === true ? 'g' : '') +
    (translated.multiline ? 'm' : '');
  try {
    return new RegExp(source, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Escapes text so that it stands for itself in either dialect. */
export const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const word = '[\\p{L}\\p{N}_]';

const classes: Readonly<Record<string, readonly [inside: string, outside: string]>> = {
  s: [spaceClass, `[${spaceClass}]`],
  S: [`\\u{0}-\\x08\\x0e-\\x1b!-\\x84\\x86-\\x9f\\xa1-\\u167f`, `[^${spaceClass}]`],
  w: ['\\p{L}\\p{N}_', '[\\p{L}\\p{N}_]'],
  W: ['', '[^\\p{L}\\p{N}_]'],
  d: ['\\p{Nd}', '\\p{Nd}'],
  D: ['\\P{Nd}', '\\P{Nd}'],
};
/** Characters that a `u` pattern may escape although they need not be. */
const syntaxCharacters = '^$\\.*+?()[]{}|/';

interface Translated {
  readonly source: string;
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
}

function translate(pattern: string): Translated | null {
  const flags = /^\(\?([iLmsux]+)\)/.exec(pattern);
  const letters = flags?.[1] ?? '';
  if (letters.includes('x')) return null;
  const body = pattern.slice(flags?.[0].length ?? 0);
  let source = '';
  let inClass = false;
  for (let index = 0; index < body.length; index++) {
    const character = body[index] ?? '';
    if (character === '\\') {
      const escaped = translateEscape(body, index, inClass);
      if (escaped === null) return null;
      source += escaped.source;
      index = escaped.end;
    } else if (inClass) {
      if (character === ']') inClass = false;
      source += character === '[' ? '\\[' : character;
    } else if (character === '[') {
      const opened = openClass(body, index);
      source += opened.source;
      index = opened.end;
      inClass = true;
    } else if (character === '(' && body.startsWith('(?P', index)) {
      const group = translateNamedGroup(body.slice(index));
      if (group === null) return null;
      source += group.source;
      index += group.length - 1;
    } else if (character === '{' && !/^\{\d*,?\d*\}/.test(body.slice(index, index + 16))) source += '\\{';
    else if (character === '}' && !/\{\d*,?\d*$/.test(body.slice(Math.max(0, index - 16), index)))
      source += '\\}';
    else if (character === ']') source += '\\]';
    else if (character === '.') source += letters.includes('s') ? '[^]' : '[^\\n]';
    else if (character === '$' && !letters.includes('m'))
      source += '(?=\\n?$)'; // also before a final line feed
    else source += character;
  }
  if (inClass) return null;
  return {
    source,
    ignoreCase: letters.includes('i'),
    multiline: letters.includes('m'),
  };
}

/** `[]x]` and `[^]x]` hold a bracket in Python; in JavaScript it must be escaped. */
function openClass(body: string, start: number): { readonly source: string; readonly end: number } {
  let end = start;
  let source = '[';
  if (body[end + 1] === '^') {
    source += '^';
    end += 1;
  }
  if (body[end + 1] === ']') {
    source += '\\]';
    end += 1;
  }
  return { source, end };
}

function translateNamedGroup(rest: string): { readonly source: string; readonly length: number } | null {
  const opening = /^\(\?P<([A-Za-z_]\w*)>/.exec(rest);
  if (opening) return { source: `(?<${opening[1] ?? ''}>`, length: opening[0].length };
  const reference = /^\(\?P=([A-Za-z_]\w*)\)/.exec(rest);
  if (reference) return { source: `\\k<${reference[1] ?? ''}>`, length: reference[0].length };
  return null;
}

function translateEscape(
  body: string,
  start: number,
  inClass: boolean,
): { readonly source: string; readonly end: number } | null {
  const next = body[start + 1];
  if (next === undefined) return null;
  const end = start + 1;
  const named = classes[next];
  if (named !== undefined) {
    if (inClass && (next === 'W' || next === 'S')) return null;
    return { source: inClass ? named[0] : named[1], end };
  }
  if (next === 'b' && !inClass) return { source: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`, end };
  if (next === 'B' && !inClass) return { source: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`, end };
  if (next === 'A') return { source: '(?<![^])', end };
  if (next === 'Z') return { source: '(?![^])', end };
  if (next === 'a') return { source: '\\x07', end };
  if (/[0-9bBfnrtv]/.test(next)) return { source: `\\${next}`, end };
  const hex = /^x[0-9a-fA-F]{2}/.exec(body.slice(start + 1));
  if (hex) return { source: `\\${hex[0]}`, end: start + hex[0].length };
  const escaped = syntaxCharacters.includes(next) || (inClass && next === '-');
  return { source: escaped ? `\\${next}` : next, end };
}
