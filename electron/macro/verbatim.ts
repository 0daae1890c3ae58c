import { parseArguments } from './arguments.ts';
import type { Macro } from './macro.ts';

/** `<<Verbatim(text)>>`: text without markup. */
export const verbatim: Macro = {
  name: 'Verbatim',
  needs: [],
  run(args) {
    const { values } = parseArguments(args, { text: { kind: 'text', default: '' } });
    return { text: values.text ?? '' };
  },
};
