import { createHash } from 'node:crypto';
import type { PageState } from '../markup/environment.ts';
import { languageAttributes } from '../markup/html-elements.ts';
import { attributesHtml } from '../markup/html-text.ts';
import type { Macro, MacroOutput } from './macro.ts';

/** Footnotes of the finished page that were not printed yet. */
interface Footnotes {
  /** Text → number and uses, in order of first use. */
  readonly entries: Map<string, Entry>;
  /** Uses so far, for the ids. */
  uses: number;
  announced: boolean;
}
interface Entry {
  readonly number: number;
  readonly hash: string;
  readonly text: string;
  readonly page: PageState;
  readonly references: number[];
}

/** `<<FootNote(text)>>` and `<<FootNote>>` (spec/macros.md §3.2). */
export const footNote: Macro = {
  name: 'FootNote',
  needs: ['time'],
  run(args, context) {
    const { page } = context;
    const notes = page.shared<Footnotes>('FootNote', () => ({
      entries: new Map(),
      uses: 0,
      announced: false,
    }));
    if (args === null || args === '') return printHere(notes, page);
    if (!notes.announced) {
      notes.announced = true;
      page.atEnd(() => printNotes(notes, page));
    }
    return { html: reference(notes, page, args) };
  },
};

async function printHere(notes: Footnotes, page: PageState): Promise<MacroOutput> {
  const html = await printNotes(notes, page);
  return { html: html === '' ? '' : `${html}<p class="line874">` };
}

function reference(notes: Footnotes, page: PageState, text: string): string {
  const hash = createHash('sha1').update(text, 'utf8').digest('hex');
  const entry = notes.entries.get(text) ?? {
    number: notes.entries.size + 1,
    hash,
    text,
    page,
    references: [],
  };
  notes.entries.set(text, entry);
  const use = notes.uses;
  notes.uses += 1;
  entry.references.push(use);
  const link = attributesHtml([
    ['href', `#${page.idPrefix}fnref-${hash}`],
    ['id', page.uniqueId(`fndef-${hash}-${use}`)],
    ...languageAttributes(page.blockLanguage ?? undefined),
  ]);
  return `<sup><a${link}>${entry.number}</a></sup>`;
}

async function printNotes(notes: Footnotes, page: PageState): Promise<string> {
  if (notes.entries.size === 0) return '';
  const entries = [...notes.entries.values()];
  notes.entries.clear();
  notes.uses = 0;
  const language = attributesHtml(languageAttributes(page.blockLanguage ?? undefined));
  let items = '';
  let back = 0;
  for (const { hash, text, references } of entries) {
    const shown = await page.render(text, { inline: true });
    const links = references.map((use) => {
      back += 1;
      return `<a href="#fndef-${hash}-${use}"${language}>${back}</a>`;
    });
    const target = `<a id="${page.uniqueId(`fnref-${hash}`)}"${language}></a>`;
    items += `<li${language}><p${language}>${target}${shown} (${links.join(' ')})</p></li>`;
  }
  return `<div class="footnotes"${language}><ol${language}>${items}</ol></div>`;
}
