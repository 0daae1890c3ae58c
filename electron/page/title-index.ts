import { indexGroupOf } from './page-name.ts';
import { compareCodePoints, upperCase } from './python-text.ts';

export interface TitleGroup {
  readonly letter: string;
  readonly names: readonly string[];
}

/** Names under their letters, sorted by their upper-case form, then as they are (spec/storage.md §12). */
export function titleIndex(names: readonly string[]): TitleGroup[] {
  const sorted = names
    .map((name) => ({ name, key: upperCase(name) }))
    .sort((a, b) => compareCodePoints(a.key, b.key) || compareCodePoints(a.name, b.name));
  const groups = new Map<string, string[]>();
  for (const { name } of sorted) {
    const letter = indexGroupOf(name);
    const group = groups.get(letter);
    if (group) group.push(name);
    else groups.set(letter, [name]);
  }
  return Array.from(groups, ([letter, members]) => ({ letter, names: members })).sort((a, b) =>
    compareCodePoints(a.letter, b.letter),
  );
}
