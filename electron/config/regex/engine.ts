import { firstCharacters } from './first-characters.ts';
import { classOf, startsText, toJavaScript } from './javascript.ts';
import { gaveUp, Matcher, type Slots } from './matcher.ts';
import type { ParsedPattern } from './parse.ts';
import { compileProgram, type Program } from './program.ts';
import { requiredText } from './required-text.ts';
import { after, isInsidePair } from './text-places.ts';
import type { Tree } from './tree.ts';

export interface Match {
  /** In UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The whole match, then the groups by number; undefined = took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** Finds in one text: at `from`, or at the first place from there. */
type Finder = (from: number) => Match | null | typeof gaveUp;

export interface Engine {
  /** Instructions of its program; 0 = it has none. */
  readonly size: number;
  readonly names: ReadonlyMap<string, number>;
  /** Part of every match; empty when there is no such text. */
  readonly required: string;
  readonly matchIn: (text: string) => Finder;
  readonly searchIn: (text: string) => Finder;
}

/** JavaScript's own expressions where they are as safe, being the faster ones; else our matcher. */
export function engineOf({ tree, groups, names }: ParsedPattern): Engine {
  const sticky = toJavaScript(tree, true);
  const global = toJavaScript(tree, false);
  // Compiled now, so that a pattern that is too large is refused now.
  const program = sticky === null || global === null ? compileProgram(tree, groups) : null;
  return {
    size: program?.instructions.length ?? 0,
    names,
    required: requiredText(tree),
    matchIn: sticky === null && program ? (text) => matching(program, text) : native(sticky),
    searchIn: global === null && program ? searching(tree, program) : native(global),
  };
}

function native(regex: RegExp | null): (text: string) => Finder {
  if (regex === null) throw new Error('a pattern without an expression has a program');
  return (text) => (from) => {
    regex.lastIndex = from;
    let found = regex.exec(text);
    // An empty match may be found inside a surrogate pair, where no place is.
    while (found !== null && isInsidePair(text, found.index)) {
      regex.lastIndex = found.index + 1;
      found = regex.exec(text);
    }
    return found === null
      ? null
      : { start: found.index, end: found.index + found[0].length, groups: Array.from(found) };
  };
}

function matching(program: Program, text: string): Finder {
  const matcher = new Matcher(program, text);
  return (from) => matchOf(matcher.matchAt(from), text);
}

function searching(tree: Tree, program: Program): (text: string) => Finder {
  const onlyAtStart = startsText(tree);
  const first = firstCharacters(tree);
  const begin = first === null ? null : new RegExp(classOf(first), 'gu');
  const nextPlace = (text: string, from: number): number => {
    if (begin === null) return from;
    begin.lastIndex = from;
    return begin.exec(text)?.index ?? Infinity;
  };
  return (text) => {
    const matcher = new Matcher(program, text);
    return (from) => {
      const last = onlyAtStart ? 0 : text.length;
      for (let place = nextPlace(text, from); place <= last; place = nextPlace(text, after(text, place))) {
        const slots = matcher.matchAt(place);
        if (slots !== null) return matchOf(slots, text);
      }
      return null;
    };
  };
}

function matchOf(slots: Slots | null | typeof gaveUp, text: string): Match | null | typeof gaveUp {
  if (slots === null || slots === gaveUp) return slots;
  const groups: (string | undefined)[] = [];
  for (let slot = 0; slot < slots.length; slot += 2) {
    const [start = -1, end = -1] = slots.slice(slot, slot + 2);
    groups.push(start < 0 || end < 0 ? undefined : text.slice(start, end));
  }
  return { start: slots[0] ?? 0, end: slots[1] ?? 0, groups };
}
