/**
 * Three-way merge of page texts by lines (spec/storage.md §8).
 *
 * Agrees with MoinMoin wherever MoinMoin merges without a conflict. Where MoinMoin reports conflicts that are none (one
 * side only inserted, both made the same change, changes near the end) this merges cleanly.
 */
export interface Merge {
  readonly text: string;
  /** Places where both sides changed the same lines; each is marked in the text. */
  readonly conflicts: number;
}

/** Spelled as MoinMoin spells them: other tools and the conflict flag look for these. */
export const conflictMarkers = {
  other: "\n---- /!\\ '''Edit conflict - other version:''' ----\n",
  yours: "\n---- /!\\ '''Edit conflict - your version:''' ----\n",
  end: "\n---- /!\\ '''End of edit conflict''' ----\n",
} as const;

/** Part of the markers by which a saved text counts as still in conflict. */
export const conflictSign = "/!\\ '''Edit conflict";

export function mergeTexts(base: string, theirs: string, mine: string): Merge {
  const ids = new Map<string, number>();
  const merger = new Merger(side(base, ids), side(theirs, ids), side(mine, ids));
  return merger.run();
}

/** A text as lines with their line ends, and as numbers that are equal where the lines are. */
interface Side {
  readonly lines: readonly string[];
  readonly ids: readonly number[];
}

function side(text: string, known: Map<string, number>): Side {
  const lines = text === '' ? [] : text.split(/(?<=\n)/);
  const ids = lines.map((line) => {
    const id = known.get(line) ?? known.size;
    known.set(line, id);
    return id;
  });
  return { lines, ids };
}

/** How many lines of the base and of a side lie before the place where the two agree again. */
interface Distance {
  readonly base: number;
  readonly side: number;
}

/** That many consecutive lines must be equal to count as agreement; fewer may be chance (blank lines, braces). */
const agreement = 3;

class Merger {
  private readonly merged: string[] = [];
  private readonly agreements: AgreementFinder;
  private conflicts = 0;
  private atBase = 0;
  private atTheirs = 0;
  private atMine = 0;

  constructor(
    private readonly base: Side,
    private readonly theirs: Side,
    private readonly mine: Side,
  ) {
    this.agreements = new AgreementFinder(base.ids);
  }

  run(): Merge {
    const { base, theirs, mine } = this;
    while (
      this.atBase < base.ids.length &&
      this.atTheirs < theirs.ids.length &&
      this.atMine < mine.ids.length
    ) {
      const id = base.ids[this.atBase];
      if (id === theirs.ids[this.atTheirs] && id === mine.ids[this.atMine]) {
        this.merged.push(base.lines[this.atBase] ?? '');
        this.advance(1, 1, 1);
      } else this.mergeDifference();
    }
    this.mergeRemainders();
    return { text: this.merged.join(''), conflicts: this.conflicts };
  }

  private mergeDifference(): void {
    const theirs = this.agreements.next(this.atBase, this.theirs.ids, this.atTheirs);
    const mine = this.agreements.next(this.atBase, this.mine.ids, this.atMine);
    if (this.isOnlyChange(mine, theirs, this.theirs, this.atTheirs)) {
      this.take(this.mine, this.atMine, mine.side);
      this.advance(mine.base, mine.base, mine.side);
    } else if (this.isOnlyChange(theirs, mine, this.mine, this.atMine)) {
      this.take(this.theirs, this.atTheirs, theirs.side);
      this.advance(theirs.base, theirs.side, theirs.base);
    } else this.mergeBothChanged(theirs, mine);
  }

  /** One side changed the next lines and the other has them as they were. */
  private isOnlyChange(changed: Distance, other: Distance, otherSide: Side, at: number): boolean {
    if (changed.base === 0) return changed.side > 0 && other.base === 0 && other.side === 0;
    for (let offset = 0; offset < changed.base; offset++)
      if (this.base.ids[this.atBase + offset] !== otherSide.ids[at + offset]) return false;
    return true;
  }

  private mergeBothChanged(theirs: Distance, mine: Distance): void {
    let theirsEnd = theirs;
    let mineEnd = mine;
    while (theirsEnd.base !== mineEnd.base) {
      if (theirsEnd.base < mineEnd.base)
        theirsEnd = this.extend(theirsEnd, mineEnd.base, this.theirs, this.atTheirs);
      else mineEnd = this.extend(mineEnd, theirsEnd.base, this.mine, this.atMine);
    }
    this.decide(
      this.base.lines.slice(this.atBase, this.atBase + theirsEnd.base),
      this.theirs.lines.slice(this.atTheirs, this.atTheirs + theirsEnd.side),
      this.mine.lines.slice(this.atMine, this.atMine + mineEnd.side),
    );
    this.advance(theirsEnd.base, theirsEnd.side, mineEnd.side);
  }

  /** Follows a side until it has covered `wanted` lines of the base and agrees with it there. */
  private extend(from: Distance, wanted: number, of: Side, at: number): Distance {
    let { base, side: sideLines } = from;
    while (base < wanted) {
      if (this.base.ids[this.atBase + base] === of.ids[at + sideLines]) {
        base += 1;
        sideLines += 1;
        continue;
      }
      const next = this.agreements.next(this.atBase + base, of.ids, at + sideLines);
      base += next.base;
      sideLines += next.side;
    }
    return { base, side: sideLines };
  }

  private mergeRemainders(): void {
    this.decide(
      this.base.lines.slice(this.atBase),
      this.theirs.lines.slice(this.atTheirs),
      this.mine.lines.slice(this.atMine),
    );
  }

  private decide(base: readonly string[], theirs: readonly string[], mine: readonly string[]): void {
    const [baseText, theirText, myText] = [base.join(''), theirs.join(''), mine.join('')];
    if (theirText === myText || theirText === baseText) this.merged.push(myText);
    else if (myText === baseText) this.merged.push(theirText);
    else {
      this.conflicts += 1;
      const { other, yours, end } = conflictMarkers;
      this.merged.push(other, theirText, yours, myText, end);
    }
  }

  private take(from: Side, at: number, count: number): void {
    this.merged.push(from.lines.slice(at, at + count).join(''));
  }

  private advance(base: number, theirs: number, mine: number): void {
    this.atBase += base;
    this.atTheirs += theirs;
    this.atMine += mine;
  }
}

/**
 * Finds the nearest place where three lines of the base and of a side agree, in the order of spec/storage.md §8.
 * Knows where each three lines of the base are, so that texts with nothing in common cost no more than others.
 */
class AgreementFinder {
  private readonly places = new Map<string, number[]>();

  constructor(private readonly base: readonly number[]) {
    for (let at = 0; at + agreement <= base.length; at++) {
      const key = keyOf(base, at);
      const known = this.places.get(key);
      if (known) known.push(at);
      else this.places.set(key, [at]);
    }
  }

  /** Without such a place the distances reach to the ends. */
  next(atBase: number, ids: readonly number[], at: number): Distance {
    let best: Distance | null = null;
    for (let skip = 0; at + skip + agreement <= ids.length; skip++) {
      if (best !== null && skip > Math.max(best.base, best.side)) break;
      const place = firstAtLeast(this.places.get(keyOf(ids, at + skip)) ?? [], atBase);
      if (place === undefined) continue;
      const found = { base: place - atBase, side: skip };
      if (best === null || comesBefore(found, best)) best = found;
    }
    return best ?? { base: this.base.length - atBase, side: ids.length - at };
  }
}

/** First of ascending numbers that is not below `least`. */
function firstAtLeast(numbers: readonly number[], least: number): number | undefined {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return numbers[low];
}

const keyOf = (ids: readonly number[], at: number): string => `${ids[at]},${ids[at + 1]},${ids[at + 2]}`;

/** Nearer first; at the same distance those that skip no more of the base than of the side, then fewer skipped lines. */
function comesBefore(a: Distance, b: Distance): boolean {
  const [distanceA, distanceB] = [Math.max(a.base, a.side), Math.max(b.base, b.side)];
  if (distanceA !== distanceB) return distanceA < distanceB;
  const [sideFirstA, sideFirstB] = [a.side === distanceA, b.side === distanceB];
  if (sideFirstA !== sideFirstB) return sideFirstA;
  return sideFirstA ? a.base < b.base : a.side < b.side;
}
