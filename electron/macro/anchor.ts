import { safeId } from '../markup/ids.ts';
import { parseArguments } from './arguments.ts';
import type { Macro } from './macro.ts';

/** `<<Anchor(name)>>`. */
export const anchor: Macro = {
  name: 'Anchor',
  run(args, { page, escape }) {
    const { values } = parseArguments(args, { anchor: { kind: 'text', default: 'anchor' } });
    return {
      html: `<span class="anchor" id="${escape(page.uniqueId(safeId(values.anchor ?? 'anchor')))}"></span>`,
    };
  },
};
