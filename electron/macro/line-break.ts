import { parseArguments } from './arguments.ts';
import type { Macro } from './macro.ts';

/** `<<BR>>`. */
export const lineBreak: Macro = {
  name: 'BR',
  dependencies: [],
  run(args) {
    parseArguments(args, {});
    return { html: '<br>\n' };
  },
};
