import { escapeText } from '../markup/html-text.ts';
import type { Macro } from './macro.ts';

/** `<<SystemInfo>>`: what this wiki is and holds. */
export const systemInfo: Macro = {
  name: 'SystemInfo',
  needs: ['time', 'pages', 'user'],
  run(_args, { sitename, pageNames, isSystemPage, settings, actions, interwikiTable }) {
    const names = pageNames();
    const own = names.filter((name) => !isSystemPage(name));
    const facts: readonly (readonly [string, string])[] = [
      ['Wiki', sitename],
      ['Server', 'Croft, compatible with MoinMoin 1.9'],
      ['Pages', `${own.length} and ${names.length - own.length} system pages`],
      ['Language', settings.languageDefault],
      ['Interwiki names', String(interwikiTable().size)],
      ['Actions', actions.join(', ')],
    ];
    const items = facts.map(([term, value]) => `<dt>${escapeText(term)}</dt><dd>${escapeText(value)}</dd>`);
    return { html: `<dl>${items.join('')}</dl>` };
  },
};
