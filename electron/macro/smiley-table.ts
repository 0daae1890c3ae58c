import { attributesHtml, escapeText } from '../markup/html-text.ts';
import { smileyTable } from '../markup/smileys.ts';
import type { Macro } from './macro.ts';

const pairsPerRow = 3;

/** `<<ShowSmileys>>`: codes and their pictures. */
export const showSmileys: Macro = {
  name: 'ShowSmileys',
  needs: ['user'],
  run(_args, { settings }) {
    const cells = [...smileyTable].map(([code, { file, width, height }]) => {
      const image = attributesHtml([
        ['alt', code],
        ['height', String(height)],
        ['src', `${settings.staticPrefix}/${settings.theme}/img/${file}`],
        ['title', code],
        ['width', String(width)],
      ]);
      return `<td><tt>${escapeText(code)}</tt></td><td><img${image} /></td>`;
    });
    let rows = '';
    for (let at = 0; at < cells.length; at += pairsPerRow)
      rows += `<tr>${cells.slice(at, at + pairsPerRow).join('')}</tr>\n`;
    const head = '<td><strong>Markup</strong></td><td><strong>Display</strong></td>'.repeat(pairsPerRow);
    return { html: `<div><table><tbody><tr>${head}</tr>\n${rows}</tbody></table></div>` };
  },
};
