import { ArgumentError, parseArguments } from './arguments.ts';
import type { Macro } from './macro.ts';

/** `<<MailTo(name AT host DOT org, text)>>`: a link for people who are logged in, text for others. */
export const mailTo: Macro = {
  name: 'MailTo',
  needs: ['user'],
  run(args, { escape, visitor }) {
    const { values } = parseArguments(args, {
      email: { kind: 'text', default: null },
      text: { kind: 'text', default: '' },
    });
    const { email } = values;
    if (email === null || email === '')
      throw new ArgumentError('You need to give an (obfuscated) email address');
    const text = values.text ?? '';
    if (visitor.name === '') {
      const shown = escape(email).replaceAll(' ', '&nbsp;');
      return { html: `${text === '' ? '' : `${escape(text)} `}<tt>&lt;${shown}&gt;</tt>` };
    }
    const address = decodeAddress(email);
    return {
      html: `<a class="mailto" href="mailto:${escape(address)}">${escape(text === '' ? address : text)}</a>`,
    };
  },
};

const meanings: ReadonlyMap<string, string> = new Map([
  ['AT', '@'],
  ['DOT', '.'],
  ['DASH', '-'],
]);

/** Words of nothing but capitals stand for characters, or for nothing; blanks go. */
export function decodeAddress(typed: string): string {
  return typed
    .split(' ')
    .map((word) => (/^\p{Lu}+$/u.test(word) ? (meanings.get(word) ?? '') : word))
    .join('');
}
