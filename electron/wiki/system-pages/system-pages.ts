import type { SystemPages } from '../../page/page-store.ts';
import { englishEditing } from './en/editing.ts';
import { englishRunning } from './en/running.ts';
import { englishLists } from './en/lists.ts';
import { englishMarkup } from './en/markup.ts';
import { englishStart } from './en/start.ts';
import { germanEditing } from './de/editing.ts';
import { germanLists } from './de/lists.ts';
import { germanMarkup } from './de/markup.ts';
import { germanRunning } from './de/running.ts';
import { germanStart } from './de/start.ts';
import type { PageTexts } from './page-texts.ts';

/** All pages of one language, with the instructions that make them independent of a wiki's own defaults. */
function inLanguage(language: string, groups: readonly PageTexts[]): readonly (readonly [string, string])[] {
  return groups.flatMap((group) =>
    Object.entries(group).map(
      ([name, text]) =>
        [name, text.startsWith('#format') ? text : `#format wiki\n#language ${language}\n${text}`] as const,
    ),
  );
}

const texts: ReadonlyMap<string, string> = new Map([
  ...inLanguage('en', [englishStart, englishLists, englishEditing, englishMarkup, englishRunning]),
  ...inLanguage('de', [germanStart, germanLists, germanEditing, germanMarkup, germanRunning]),
]);

/**
 * Croft's own system and help pages, in English and German: the layer below a farm's pages and its underlay (DECISIONS 23).
 *
 * Editing one saves an ordinary page of the wiki above it; deleting that one brings the shipped text back only where the
 * farm has no page folder of that name.
 */
export const systemPages: SystemPages = {
  names: [...texts.keys()],
  text: (name) => texts.get(name) ?? null,
};
