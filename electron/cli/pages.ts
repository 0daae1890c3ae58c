import { parseArgs } from 'node:util';
import { openWiki } from '../api/wiki-pages.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { done, failed, table, usage, type Outcome } from './output.ts';

/** `pages list|show|repair FARM --wiki W`: pages, revisions, raw text, stale locks. */
export async function pagesCommand(words: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      wiki: { type: 'string' },
      page: { type: 'string' },
      rev: { type: 'string' },
    },
  });
  const [what, directory, named, ...rest] = positionals;
  if (what === undefined || directory === undefined || rest.length > 0)
    return usage('say what to do, and with which farm');
  const opened = await openFarm(directory);
  if (!opened.ok) return failed(opened.error);
  const farm = opened.value;
  try {
    const unit = chooseWiki(farm, values.wiki);
    if (!unit.ok) return failed(unit.error);
    const running = await openWiki(farm.host, unit.value);
    if (!running.ok) return failed(running.error);
    const { pages } = running.value.state;
    const page = named ?? values.page;
    switch (what) {
      case 'list': {
        const rows = pages
          .names()
          .map((name) => ({ name, revision: pages.page(name).current, layer: pages.layerOf(name) }));
        return done(table(rows.map((row) => [row.name, String(row.revision ?? ''), row.layer ?? ''])), rows);
      }
      case 'show': {
        if (page === undefined) return usage('name the page');
        const text = pages.read(page, values.rev === undefined ? undefined : Number(values.rev));
        if (!text)
          return failed({ code: 'not-found', message: `There is no such page or revision: ${page}.` });
        return done(text.text, {
          name: page,
          revision: text.revision,
          revisions: pages.revisions(page),
          text: text.text,
        });
      }
      case 'repair': {
        const problems = await pages.problems();
        const repaired: string[] = [];
        for (const { page: damaged } of problems) {
          if (damaged === null || repaired.includes(damaged)) continue;
          if ((await pages.repair(damaged)).ok) repaired.push(damaged);
        }
        return done(repaired.length > 0 ? `Repaired: ${repaired.join(', ')}\n` : 'Nothing to repair.\n', {
          problems,
          repaired,
        });
      }
      default:
        return usage(`there is no “pages ${what}”`);
    }
  } finally {
    await farm.close();
  }
}
