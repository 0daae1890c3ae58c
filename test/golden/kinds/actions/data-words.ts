import type { ScenarioStep } from './http-scenario.ts';
import type { Fill } from './wiki-copy.ts';

/** Form fields that put a page name, a file name or a comment into the wiki. */
const wordFields = ['comment', 'newpagename', 'newattachmentname', 'target', 'pagename', 'name'];

/**
 * What stands in the golden wiki, as opposed to words of the interface: names of pages, people and files, comments of edits.
 * In cells of tables these decide beside numbers and dates (golden/actions/COMPARE.md, `facts.content_tables`).
 */
export function dataWords(fill: Fill, steps: readonly Pick<ScenarioStep, 'request'>[]): RegExp {
  const words = new Set(fill.users.map(({ name }) => name));
  for (const { page, newpage, name, comment } of fill.edits)
    for (const word of [page, newpage, name, comment]) words.add((word ?? '').trim());
  for (const { request } of steps) {
    words.add(request.path.slice(1));
    for (const field of wordFields) words.add((request.form?.[field] ?? '').trim());
    for (const [fileName] of Object.values(request.files ?? {})) words.add(fileName);
  }
  words.delete('');
  const longestFirst = [...words].toSorted((a, b) => b.length - a.length).map((word) => escapeRegExp(word));
  const numbers = [String.raw`\d{4}-\d\d-\d\d`, String.raw`\d\d:\d\d(?::\d\d)?`, String.raw`\b\d+\b`];
  const edge = String.raw`[\p{L}\p{N}_]`;
  return new RegExp(`(?<!${edge})(?:${longestFirst.join('|')})(?!${edge})|${numbers.join('|')}`, 'gu');
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
