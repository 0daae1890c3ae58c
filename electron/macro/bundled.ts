import { anchor } from './anchor.ts';
import { footNote } from './footnote.ts';
import { lineBreak } from './line-break.ts';
import type { Macro } from './macro.ts';
import type { MacroRegistry } from './run-macro.ts';
import { verbatim } from './verbatim.ts';

const bundled: readonly Macro[] = [anchor, footNote, lineBreak, verbatim];

/** Our macros with a farm's own above them (spec/macros.md §1). */
export function macroRegistry(plugins: readonly Macro[] = []): MacroRegistry {
  return new Map([...bundled, ...plugins].map((macro) => [macro.name, macro]));
}
