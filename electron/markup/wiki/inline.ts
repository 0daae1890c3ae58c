import { isUpper } from '../character-classes.ts';
import {
  matchAngle,
  matchBacktick,
  matchEntity,
  matchInlineCode,
  matchMacro,
  matchSmiley,
  matchSubscript,
  matchSuperscript,
} from './characters.ts';
import { matchEmphasis } from './emphasis.ts';
import { matchLink, matchTransclusion } from './links.ts';
import { beginBlock, finishLine } from './paragraph.ts';
import { readBlockStart } from './preformatted.ts';
import { matchRule } from './rules.ts';
import type { Scan } from './state.ts';
import { matchCell } from './tables.ts';
import {
  matchRemarkOff,
  matchRemarkOn,
  matchSizeOff,
  matchSizeOn,
  matchStrikeOff,
  matchStrikeOn,
  matchUnderline,
} from './toggles.ts';
import { matchEmail, matchInterwiki, matchPageName, matchUrl } from './words.ts';

/**
 * Tries one construct at a position: writes it and returns its end, or returns -1.
 *
 * A mark that is read but has no meaning here returns its end as a negative number: it stays text as a whole.
 */
type Matcher = (scan: Scan, start: number) => number;

function matchBlockStart(scan: Scan, start: number): number {
  if (!scan.text.startsWith('{{{', start) || readBlockStart(scan.text, start) === null) return -1;
  beginBlock(scan, start);
  scan.blockStart = start;
  return scan.text.length;
}

const upperLetter = [matchInterwiki, matchPageName, matchEmail, matchSmiley];
const lowerLetter = [matchUrl, matchEmail];

/** Constructs by their first character, in the order of spec/markup.md §3. */
const matchers: ReadonlyMap<string, readonly Matcher[]> = new Map<string, readonly Matcher[]>([
  ["'", [matchEmphasis]],
  ['_', [matchUnderline, matchEmail]],
  ['~', [matchSizeOn]],
  ['-', [matchSizeOff, matchStrikeOn, matchEmail, matchRule]],
  ['+', [matchSizeOff, matchEmail]],
  [')', [matchStrikeOff]],
  ['/', [matchRemarkOn, matchPageName, matchSmiley]],
  [' ', [matchRemarkOff]],
  ['^', [matchSuperscript]],
  [',', [matchSubscript]],
  ['{', [matchInlineCode, matchTransclusion, matchSmiley, matchBlockStart]],
  ['`', [matchBacktick]],
  ['!', [matchPageName]],
  ['.', [matchPageName, matchEmail]],
  ['[', [matchLink]],
  ['<', [matchSmiley, matchMacro, matchAngle]],
  ['>', [matchSmiley, matchAngle]],
  ['(', [matchSmiley]],
  [':', [matchSmiley]],
  [';', [matchSmiley]],
  ['|', [matchSmiley, matchCell]],
  ['&', [matchEntity]],
  ...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').map((letter) => [letter, upperLetter] as const),
  ...Array.from('abcdefghijklmnopqrstuvwxyz').map((letter) => [letter, lowerLetter] as const),
  ...Array.from('0123456789').map((digit) => [digit, [matchEmail]] as const),
]);

const byCode: readonly (readonly Matcher[] | undefined)[] = Array.from({ length: 128 }, (_, code) =>
  matchers.get(String.fromCharCode(code)),
);
const otherUpper: readonly Matcher[] = [matchPageName, matchEmail];
const otherLetter: readonly Matcher[] = [matchEmail];

function matchersAt(code: number): readonly Matcher[] | undefined {
  if (code < 128) return byCode[code];
  return isUpper(code) ? otherUpper : otherLetter;
}

/** Reads inline markup from a position to the end of the line. */
export function scanInline(scan: Scan, from: number): void {
  let position = from;
  const { text } = scan;
  while (position < text.length) {
    if (isInsideWord(scan, position)) {
      position += 1;
      continue;
    }
    const end = matchAt(scan, position);
    if (end > 0) {
      position = end;
      scan.textStart = end;
    } else position = end < -1 ? -end : position + 1;
  }
  if (scan.blockStart === null) finishLine(scan);
}

/** Nothing starts at a small letter behind another letter but e-mail addresses: the common case, passed quickly. */
function isInsideWord(scan: Scan, position: number): boolean {
  const code = scan.text.charCodeAt(position);
  if (code < 97 || code > 122 || position >= scan.noEmailBefore) return false;
  const before = scan.text.charCodeAt(position - 1) | 32;
  return before >= 97 && before <= 122;
}

function matchAt(scan: Scan, position: number): number {
  const candidates = matchersAt(scan.text.charCodeAt(position));
  if (candidates === undefined) return -1;
  for (const match of candidates) {
    const end = match(scan, position);
    if (end !== -1) return end;
  }
  return -1;
}
