import { escapeText } from '../markup/html-text.ts';
import { joinInterwiki } from '../../shared/names/page-name.ts';
import { compareCodePoints } from '../page/python-text.ts';
import type { Macro } from './macro.ts';

/** `<<InterWiki>>`: the interwiki table. */
export const interWiki: Macro = {
  name: 'InterWiki',
  needs: ['pages'],
  run(_args, { interwikiTable, escape }) {
    const rows = [...interwikiTable()].toSorted(([a], [b]) => compareCodePoints(a, b));
    // The empty description behind each row is what MoinMoin's unclosed tag amounts to.
    const items = rows.map(([name, prefix]) => {
      const changes = escape(joinInterwiki(prefix, 'RecentChanges'));
      const shown = escapeText(prefix);
      const address = prefix.includes('$PAGE') ? shown : `<a href="${escape(prefix)}">${shown}</a>`;
      return `<dt><tt><a href="${changes}">${escapeText(name)}</a></tt></dt><dd><tt>${address}</tt></dd><dd></dd>`;
    });
    return { html: `<dl>${items.join('')}</dl>` };
  },
};
