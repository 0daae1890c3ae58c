import { isSpace, isWord } from '../character-classes.ts';

/** The start of a `{{{` block (spec/markup.md §7.5). */
export interface BlockStart {
  /** Text that ends the block. */
  readonly terminator: string;
  /** Parser and arguments from `#!name args`; null: none on this line. */
  readonly parser: { readonly name: string; readonly args: string } | null;
}

/**
 * Reads a block start at `{{{` to the end of its line.
 *
 * `{{{`, more braces or a word as terminator, then nothing but blanks or `#!name arguments`; null if it is none.
 */
export function readBlockStart(text: string, start: number): BlockStart | null {
  let position = start + 3;
  let terminator = '}}}';
  if (text.charAt(position) === '{') {
    while (text.charAt(position) === '{') {
      position += 1;
      terminator += '}';
    }
  } else {
    const word = position;
    while (isWord(text.charCodeAt(position))) position += 1;
    terminator = text.slice(word, position) + terminator;
  }
  if (text.startsWith('#!', position)) {
    const parser = readParserName(text.slice(position + 2));
    return parser === null ? null : { terminator, parser };
  }
  return text.slice(position).trim() === '' ? { terminator, parser: null } : null;
}

/** `name arguments`; the name may be empty. null: something else follows the name. */
function readParserName(text: string): { name: string; args: string } | null {
  let end = 0;
  while (isWord(text.charCodeAt(end))) end += 1;
  if (end < text.length && !isSpace(text.charCodeAt(end))) return null;
  return { name: text.slice(0, end), args: text.slice(end).trim() };
}

/** What a finished block hands to which parser. */
export interface BlockContent {
  readonly name: string;
  readonly args: string;
  readonly lines: readonly string[];
}

/**
 * Without `#!` on its first line a block may name the parser in its first line that is not blank; blank lines before
 * that one are not part of the content.
 */
export function blockContent(start: BlockStart, lines: readonly string[]): BlockContent {
  if (start.parser !== null) return { ...start.parser, lines };
  const first = lines.findIndex((line) => line.trim() !== '');
  const content = first < 0 ? [] : lines.slice(first);
  const head = content[0]?.trim() ?? '';
  if (!head.startsWith('#!')) return { name: '', args: '', lines: content };
  const [name = '', ...args] = head.slice(2).split(/\s+/);
  return { name, args: args.join(' '), lines: content.slice(1) };
}
