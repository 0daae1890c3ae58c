import { openWiki, type PageProblem, type PageStore } from '../api/wiki-pages.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { defineCommand, type OptionValues } from './command.ts';
import { done, failed, table, usage, type Outcome } from './output.ts';
import { sentence } from '../../shared/texts/sentence.ts';

const options = {
  wiki: { value: 'W', about: 'which wiki; not needed when there is one' },
  page: { value: 'PAGE', about: 'the page, when its name begins with a minus' },
  rev: { value: 'N', about: 'this revision instead of the current one' },
} as const;

export const pagesCommand = defineCommand({
  name: 'pages',
  forms: [
    'list FARM --wiki W',
    'show FARM --wiki W PAGE [--rev N]',
    'check FARM --wiki W',
    'repair FARM --wiki W [PAGE]',
  ],
  options,
  run: pagesOf,
});

async function pagesOf(values: OptionValues<typeof options>, words: readonly string[]): Promise<Outcome> {
  const [what, directory, named, ...rest] = words;
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
        const rows = pages.names().flatMap((name) => {
          const state = pages.besides(() => pages.page(name), null);
          return state === null ? [] : [{ name, revision: state.current, layer: state.layer }];
        });
        return done(table(rows.map((row) => [row.name, String(row.revision ?? ''), row.layer ?? ''])), rows);
      }
      case 'show': {
        if (page === undefined) return usage('name the page');
        const text = pages.read(page, values.rev === undefined ? undefined : Number(values.rev));
        if (!text) return failed({ code: 'not-found', message: sentence('pages.noRevision', { page }) });
        return done(text.text, {
          name: page,
          revision: text.revision,
          revisions: pages.revisions(page),
          text: text.text,
        });
      }
      case 'check': {
        const problems = await pages.problems();
        return done(problems.length === 0 ? 'Nothing is odd.\n' : problemLines(problems), { problems });
      }
      case 'repair':
        return await repair(pages, page);
      default:
        return usage(`there is no “pages ${what}”`);
    }
  } finally {
    await farm.close();
  }
}

/** Ends saves that were cut off; a save that runs now is younger than what counts as stale. */
async function repair(pages: PageStore, only: string | undefined): Promise<Outcome> {
  const problems = await pages.problems();
  const repaired: string[] = [];
  for (const { kind, page } of problems) {
    if (kind !== 'stale-lock' || page === null || (only !== undefined && page !== only)) continue;
    const outcome = await pages.repair(page);
    if (!outcome.ok)
      return failed({
        code: 'unreadable',
        message: sentence('pages.notRepaired', { page, kind: outcome.error.kind }),
      });
    repaired.push(page);
  }
  const left = problems.filter(({ kind, page }) => kind !== 'stale-lock' || !repaired.includes(page ?? ''));
  const text = repaired.length > 0 ? `Repaired: ${repaired.join(', ')}\n` : 'Nothing to repair.\n';
  return done(`${text}${problemLines(left)}`, { repaired, left });
}

const problemLines = (problems: readonly PageProblem[]): string =>
  problems
    .map(({ file, line, detail }) => `${file}${line === undefined ? '' : `:${line}`}: ${detail}\n`)
    .join('');
