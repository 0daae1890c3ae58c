import type { Tree } from './tree.ts';

/**
 * The longest text that is part of every match, for a cheap question before a pattern is tried; empty when there is none.
 * Of several that are as long the last one: patterns of addresses differ at their end.
 */
export function requiredText(tree: Tree): string {
  let longest = '';
  let run = '';
  const end = (): void => {
    if (run.length >= longest.length) longest = run;
    run = '';
  };
  const walk = (part: Tree): void => {
    if (part.kind === 'sequence') part.parts.forEach(walk);
    else if (part.kind === 'group') walk(part.body);
    else if (part.kind === 'border' || (part.kind === 'look' && part.negated)) return;
    else if (part.kind === 'character' && part.set.only !== null) run += String.fromCodePoint(part.set.only);
    else end();
  };
  walk(tree);
  end();
  return longest;
}
