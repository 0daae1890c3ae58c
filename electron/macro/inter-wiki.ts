import { escapeText } from '../markup/html-text.ts';
import { joinInterwiki } from '../markup/page-name.ts';
import type { Macro } from './macro.ts';

/** `<<InterWiki>>`: the interwiki table. */
export const interWiki: Macro = {
  name: 'InterWiki',
  dependencies: ['pages'],
  run(_args, { interwikiTable, escape }) {
    const rows = [...interwikiTable()].toSorted(([a], [b]) => {
      const [left, right] = [a.toUpperCase(), b.toUpperCase()];
      return left < right ? -1 : left > right ? 1 : 0;
    });
    const items = rows.map(([name, prefix]) => {
      const changes = escape(joinInterwiki(prefix, 'RecentChanges'));
      const shown = escapeText(prefix);
      const address = prefix.includes('$PAGE') ? shown : `<a href="${escape(prefix)}">${shown}</a>`;
      return `<dt><tt><a href="${changes}">${escapeText(name)}</a></tt></dt><dd><tt>${address}</tt></dd>`;
    });
    return { html: `<dl>${items.join('')}</dl>` };
  },
};
