import { escapeText } from '../html-text.ts';
import type { CodeArea } from '../tree.ts';

/** The box of a code area: its lines with numbers and anchors (spec/markup.md §9). `id` is unique and escaped. */
export function codeAreaHtml(
  area: CodeArea,
  id: string,
  { language, direction }: { readonly language: string; readonly direction: string },
  lineAnchor: (line: number) => string,
): string {
  const lines = area.lines.map((tokens, at) => {
    const number = area.numbers === 'on' ? lineNumber(id, area.start + at * area.step) : '';
    const text = tokens
      .map(({ token, text: part }) =>
        token === null ? escapeText(part) : `<span class="${token}">${escapeText(part)}</span>`,
      )
      .join('');
    return `<span class="line">${number}${lineAnchor(area.firstLine + at)}${text}</span>\n`;
  });
  return (
    `<div class="codearea" dir="${direction}" lang="${language}">` +
    `<pre dir="${direction}" id="${id}" lang="${language}">${lines.join('')}</pre></div>`
  );
}

function lineNumber(id: string, number: number): string {
  const shown = String(number).padStart(4);
  return `<span class="LineNumber"><a href="#${id}_${number}">${shown}</a> </span><span class="LineAnchor" id="${id}_${number}"></span>`;
}
