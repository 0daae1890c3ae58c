import { CharacterSet } from './character-set.ts';
import { categoryOf, escapedPoint } from './parse-escape.ts';
import type { PatternReader } from './pattern-reader.ts';
import { PatternError } from './problem.ts';

/** `[…]`, its opening bracket being read. `close` adds the other cases; categories are taken as they are. */
export function parseClass(
  reader: PatternReader,
  unicode: boolean,
  close: (set: CharacterSet) => CharacterSet,
): CharacterSet {
  const negated = reader.takeIf('^');
  const listed: Range[] = [];
  const categories: CharacterSet[] = [];
  for (let first = true; first || !reader.takeIf(']'); first = false) {
    const member = readMember(reader, unicode);
    if (member instanceof CharacterSet) categories.push(member);
    else listed.push(member);
  }
  const set = CharacterSet.union([close(CharacterSet.of(...listed)), ...categories]);
  return negated ? set.complement() : set;
}

type Range = readonly [low: number, high: number];

function readMember(reader: PatternReader, unicode: boolean): Range | CharacterSet {
  const low = readItem(reader, unicode);
  if (reader.peek() !== '-' || reader.peek(1) === ']') return typeof low === 'number' ? [low, low] : low;
  const { position } = reader;
  reader.take();
  const high = readItem(reader, unicode);
  if (typeof low !== 'number' || typeof high !== 'number' || high < low)
    throw new PatternError('a range in a class has wrong ends', position);
  return [low, high];
}

function readItem(reader: PatternReader, unicode: boolean): number | CharacterSet {
  const character = reader.take();
  if (character !== '\\') return character.codePointAt(0) ?? 0;
  const letter = reader.take();
  return categoryOf(letter, unicode) ?? escapedPoint(reader, letter);
}
