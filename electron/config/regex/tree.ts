import type { CharacterSet } from './character-set.ts';

/** Places between characters. `finalEnd` is Python's `$`: the end, or before one final line feed. */
export type Border = 'start' | 'end' | 'finalEnd' | 'lineStart' | 'lineEnd' | 'wordBorder' | 'notWordBorder';

/** A pattern as a tree. Flags are worked into it: cases stand in the sets, line modes in the borders. */
export type Tree =
  | { readonly kind: 'character'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Tree[] }
  | { readonly kind: 'choice'; readonly branches: readonly Tree[] }
  | Repeat
  | { readonly kind: 'group'; readonly number: number; readonly body: Tree }
  | Look
  /** `words`: what counts as part of a word, where that matters. */
  | { readonly kind: 'border'; readonly at: Border; readonly words: CharacterSet }
  | { readonly kind: 'reference'; readonly group: number; readonly fold: (text: string) => string }
  | { readonly kind: 'conditional'; readonly group: number; readonly yes: Tree; readonly no: Tree };

export interface Repeat {
  readonly kind: 'repeat';
  readonly body: Tree;
  readonly least: number;
  /** May be Infinity. */
  readonly most: number;
  readonly lazy: boolean;
}

export interface Look {
  readonly kind: 'look';
  readonly ahead: boolean;
  readonly negated: boolean;
  readonly body: Tree;
  /** Characters that a look-behind goes back; 0 for a look-ahead. */
  readonly width: number;
}

export interface Width {
  readonly least: number;
  readonly most: number;
}

const sum = (widths: readonly Width[]): Width => ({
  least: widths.reduce((total, { least }) => total + least, 0),
  most: widths.reduce((total, { most }) => total + most, 0),
});

const either = (widths: readonly Width[]): Width => ({
  least: Math.min(...widths.map(({ least }) => least)),
  most: Math.max(...widths.map(({ most }) => most)),
});

const nothing: Width = { least: 0, most: 0 };

/** How many characters a tree can match. A back reference may be of any length. */
export function widthOf(tree: Tree): Width {
  switch (tree.kind) {
    case 'character':
      return { least: 1, most: 1 };
    case 'sequence':
      return sum(tree.parts.map(widthOf));
    case 'choice':
      return either(tree.branches.map(widthOf));
    case 'repeat': {
      const { least, most } = widthOf(tree.body);
      return { least: least * tree.least, most: most === 0 || tree.most === 0 ? 0 : most * tree.most };
    }
    case 'group':
      return widthOf(tree.body);
    case 'reference':
      return { least: 0, most: Infinity };
    case 'conditional':
      return either([tree.yes, tree.no].map(widthOf));
    case 'look':
    case 'border':
      return nothing;
  }
}
