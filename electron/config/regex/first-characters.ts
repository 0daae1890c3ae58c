import { CharacterSet } from './character-set.ts';
import { widthOf, type Tree } from './tree.ts';

/** The characters a match can begin with; null when it may be empty or can't be said. */
export function firstCharacters(tree: Tree): CharacterSet | null {
  switch (tree.kind) {
    case 'character':
      return tree.set;
    case 'group':
      return firstCharacters(tree.body);
    case 'repeat':
      return tree.least === 0 ? null : firstCharacters(tree.body);
    case 'choice':
      return union(tree.branches);
    case 'sequence':
      return ofSequence(tree.parts);
    case 'border':
    case 'look':
    case 'reference':
    case 'conditional':
      return null;
  }
}

/** Parts that may be empty are passed over, but what they can begin with counts. */
function ofSequence(parts: readonly Tree[]): CharacterSet | null {
  const sets: CharacterSet[] = [];
  for (const part of parts) {
    const { least, most } = widthOf(part);
    if (most === 0) continue;
    const first = firstCharacters(part.kind === 'repeat' && part.least === 0 ? part.body : part);
    if (first === null) return null;
    sets.push(first);
    if (least > 0) return CharacterSet.union(sets);
  }
  return null;
}

function union(trees: readonly Tree[]): CharacterSet | null {
  const sets = trees.map(firstCharacters);
  return sets.every((set) => set !== null) ? CharacterSet.union(sets) : null;
}
