import { compilePage } from '../../../electron/markup/compile.ts';
import type { MarkupSettings, RenderEnvironment } from '../../../electron/markup/environment.ts';
import { fillPage } from '../../../electron/markup/fill.ts';

export const settings: MarkupSettings = {
  bangMeta: true,
  defaultMarkup: 'wiki',
  strict: false,
  showSectionNumbers: false,
  languageDefault: 'en',
  scriptRoot: '',
  staticPrefix: '/static',
  theme: 'modernized',
  interwikiName: 'own',
  interwiki: (wiki) => (wiki === 'Other' ? 'http://other.example/' : null),
};

export function environment(changes: Partial<RenderEnvironment> = {}): RenderEnvironment {
  return {
    viewer: { showComments: false, showNonexistentAsQuestionMark: false, showTopBottom: false },
    query: new Map(),
    highlight: null,
    pageExists: (page) => page === 'FrontPage',
    attachmentExists: () => false,
    readAttachment: async () => null,
    translate: (english) => english,
    ticket: () => 'ticket',
    runMacro: async (name) => `[${name}]`,
    ...changes,
  };
}

/** HTML of a text without its line anchors. */
export async function html(text: string, changes: Partial<RenderEnvironment> = {}): Promise<string> {
  const filled = await fillPage(compilePage({ text, pageName: 'TestPage', settings }), environment(changes));
  return filled.html.replaceAll(/<span class="anchor" id="line-[\d-]+"><\/span>/g, '');
}
