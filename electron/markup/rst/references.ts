import type { Lines } from './lines.ts';

/** What names in a text stand for; collected before the text is written, since names are used before they are given. */
export interface References {
  /** Addresses and other names by name. */
  readonly targets: ReadonlyMap<string, string>;
  /** Names of places in this text. */
  readonly places: ReadonlySet<string>;
  /** Texts by name: `.. |name| replace:: text`. */
  readonly replacements: ReadonlyMap<string, string>;
  /** Images by name: `.. |name| image:: address`. */
  readonly images: ReadonlyMap<string, string>;
  /** Numbers of footnotes by label (`1`, `#`, `#name`, `*`), in order of appearance. */
  readonly footnotes: ReadonlyMap<string, readonly string[]>;
}

/** Names don't know case and marks, and all white space in them is the same. */
export function normalName(name: string): string {
  return name
    .replaceAll(/[*`\\]/g, '')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();
}

/** One sign of punctuation, repeated: above or below a title, or a line across. */
export function isAdornment(line: string): boolean {
  const first = line.charAt(0);
  return line.length >= 2 && /[!-/:-@[-`{-~]/.test(first) && line === first.repeat(line.length);
}

const targetPattern = /^\s*\.\. _(?:`([^`]+)`|((?:\\:|[^:\\])+)):(?: +(\S.*))?$/;
const substitutionPattern = /^\s*\.\. \|([^|]+)\| (replace|image):: *(.*)$/;
const footnotePattern = /^\s*\.\. \[(\d+|#[\w.-]*|\*)\](?: |$)/;
const symbols = ['*', '†', '‡', '§', '¶'];

export function collectReferences(lines: Lines): References {
  const targets = new Map<string, string>();
  const places = new Set<string>();
  const replacements = new Map<string, string>();
  const images = new Map<string, string>();
  const labels: string[] = [];
  lines.forEach((line, at) => {
    if (isAdornment(line) && at > 0) places.add(normalName(lines[at - 1] ?? ''));
    if (!line.trimStart().startsWith('..')) return;
    const target = targetPattern.exec(line);
    const name = target?.[1] ?? target?.[2];
    if (name !== undefined) {
      const plain = normalName(name);
      if (target?.[3] === undefined) places.add(plain);
      else targets.set(plain, target[3].trim());
    }
    const [, given, kind, value] = substitutionPattern.exec(line) ?? [];
    if (given !== undefined && value !== undefined)
      (kind === 'image' ? images : replacements).set(normalName(given), value.trim());
    const label = footnotePattern.exec(line)?.[1];
    if (label !== undefined) labels.push(label);
  });
  return { targets, places, replacements, images, footnotes: numberFootnotes(labels) };
}

/** Numbers that are given stay; the others get the free ones in order, stars get signs. */
function numberFootnotes(labels: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const taken = new Set(labels.filter((label) => /^\d+$/.test(label)));
  const footnotes = new Map<string, string[]>();
  let next = 1;
  let stars = 0;
  for (const label of labels) {
    let shown = label;
    if (label.startsWith('#')) {
      while (taken.has(String(next))) next += 1;
      shown = String(next);
      next += 1;
    } else if (label === '*') {
      shown = (symbols[stars % symbols.length] ?? '*').repeat(Math.floor(stars / symbols.length) + 1);
      stars += 1;
    }
    footnotes.set(label, [...(footnotes.get(label) ?? []), shown]);
  }
  return footnotes;
}
