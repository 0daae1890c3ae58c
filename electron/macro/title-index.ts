import { safeId } from '../markup/ids.ts';
import { titleIndex as groupTitles } from '../page/title-index.ts';
import type { TitleGroup } from '../page/title-index.ts';
import { bulletList } from './lists.ts';
import { ownPages, systemPagesLink } from './link-lists.ts';
import { iconHtml } from './icon.ts';
import type { Macro, MacroContext } from './macro.ts';

/** `<<TitleIndex>>`, `<<WordIndex>>` (spec/macros.md §3.10). */
export const titleIndex: Macro = {
  name: 'TitleIndex',
  needs: ['pages', 'user'],
  async run(_args, context) {
    const groups = groupTitles(shownPages(context));
    return indexHtml(context, groups, async (name) => bulletList([await entry(context, name)]));
  },
};

export const wordIndex: Macro = {
  name: 'WordIndex',
  needs: ['pages', 'user'],
  async run(_args, context) {
    if (context.visitor.isCrawler) return '';
    const words = new Map<string, string[]>();
    for (const name of shownPages(context))
      for (const word of new Set(wordsOf(name))) words.set(word, [...(words.get(word) ?? []), name]);
    return indexHtml(context, groupTitles([...words.keys()]), async (word) => {
      const pages = (words.get(word) ?? []).toSorted();
      const items = await Promise.all(pages.map((name) => entry(context, name)));
      // A page that is just this word needs no title above it.
      const title = pages.length === 1 && pages[0] === word ? '' : `<strong>${context.escape(word)}</strong>`;
      return title + bulletList(items);
    });
  },
};

/** Humps: a capital, then small letters and digits. */
function wordsOf(name: string): readonly string[] {
  return name.match(/\p{Lu}[\p{Ll}\p{N}]+/gu) ?? [];
}

function showsAll(context: MacroContext): boolean {
  return context.query.get('allpages') === '1';
}

function shownPages(context: MacroContext): readonly string[] {
  return showsAll(context) ? context.pageNames() : ownPages(context);
}

async function indexHtml(
  context: MacroContext,
  groups: readonly TitleGroup[],
  entryHtml: (name: string) => Promise<string>,
): Promise<{ readonly html: string }> {
  const { escape } = context;
  const letters = groups
    .map(({ letter }) => `<a href="#${anchor(letter)}">${escape(letter)}</a>`)
    .join(' | ');
  let html = `<p>${letters}<br>\n${await systemPagesLink(context, showsAll(context))}`;
  for (const { letter, names } of groups) {
    const entries = await Promise.all(names.map(entryHtml));
    html += `<span class="anchor" id="${anchor(letter)}"></span>\n<h2>${escape(letter)}</h2>\n${entries.join('')}`;
  }
  return { html };
}

function anchor(letter: string): string {
  return safeId(`idx-${letter}`);
}

/** A page, with a paper clip if it has attachments. */
async function entry(context: MacroContext, name: string): Promise<string> {
  const link = await context.linkTo(name);
  const count = context.attachments(name).length;
  if (count === 0) return link;
  const label = `[${count} attachments]`;
  const labelHtml = iconHtml(context, 'attach').replaceAll('[ATTACH]', label);
  const clip = await context.linkTo(name, {
    labelHtml,
    query: [['action', 'AttachFile']],
    attributes: [['rel', 'nofollow']],
  });
  return link + clip;
}
