import { isKnownLanguage } from './languages.ts';

/** The `#…` lines at the top of a page (spec/markup.md §2). */
export interface Instructions {
  /** Word after `#` in lower case and the trimmed rest, in order; comments (`##`) are left out. */
  readonly lines: readonly (readonly [word: string, value: string])[];
  /** Number of lines taken off. */
  readonly lineCount: number;
  /** What is left, LF line ends. */
  readonly body: string;
  /** `#format`; null: none given. */
  readonly format: { readonly name: string; readonly args: string } | null;
  /** The last `#language` that is known. */
  readonly language: string | null;
  readonly redirect: string | null;
  readonly refresh: string | null;
  readonly deprecated: boolean;
  /** `#pragma` keys in lower case. */
  readonly pragmas: ReadonlyMap<string, string>;
  readonly acl: readonly string[];
}

/** Takes the instruction lines off a stored page text (LF or CRLF line ends). */
export function splitInstructions(stored: string): Instructions {
  const text = stored.includes('\r') ? stored.replaceAll('\r\n', '\n') : stored;
  const lines: [string, string][] = [];
  let position = 0;
  let lineCount = 0;
  while (text.charCodeAt(position) === 0x23) {
    const newline = text.indexOf('\n', position);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(position + 1, end);
    if (line === '') break;
    if (!line.startsWith('#')) lines.push(splitWord(line));
    lineCount += 1;
    position = newline < 0 ? end : newline + 1;
  }
  return { ...interpret(lines), lines, lineCount, body: text.slice(position) };
}

/** A text whose first lines mean nothing special. */
export function noInstructions(text: string): Instructions {
  return { ...interpret([]), lines: [], lineCount: 0, body: text.replaceAll('\r\n', '\n') };
}

function splitWord(line: string): [string, string] {
  const blank = line.indexOf(' ');
  if (blank < 0) return [line.toLowerCase(), ''];
  return [line.slice(0, blank).toLowerCase(), line.slice(blank + 1).trim()];
}

function interpret(
  lines: readonly (readonly [string, string])[],
): Omit<Instructions, 'lines' | 'lineCount' | 'body'> {
  let format: Instructions['format'] = null;
  let language: string | null = null;
  let redirect: string | null = null;
  let refresh: string | null = null;
  let deprecated = false;
  const pragmas = new Map<string, string>();
  const acl: string[] = [];
  for (const [word, value] of lines) {
    if (word === 'format') {
      const [name, args] = splitWord(value);
      format = { name, args };
    } else if (word === 'language') language = isKnownLanguage(value) ? value : language;
    else if (word === 'redirect') redirect = value;
    else if (word === 'refresh') refresh = value;
    else if (word === 'deprecated') deprecated = true;
    else if (word === 'acl') acl.push(value);
    else if (word === 'pragma') {
      const [key, setting] = splitWord(value);
      if (setting !== '') pragmas.set(key, setting);
    }
  }
  return { format, language, redirect, refresh, deprecated, pragmas, acl };
}
