import { ArgumentError, parseArguments } from './arguments.ts';
import type { Macro } from './macro.ts';

/** `<<GetVal(page,key)>>`: a value of a dictionary page. */
export const getVal: Macro = {
  name: 'GetVal',
  needs: ['pages', 'user'],
  run(args, { dictionary, may, pageExists }) {
    const { values } = parseArguments(args, {
      page: { kind: 'text', default: null },
      key: { kind: 'text', default: null },
    });
    const { page, key } = values;
    if (page === null || key === null) throw new ArgumentError('You need to give: pagename, key');
    if (pageExists(page) && !may('read', page))
      throw new ArgumentError('You are not allowed to read this page');
    return { text: dictionary(page)?.get(key) ?? '' };
  },
};
