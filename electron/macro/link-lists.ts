import { pythonRegex } from '../config/regex/python-regex.ts';
import { numberedList } from './lists.ts';
import type { Macro, MacroContext } from './macro.ts';

/** Every readable page with its link targets. */
async function linksByPage(context: MacroContext): Promise<ReadonlyMap<string, readonly string[]>> {
  const entries = await Promise.all(
    context.pageNames().map(async (name) => [name, await context.pageLinks(name)] as const),
  );
  return new Map(entries);
}

/** `<<OrphanedPages>>`: pages that no other page links to. */
export const orphanedPages: Macro = {
  name: 'OrphanedPages',
  needs: ['pages', 'user'],
  async run(_args, context) {
    if (context.visitor.isCrawler) return '';
    const linked = new Set<string>();
    for (const [page, targets] of await linksByPage(context))
      for (const target of targets) if (target !== page) linked.add(target);
    const orphans = context.pageNames().filter((name) => !linked.has(name));
    if (orphans.length === 0) return { html: '<p>No orphaned pages in this wiki.</p>' };
    return { html: numberedList(await Promise.all(orphans.map((name) => context.linkTo(name)))) };
  },
};

/** `<<WantedPages>>`: pages that are linked but don't exist (spec/macros.md §3.11). */
export const wantedPages: Macro = {
  name: 'WantedPages',
  needs: ['pages', 'user'],
  async run(_args, context) {
    if (context.visitor.isCrawler) return '';
    const all = context.query.get('allpages') === '1';
    const wanted = new Map<string, string[]>();
    for (const [page, targets] of await linksByPage(context)) {
      if (!all && context.isSystemPage(page)) continue;
      for (const target of targets)
        if (!context.pageExists(target)) wanted.set(target, [...(wanted.get(target) ?? []), page]);
    }
    for (const [target, from] of wanted)
      if (from.length === 1 && isDeprecated(context.readPage(from[0] ?? ''))) wanted.delete(target);
    const bar = `<div class="controlbar">${await systemPagesLink(context, all)}</div>`;
    if (wanted.size === 0) return { html: `${bar}<p>No wanted pages in this wiki.</p>` };
    const items = [...wanted]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([target, from]) => item(context, target, from));
    return { html: bar + numberedList(await Promise.all(items)) };
  },
};

function isDeprecated(text: string | null): boolean {
  return /^(?:#[^\n]*\n)*#deprecated\b/i.test(text ?? '');
}

/** Pages that did not come with the wiki and are no templates. */
export function ownPages(context: MacroContext): readonly string[] {
  const template = pythonRegex(context.templateRegex, { flags: 'u' });
  const isTemplate = (name: string): boolean => template.ok && template.value.test(name);
  return context.pageNames().filter((name) => !context.isSystemPage(name) && !isTemplate(name));
}

/** The link that shows or hides shipped pages. */
export function systemPagesLink(context: MacroContext, all: boolean): Promise<string> {
  return context.linkTo(context.page.pageName, {
    label: context.translate(all ? 'Exclude system pages' : 'Include system pages'),
    query: [['allpages', all ? '0' : '1']],
  });
}

async function item(context: MacroContext, target: string, from: readonly string[]): Promise<string> {
  const sources = await Promise.all(
    from.map((page) =>
      context.linkTo(page, { query: [['highlight', target]], attributes: [['rel', 'nofollow']] }),
    ),
  );
  return `${await context.linkTo(target)}: ${sources.join(', ')}`;
}
