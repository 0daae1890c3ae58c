import type { Macro } from './macro.ts';
import { hiddenField } from './search-forms.ts';

/** `<<GoTo>>`: a field for a page name. */
export const goTo: Macro = {
  name: 'GoTo',
  needs: ['user'],
  run(_args, { page, pageUrl, translate, escape }) {
    const action = escape(pageUrl(page.pageName));
    return {
      html:
        `<form method="get" action="${action}"><div>\n<div>\n${hiddenField('action', 'goto')}\n` +
        `<input type="text" name="target" size="30">\n` +
        `<input type="submit" value="${escape(translate('Go To Page'))}">\n</div>\n</div></form>`,
    };
  },
};
