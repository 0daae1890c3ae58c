import { parseArguments } from './arguments.ts';
import type { Macro } from './macro.ts';

/** `<<BR>>`. */
export const lineBreak: Macro = {
  name: 'BR',
  needs: [],
  run(args) {
    parseArguments(args, {});
    return { html: '<br>\n' };
  },
};
