import { SequenceMatcher, stretchesOf, type Stretch } from './sequence-matcher.ts';

/** Lines of a difference: `  same`, `- old`, `+ new`, and `@@ -OLD, +NEW @@` where unchanged lines are left out. */
export function diffLines(oldText: string, newText: string): string[] {
  if (oldText === newText) return [];
  return shorten(compareLines(oldText.split('\n'), newText.split('\n')));
}

type Marked = readonly [mark: ' ' | '-' | '+', line: string];

/** Similar lines face each other, as in Python's `difflib.Differ`. */
function compareLines(a: readonly string[], b: readonly string[]): Marked[] {
  const blocks = new SequenceMatcher(b).matchingBlocks(a);
  return stretchesOf(blocks, a.length, b.length).flatMap((stretch) =>
    stretch.equal ? marked(' ', a, stretch.aStart, stretch.aEnd) : replaced(a, b, stretch),
  );
}

const marked = (mark: Marked[0], lines: readonly string[], start: number, end: number): Marked[] =>
  lines.slice(start, end).map((line): Marked => [mark, line]);

const similarEnough = 0.75;
const isBlank = (character: string): boolean => character === ' ' || character === '\t';
/** Pairs of lines that are looked at for similarity in one stretch; more would take too long. */
const mostPairs = 10_000;

/** A changed stretch: around the most similar pair of lines what is before and what is behind it. */
function replaced(a: readonly string[], b: readonly string[], stretch: Stretch): Marked[] {
  const { aStart, aEnd, bStart, bEnd } = stretch;
  if (aStart === aEnd) return marked('+', b, bStart, bEnd);
  if (bStart === bEnd) return marked('-', a, aStart, aEnd);
  const pair = (aEnd - aStart) * (bEnd - bStart) > mostPairs ? null : bestPair(a, b, stretch);
  if (pair === null) return plainlyReplaced(a, b, stretch);
  const [i, j] = pair;
  const middle: Marked[] =
    a[i] === b[j]
      ? [[' ', a[i] ?? '']]
      : [
          ['-', a[i] ?? ''],
          ['+', b[j] ?? ''],
        ];
  return [
    ...replaced(a, b, { equal: false, aStart, aEnd: i, bStart, bEnd: j }),
    ...middle,
    ...replaced(a, b, { equal: false, aStart: i + 1, aEnd, bStart: j + 1, bEnd }),
  ];
}

/** The shorter side first when it is the new one. */
function plainlyReplaced(a: readonly string[], b: readonly string[], stretch: Stretch): Marked[] {
  const old = marked('-', a, stretch.aStart, stretch.aEnd);
  const fresh = marked('+', b, stretch.bStart, stretch.bEnd);
  return fresh.length < old.length ? [...fresh, ...old] : [...old, ...fresh];
}

/** The first most similar pair; equal lines count only when no other pair is similar enough. */
function bestPair(a: readonly string[], b: readonly string[], stretch: Stretch): [number, number] | null {
  let best = 0.74;
  let pair: [number, number] | null = null;
  let equal: [number, number] | null = null;
  for (let j = stretch.bStart; j < stretch.bEnd; j++) {
    const second = Array.from(b[j] ?? '');
    const matcher = new SequenceMatcher(second, { isJunk: isBlank });
    for (let i = stretch.aStart; i < stretch.aEnd; i++) {
      if (a[i] === b[j]) {
        equal ??= [i, j];
        continue;
      }
      const first = Array.from(a[i] ?? '');
      if (upperBound(first.length, second.length) <= best) continue;
      const ratio = matcher.ratio(first);
      if (ratio > best) {
        best = ratio;
        pair = [i, j];
      }
    }
  }
  return best < similarEnough ? equal : pair;
}

/** No two sequences of these lengths are more similar. */
const upperBound = (a: number, b: number): number => (a + b === 0 ? 1 : (2 * Math.min(a, b)) / (a + b));

const context = 3;

/** Long runs of unchanged lines lose their middle; at both ends of the text only those near a change stay. */
function shorten(lines: readonly Marked[]): string[] {
  const shown: string[] = [];
  let run: Marked[] = [];
  let [oldLine, newLine] = [0, 0];
  let isFirst = true;
  const show = (part: readonly Marked[]): void => {
    for (const [mark, line] of part) shown.push(`${mark} ${line}`);
  };
  for (const line of lines) {
    if (line[0] === ' ') {
      run.push(line);
      oldLine += 1;
      newLine += 1;
      continue;
    }
    if (isFirst) show(run.slice(-context));
    else if (run.length <= 2 * context) show(run);
    else {
      show(run.slice(0, context));
      shown.push(`@@ -${oldLine}, +${newLine} @@\n`);
      show(run.slice(-context));
    }
    isFirst = false;
    run = [];
    if (line[0] === '-') oldLine += 1;
    else newLine += 1;
    show([line]);
  }
  if (!isFirst) show(run.slice(0, context));
  return shown;
}
