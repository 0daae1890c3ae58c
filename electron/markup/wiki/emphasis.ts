import { beginInline } from './paragraph.ts';
import type { Scan, Toggles, WikiState } from './state.ts';

const apostrophe = 0x27;

/** Six or more are all the same to the rules; counting further would make long runs quadratic. */
const enough = 6;

function countApostrophes(text: string, from: number): number {
  let end = from;
  while (end - from < enough && text.charCodeAt(end) === apostrophe) end += 1;
  return end - from;
}

/**
 * Two or three apostrophes are a toggle, five toggle both (spec/markup.md §4.1).
 *
 * Four are three and one literal, six twice three, seven three + three + one: a run is taken from its start.
 */
export function matchEmphasis(scan: Scan, start: number): number {
  const run = countApostrophes(scan.text, start);
  if (run < 2) return -1;
  beginInline(scan, start);
  const { toggles } = scan.state;
  if (run === 5) {
    const next = nextRun(scan, start + 5);
    if (next >= 3) {
      toggleEmphasis(scan.state);
      toggleStrong(scan.state);
    } else if (next === 2) {
      toggleStrong(scan.state);
      toggleEmphasis(scan.state);
    } else toggleBoth(scan.state, toggles);
    return start + 5;
  }
  if (run === 2) toggleEmphasis(scan.state);
  else toggleStrong(scan.state);
  return start + Math.min(run, 3);
}

/** Length of the next run of apostrophes in the line; 0: none. There is some text between. */
function nextRun(scan: Scan, from: number): number {
  const next = scan.index.next("'", from);
  return next <= from ? 0 : countApostrophes(scan.text, next);
}

/** Five apostrophes that don't tell the order: close in the order that undoes the opening. */
function toggleBoth(state: WikiState, toggles: Toggles): void {
  const strongIsInside = toggles.strong > toggles.emphasis && toggles.emphasis > 0;
  if (strongIsInside) {
    toggleStrong(state);
    toggleEmphasis(state);
  } else {
    toggleEmphasis(state);
    toggleStrong(state);
  }
}

function toggleEmphasis(state: WikiState): void {
  const { toggles } = state;
  const { builder } = state.context;
  if (toggles.emphasis > 0) {
    toggles.emphasis = 0;
    builder.closeFormat('em');
  } else {
    toggles.emphasis = toggles.strong > 0 ? 2 : 1;
    builder.openFormat('em');
  }
}

function toggleStrong(state: WikiState): void {
  const { toggles } = state;
  const { builder } = state.context;
  if (toggles.strong > 0) {
    toggles.strong = 0;
    builder.closeFormat('strong');
  } else {
    toggles.strong = toggles.emphasis > 0 ? 2 : 1;
    builder.openFormat('strong');
  }
}
