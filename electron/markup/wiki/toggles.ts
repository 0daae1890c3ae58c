import { isSpace } from '../character-classes.ts';
import type { FormatName } from '../tree.ts';
import { beginInline } from './paragraph.ts';
import type { Scan, Toggles } from './state.ts';

type SimpleToggle = 'underline' | 'strike' | 'small' | 'big' | 'comment';

function turn(scan: Scan, start: number, toggle: SimpleToggle, on: boolean): boolean {
  const toggles: Toggles = scan.state.toggles;
  if (toggles[toggle] === on) return false;
  beginInline(scan, start);
  toggles[toggle] = on;
  const format: FormatName = toggle;
  if (on) scan.state.context.builder.openFormat(format);
  else scan.state.context.builder.closeFormat(format);
  return true;
}

/** End of a match with one following blank eaten. */
function eatBlank(scan: Scan, end: number): number {
  return scan.text.charCodeAt(end) === 32 ? end + 1 : end;
}

/** A mark that is not the right one now stays text, as a whole. */
function orText(matched: boolean, end: number): number {
  return matched ? end : -end;
}

export function matchUnderline(scan: Scan, start: number): number {
  if (!scan.text.startsWith('__', start)) return -1;
  turn(scan, start, 'underline', !scan.state.toggles.underline);
  return start + 2;
}

/** `~-` `~+`: the blank after them is eaten. */
export function matchSizeOn(scan: Scan, start: number): number {
  const sign = scan.text.charAt(start + 1);
  if (sign !== '-' && sign !== '+') return -1;
  const end = eatBlank(scan, start + 2);
  return orText(turn(scan, start, sign === '-' ? 'small' : 'big', true), end);
}

/** `-~` `+~`. */
export function matchSizeOff(scan: Scan, start: number): number {
  if (scan.text.charAt(start + 1) !== '~') return -1;
  return orText(turn(scan, start, scan.text.charAt(start) === '-' ? 'small' : 'big', false), start + 2);
}

export function matchStrikeOn(scan: Scan, start: number): number {
  if (!scan.text.startsWith('--(', start)) return -1;
  return orText(turn(scan, start, 'strike', true), start + 3);
}

export function matchStrikeOff(scan: Scan, start: number): number {
  if (!scan.text.startsWith(')--', start)) return -1;
  return orText(turn(scan, start, 'strike', false), start + 3);
}

/** Hidden remarks: white space around the marks is part of the rule. */
export function matchRemarkOn(scan: Scan, start: number): number {
  if (!scan.text.startsWith('/*', start)) return -1;
  if (start > 0 && !isSpace(scan.text.charCodeAt(start - 1))) return -1;
  if (!isSpace(scan.text.charCodeAt(start + 2))) return -1;
  return orText(turn(scan, start, 'comment', true), start + 3);
}

/** The blank before the mark belongs to it; the blank after it stays. */
export function matchRemarkOff(scan: Scan, start: number): number {
  const { text } = scan;
  if (!scan.state.toggles.comment || !text.startsWith('*/', start + 1)) return -1;
  if (start + 3 < text.length && !isSpace(text.charCodeAt(start + 3))) return -1;
  turn(scan, start, 'comment', false);
  return start + 3;
}
