import { parseArguments } from './arguments.ts';
import type { Macro } from './macro.ts';

/** `<<GetText(text)>>`: interface text in the visitor's language. */
export const getText: Macro = {
  name: 'GetText',
  needs: ['user'],
  run(args, { translate }) {
    const { values } = parseArguments(args, { text: { kind: 'text', default: '' } });
    return { text: translate(values.text ?? '') };
  },
};

/** `<<GetText2(|text|arg|name=value)>>`: the first character separates; `%s` and `%(name)s` are filled. */
export const getText2: Macro = {
  name: 'GetText2',
  needs: ['user'],
  run(args, { translate }) {
    if (args === null || args === '') return '';
    const [text = '', ...rest] = args.slice(1).split(args.charAt(0));
    const named = new Map(rest.filter((part) => part.includes('=')).map((part) => split(part)));
    const positional = rest.filter((part) => !part.includes('='));
    let next = 0;
    const filled = translate(text).replaceAll(/%\((\w+)\)s|%s/g, (whole, name: string | undefined) => {
      if (name !== undefined) return named.get(name) ?? whole;
      next += 1;
      return positional[next - 1] ?? whole;
    });
    return { text: filled };
  },
};

function split(part: string): readonly [string, string] {
  const equals = part.indexOf('=');
  return [part.slice(0, equals), part.slice(equals + 1)];
}
