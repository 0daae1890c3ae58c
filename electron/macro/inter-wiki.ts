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
      const changes = joinInterwiki(prefix, 'RecentChanges');
      const link = (href: string, text: string) => `<a href="${escape(href)}">${escapeText(text)}</a>`;
      const address =
        changes === null || prefix.includes('$PAGE') ? escapeText(prefix) : link(prefix, prefix);
      const title = changes === null ? escapeText(name) : link(changes, name);
      return `<dt><tt>${title}</tt></dt><dd><tt>${address}</tt></dd><dd></dd>`;
    });
    return { html: `<dl>${items.join('')}</dl>` };
  },
};
