import type { FinishedHeading, FinishedPage } from '../markup/environment.ts';
import { escapeText } from '../markup/html-text.ts';
import { parseArguments } from './arguments.ts';
import type { Macro } from './macro.ts';

/** `<<TableOfContents(maxdepth)>>` (spec/macros.md §3.9). */
export const tableOfContents: Macro = {
  name: 'TableOfContents',
  needs: ['time'],
  run(args, { page, translate }) {
    const { values } = parseArguments(args, { maxdepth: { kind: 'integer', default: null } });
    const title = escapeText(translate('Contents'));
    const contents = page.defer((finished) => contentsHtml(finished, title, values.maxdepth ?? Infinity));
    return { html: `${contents}<p class="line874">` };
  },
};

function contentsHtml(page: FinishedPage, title: string, maximumDepth: number): string {
  const listed = page.headings.filter(({ isListed }) => isListed);
  const smallest = Math.min(...listed.map(({ level }) => level));
  const shown = listed.filter(({ level }) => level - smallest + 1 <= maximumDepth);
  const heading = `<p class="table-of-contents-heading">${title}</p>`;
  return `<div class="table-of-contents">${heading}${listHtml(shown, smallest)}</div>`;
}

/** Nested lists; levels that are left out give empty items. */
function listHtml(headings: readonly FinishedHeading[], smallest: number): string {
  let html = '';
  let depth = 0;
  for (const { level, text, id } of headings) {
    const wanted = level - smallest + 1;
    if (depth >= wanted) {
      while (depth > wanted) {
        html += '</li></ol>';
        depth -= 1;
      }
      html += '</li><li>';
    }
    while (depth < wanted) {
      html += '<ol><li>';
      depth += 1;
    }
    html += `\n<a href="#${id}">${escapeText(text)}</a>`;
  }
  return html + '</li></ol>'.repeat(depth);
}
