import type { Language } from '../../shared/texts/sentence.ts';
import { helpPageNames, type HelpPageName } from './help-names.ts';

export interface HelpPage {
  readonly name: HelpPageName;
  readonly title: string;
  readonly markdown: string;
}

const sources: Readonly<Record<string, string>> = import.meta.glob('./*/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export function helpPages(language: Language): readonly HelpPage[] {
  return helpPageNames.map((name) => {
    const markdown = sources[`./${language}/${name}.md`];
    if (markdown === undefined) throw new Error(`the help has no page ${language}/${name}.md`);
    return { name, title: /^# (.*)$/m.exec(markdown)?.[1] ?? name, markdown };
  });
}

export interface HelpFinding {
  readonly page: HelpPage;
  /** The line where it stands, without marks; null = nothing was looked for. */
  readonly line: string | null;
}

/** Pages that hold every word; those with a word in the title first. */
export function findHelp(pages: readonly HelpPage[], typed: string): readonly HelpFinding[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return pages.map((page) => ({ page, line: null }));
  const found = pages.filter(({ markdown }) => words.every((word) => markdown.toLowerCase().includes(word)));
  const inTitle = (page: HelpPage): boolean => words.some((word) => page.title.toLowerCase().includes(word));
  return [...found.filter(inTitle), ...found.filter((page) => !inTitle(page))].map((page) => ({
    page,
    line: lineWith(page, words),
  }));
}

function lineWith(page: HelpPage, words: readonly string[]): string {
  const lines = page.markdown.split('\n').filter((line) => /\w/.test(line) && !line.startsWith('# '));
  const hits = (line: string): number => words.filter((word) => line.toLowerCase().includes(word)).length;
  const best = lines.reduce((left, right) => (hits(right) > hits(left) ? right : left), '');
  return plainText(best);
}

const plainText = (markdown: string): string =>
  markdown
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*`|]|^#+ |^- |^\d+\. /g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
