import { compilePage } from '../markup/compile.ts';
import { safeId } from '../markup/ids.ts';
import { splitInstructions } from '../markup/instructions.ts';
import { parseArguments } from './arguments.ts';
import { openAtEnd } from './include.ts';
import type { Macro } from './macro.ts';

/** `<<RandomQuote(page)>>`: one ` * ` item of a page. */
export const randomQuote: Macro = {
  name: 'RandomQuote',
  needs: ['time', 'pages'],
  async run(args, { page, readPage, may, random, settings, escape }) {
    const { values } = parseArguments(args, { pagename: { kind: 'text', default: 'FortuneCookies' } });
    const name = values.pagename ?? 'FortuneCookies';
    const text = may('read', name) ? readPage(name) : null;
    const quotes = splitInstructions(text ?? '')
      .body.split('\n')
      .filter((line) => line.startsWith(' * '))
      .map((line) => line.slice(3));
    const quote = quotes[random(quotes.length)];
    if (quote === undefined)
      return { html: `<strong class="highlight">No quotes on ${escape(name)}.</strong>` };
    const idPrefix = `${safeId(name)}.`;
    const compiled = compilePage({
      text: quote,
      pageName: name,
      settings,
      idPrefix,
      withInstructions: false,
    });
    const id = escape(idPrefix);
    const inner = openAtEnd(compiled, await page.fillIncluded(compiled));
    return {
      html:
        `<div dir="${compiled.direction}" id="${id}RandomQuote" lang="${compiled.language}">` +
        `<span class="anchor" id="${id}top"></span>\n${inner}<span class="anchor" id="${id}bottom"></span></div>`,
    };
  },
};
