import type { CharacterSet } from './character-set.ts';
import { widthOf, type Border, type Repeat, type Tree } from './tree.ts';

/** So many ways to match at one place may be tried one after the other, or as many as the pattern has parts. */
const manyWays = 32;

interface Cost {
  /** Ways to go through a tree, loops left aside. */
  readonly ways: number;
  /** How many parts it has. */
  readonly size: number;
  /** How often the length of the text goes into the time. */
  readonly loops: number;
}

const never: Cost = { ways: Infinity, size: 0, loops: Infinity };

/**
 * The tree as a regular expression of JavaScript's, if that takes no more than pattern times text at worst and finds the
 * same: at most one loop where the place is given (`sticky`), none in a search but at the end. Null for others.
 */
export function toJavaScript(tree: Tree, sticky: boolean): RegExp | null {
  const { ways, size, loops } = costOf(tree, true);
  const mayLoop = sticky || startsText(tree) ? 1 : 0;
  if (ways > Math.max(manyWays, size) || loops > mayLoop) return null;
  return new RegExp(sourceOf(tree), sticky ? 'yu' : 'gu');
}

export function startsText(tree: Tree): boolean {
  if (tree.kind === 'border') return tree.at === 'start';
  if (tree.kind === 'group') return startsText(tree.body);
  if (tree.kind === 'sequence') return tree.parts[0] !== undefined && startsText(tree.parts[0]);
  return tree.kind === 'choice' && tree.branches.every(startsText);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

function costOf(tree: Tree, isLast: boolean): Cost {
  switch (tree.kind) {
    case 'character':
    case 'border':
      return { ways: 1, size: 1, loops: 0 };
    case 'sequence': {
      const costs = tree.parts.map((part, index) => costOf(part, isLast && index === tree.parts.length - 1));
      return {
        ways: costs.reduce((product, { ways }) => product * ways, 1),
        size: sum(costs.map(({ size }) => size)),
        loops: sum(costs.map(({ loops }) => loops)),
      };
    }
    case 'choice': {
      const costs = tree.branches.map((branch) => costOf(branch, isLast));
      return {
        ways: sum(costs.map(({ ways }) => ways)),
        size: sum(costs.map(({ size }) => size)),
        loops: Math.max(...costs.map(({ loops }) => loops)),
      };
    }
    case 'group':
      return costOf(tree.body, isLast);
    case 'look':
      return costOf(tree.body, false);
    case 'repeat':
      return repeatCost(tree, isLast);
    case 'reference':
    case 'conditional':
      return never;
  }
}

/** What JavaScript does otherwise than Python is left to our own matcher: groups and empty rounds in repetitions. */
function repeatCost({ body, least, most }: Repeat, isLast: boolean): Cost {
  const isPlain = body.kind === 'character';
  if (!isPlain && (most > 1 || widthOf(body).least === 0)) return never;
  // Nothing behind a last loop can fail, so it is gone through once.
  if (most === Infinity) return { ways: 1, size: 1, loops: isLast ? 0 : 1 };
  const { ways, size, loops } = costOf(body, isLast);
  return { ways: ways + most - least, size: size * most, loops };
}

function sourceOf(tree: Tree): string {
  switch (tree.kind) {
    case 'character':
      return classOf(tree.set);
    case 'border':
      return borderSource(tree.at, tree.words);
    case 'sequence':
      return tree.parts
        .map((part) => (part.kind === 'choice' ? `(?:${sourceOf(part)})` : sourceOf(part)))
        .join('');
    case 'choice':
      return tree.branches.map(sourceOf).join('|');
    case 'group':
      return `(${sourceOf(tree.body)})`;
    case 'look':
      return `(?${tree.ahead ? '' : '<'}${tree.negated ? '!' : '='}${sourceOf(tree.body)})`;
    case 'repeat': {
      const bounds = `{${tree.least},${tree.most === Infinity ? '' : tree.most}}`;
      return `(?:${sourceOf(tree.body)})${bounds}${tree.lazy ? '?' : ''}`;
    }
    case 'reference':
    case 'conditional':
      throw new Error(`${tree.kind} has no equal in JavaScript`);
  }
}

const written = (point: number): string => `\\u{${point.toString(16)}}`;

/** One character of a set, as JavaScript writes it. */
export function classOf(set: CharacterSet): string {
  if (set.only !== null) return written(set.only);
  const ranges = set
    .pairs()
    .map(([first, last]) => (first === last ? written(first) : `${written(first)}-${written(last)}`));
  return `[${ranges.join('')}]`;
}

function borderSource(at: Border, words: CharacterSet): string {
  const word = (): string => classOf(words);
  switch (at) {
    case 'start':
      return '^';
    case 'end':
      return '$';
    case 'finalEnd':
      return '(?=\\n?$)';
    case 'lineStart':
      return '(?<=^|\\n)';
    case 'lineEnd':
      return '(?=\\n|$)';
    case 'wordBorder':
      return `(?:(?<=${word()})(?!${word()})|(?<!${word()})(?=${word()}))`;
    case 'notWordBorder':
      // In an empty text Python finds neither kind.
      return `(?:(?<=${word()})(?=${word()})|(?<!${word()})(?!${word()})(?!^$))`;
  }
}
