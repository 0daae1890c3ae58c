import { parseArguments } from './arguments.ts';
import { numberedList } from './lists.ts';
import type { Macro } from './macro.ts';

/** `<<Hits(all, event_type)>>`: how often the page was seen or saved. */
export const hits: Macro = {
  name: 'Hits',
  needs: ['time'],
  run(args, { events, page }) {
    const { values } = parseArguments(args, {
      all: { kind: 'boolean', default: false },
      event_type: { kind: 'choice', choices: ['VIEWPAGE', 'SAVEPAGE'], default: 'VIEWPAGE' },
    });
    let count = 0;
    for (const event of events())
      if (event.type === values.event_type && (values.all || event.page === page.pageName)) count += 1;
    return String(count);
  },
};

/** `<<PageHits>>`: pages by views. */
export const pageHits: Macro = {
  name: 'PageHits',
  needs: ['time', 'user'],
  async run(_args, context) {
    const counts = new Map<string, number>();
    for (const { type, page } of context.events())
      if (type === 'VIEWPAGE') counts.set(page, (counts.get(page) ?? 0) + 1);
    const seen = [...counts]
      .filter(([name]) => context.pageExists(name) && context.may('read', name))
      .toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
    const items = await Promise.all(
      seen.map(async ([name, count]) => {
        const shown = String(count).padStart(6).replaceAll(' ', '&nbsp;');
        return `<tt>${shown} </tt>${await context.linkTo(name)}`;
      }),
    );
    return { html: numberedList(items) };
  },
};
