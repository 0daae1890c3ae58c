import { isSpace, isWord } from '../character-classes.ts';
import { blockLanguage, isKnownLanguage } from '../languages.ts';
import { smileyCodes } from '../smileys.ts';
import type { RawInline } from '../tree.ts';
import { beginInline } from './paragraph.ts';
import type { Scan } from './state.ts';

function writeRaw(scan: Scan, start: number, tag: RawInline['tag'], text: string): void {
  beginInline(scan, start);
  const keepBlanks = tag === 'tt' || tag === 'backtick';
  scan.state.context.builder.inline({ kind: 'raw', tag, text, keepBlanks });
}

/** `{{{code}}}` on one line. */
export function matchInlineCode(scan: Scan, start: number): number {
  if (!scan.text.startsWith('{{{', start)) return -1;
  const end = scan.index.next('}}}', start + 3);
  if (end < 0) return -1;
  writeRaw(scan, start, 'tt', scan.text.slice(start + 3, end));
  return end + 3;
}

/** `` `code` ``. */
export function matchBacktick(scan: Scan, start: number): number {
  const end = scan.index.next('`', start + 1);
  if (end < 0) return -1;
  writeRaw(scan, start, 'backtick', scan.text.slice(start + 1, end));
  return end + 1;
}

/** `^superscript^`. */
export function matchSuperscript(scan: Scan, start: number): number {
  const end = scan.index.next('^', start + 1);
  if (end < 0) return -1;
  writeRaw(scan, start, 'sup', scan.text.slice(start + 1, end));
  return end + 1;
}

/** `,,subscript,,`. */
export function matchSubscript(scan: Scan, start: number): number {
  if (scan.text.charAt(start + 1) !== ',') return -1;
  const end = scan.index.next(',,', start + 2);
  if (end < 0) return -1;
  writeRaw(scan, start, 'sub', scan.text.slice(start + 2, end));
  return end + 2;
}

/** A smiley stands between white space (spec/markup.md §4.3). */
export function matchSmiley(scan: Scan, start: number): number {
  const { text } = scan;
  if (start > 0 && !isSpace(text.charCodeAt(start - 1))) return -1;
  for (const code of smileyCodes) {
    if (!text.startsWith(code, start) || !isSpace(text.charCodeAt(start + code.length))) continue;
    beginInline(scan, start);
    scan.state.context.builder.inline({ kind: 'smiley', code });
    return start + code.length;
  }
  return -1;
}

const entityPattern = /&(?:[a-zA-Z]+|#(?:\d{1,5}|x[0-9a-fA-F]+));/y;

/** `&name;` and numbers are passed on; a lone `&` is text. */
export function matchEntity(scan: Scan, start: number): number {
  entityPattern.lastIndex = start;
  const source = entityPattern.exec(scan.text)?.[0];
  beginInline(scan, start);
  if (source === undefined) {
    scan.state.context.builder.text('&');
    return start + 1;
  }
  scan.state.context.builder.inline({ kind: 'entity', source });
  return start + source.length;
}

/** `<` and `>` are text of their own. */
export function matchAngle(scan: Scan, start: number): number {
  beginInline(scan, start);
  scan.state.context.builder.text(scan.text.charAt(start));
  return start + 1;
}

/** `<<Name>>`, `<<Name(arguments)>>`; arguments run to the first `)>>`. */
export function matchMacro(scan: Scan, start: number): number {
  const { text, index } = scan;
  if (text.charAt(start + 1) !== '<') return -1;
  let nameEnd = start + 2;
  while (isWord(text.charCodeAt(nameEnd))) nameEnd += 1;
  if (nameEnd === start + 2) return -1;
  let args: string | null = null;
  let end = nameEnd;
  if (text.charAt(nameEnd) === '(') {
    const close = index.next(')>>', nameEnd + 1);
    if (close < 0) return -1;
    args = text.slice(nameEnd + 1, close);
    end = close + 1;
  }
  if (!text.startsWith('>>', end)) return -1;
  beginInline(scan, start);
  const name = text.slice(start + 2, nameEnd);
  const { builder } = scan.state.context;
  if (isKnownLanguage(name)) writeLanguage(scan, name, args);
  else builder.inline({ kind: 'macro', name, args, source: text.slice(start, end + 2) });
  return end + 2;
}

/** `<<de>>` changes the language of the blocks that follow, `<<de(text)>>` marks a text (spec/markup.md §12). */
function writeLanguage(scan: Scan, code: string, args: string | null): void {
  const { builder, language } = scan.state.context;
  if (args === null) builder.language = code === language ? undefined : blockLanguage(code);
  else if (code === (builder.language?.lang ?? language)) builder.text(args);
  else builder.inline({ kind: 'language-text', language: blockLanguage(code), text: args });
}
